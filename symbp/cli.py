"""The command line: what can be asked for.  Each command's own module is imported when it is called."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from importlib import import_module

from .errors import SymbpError

TYPE_CHECKING = False  # as in the package itself
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from types import ModuleType
    from typing import Any, NoReturn

FORMATS = ("md", "tex", "pdf")
PLOTS = ("svg", "png")
LEVELS = ("index", "matrix", "numbers")
GRANULARITIES = ("written", "finest", "folded")
SOURCE = "a TOML file, or the name of a built-in network"


class Formatter(argparse.HelpFormatter):
    """Help as wide as the terminal says it is; asking for it properly would cost a tenth of the start-up time."""

    def __init__(self, prog: str) -> None:
        columns = os.environ.get("COLUMNS", "")
        super().__init__(prog, width=max(40, int(columns) - 2) if columns.isascii() and columns.isdigit() else 98)


class Parser(argparse.ArgumentParser):
    """A parser that complains in one line."""

    def __init__(self, **options: Any) -> None:
        super().__init__(formatter_class=Formatter, **options)

    def error(self, message: str) -> NoReturn:
        """End with exit code 2."""
        self.exit(2, f"{self.prog}: {visible(message)} (see {self.prog} --help)\n")


class Version(argparse.Action):
    """--version, looked up only when it is asked for."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> NoReturn:
        """Print it and end."""
        from . import __version__

        print(f"symbp {__version__}")
        parser.exit()


def chosen(text: str) -> tuple[str, str]:
    """A convention and what is chosen: squares=whole."""
    name, sign, choice = (part.strip() for part in text.partition("="))
    if not (sign and name and choice):
        raise argparse.ArgumentTypeError(f"expected NAME=CHOICE, found {text!a}")
    return name, choice


def several(known: tuple[str, ...]) -> Callable[[str], tuple[str, ...]]:
    """A reader of comma-separated words out of those known."""

    def read(text: str) -> tuple[str, ...]:
        found = tuple(part.strip() for part in text.split(",") if part.strip())
        wrong = [part for part in found if part not in known]
        if wrong or not found:
            raise argparse.ArgumentTypeError(f"expected some of {', '.join(known)}, found {text!a}")
        return found

    return read


def parser() -> Parser:
    """All commands and their options."""
    top = Parser(prog="symbp", description="Derive the gradients of neural networks, check every step, compile them.")
    top.add_argument("--version", action=Version, nargs=0, help="show the version and end")
    commands = top.add_subparsers(dest="command", metavar="COMMAND", required=True, parser_class=Parser)

    commands.add_parser("examples", help="list the built-in networks")

    derive = commands.add_parser("derive", help="write the derivation of a network as a document")
    derive.add_argument("source", metavar="FILE-or-name", help=SOURCE)
    derive.add_argument("-o", "--output", metavar="DIR", default="output", help="where DIR/NAME is made (output)")
    derive.add_argument("--format", type=several(FORMATS), default=("md", "tex"), help="md,tex,pdf (md,tex)")
    derive.add_argument("--level", type=several(LEVELS), default=LEVELS, help="index,matrix,numbers (all there are)")
    fine = "how fine the operations are: as written, the finest, or with composites folded (as the file says)"
    derive.add_argument("--granularity", choices=GRANULARITIES, default="", help=fine)
    style(derive)

    gallery = commands.add_parser("gallery", help="write the documents of all built-in networks")
    gallery.add_argument("folder", metavar="DIR", help="the folder to write into")
    style(gallery)

    paths = commands.add_parser("paths", help="count and list the paths between two quantities")
    paths.add_argument("source", metavar="FILE-or-name", help=SOURCE)
    paths.add_argument("start", metavar="FROM", help="a quantity, such as the loss")
    paths.add_argument("end", metavar="TO", help="another quantity, such as a weight")
    paths.add_argument("--most", type=int, metavar="N", default=12, help="list them if there are at most N (12)")

    export = commands.add_parser("export", help="write the gradients as a module")
    export.add_argument("source", metavar="FILE-or-name", help=SOURCE)
    export.add_argument("--target", choices=("numpy",), default="numpy", help="what the module computes with (numpy)")
    export.add_argument("-o", "--output", metavar="FILE.py", help="the file to write (standard output)")

    verify = commands.add_parser("verify", help="judge a hand calculation, or a folder of them")
    verify.add_argument("source", metavar="NETWORK", help=f"{SOURCE}; of a folder of claims also a folder of networks")
    verify.add_argument("claims", metavar="CLAIMS", help="TOML, CSV, Markdown, LaTeX or text; a folder of such files")
    verify.add_argument("--json", action="store_true", help="print the verdicts as JSON (docs/verify-schema.json)")
    verify.add_argument("--format", type=several(FORMATS), help="write a report: md,tex,pdf (md,tex)")
    verify.add_argument("-o", "--output", metavar="DIR", help="where the report, or the results, are made (output)")
    verify.add_argument("--marks", metavar="SCHEME.toml", help="points for each claim")
    told = "a convention of the author's, such as squares=whole (docs/verifying.md); may be repeated"
    verify.add_argument("--convention", type=chosen, action="append", default=[], metavar="NAME=CHOICE", help=told)
    verify.add_argument("--jobs", type=int, default=1, metavar="N", help="a folder: how many at a time (1)")
    verify.add_argument("--dask", default="", metavar="ADDRESS", help="a folder: on a cluster (needs the extra dask)")
    verify.add_argument("--seconds", type=float, default=8.0, metavar="S", help="a folder: the time limit for each (8)")
    verify.add_argument("--plot", choices=PLOTS, help="a folder: draw the bar chart too (needs the extra plot)")
    style(verify)

    exercise = commands.add_parser("exercise", help="make individual variants of a worked example, with answer keys")
    exercise.add_argument("source", metavar="NETWORK", help=SOURCE)
    exercise.add_argument("--count", type=int, default=1, metavar="N", help="how many variants (1)")
    exercise.add_argument("--seed", type=int, default=0, metavar="S", help="another seed, other numbers (0)")
    exercise.add_argument("-o", "--output", metavar="DIR", default="exercise", help="where they are made (exercise)")
    style(exercise)

    train = commands.add_parser("train", help="train a network by descent along its derived gradients")
    train.add_argument("source", metavar="FILE-or-digits", nargs="?", default="digits", help=SOURCE)
    train.add_argument("--epochs", type=int, metavar="N", help="passes over the digits (30)")
    train.add_argument("--updates", type=int, metavar="N", help="updates of a worked example (as its file says)")
    train.add_argument("--plot", metavar="FILE", help="draw the loss curve into a file (needs the extra plot)")
    return top


def style(command: argparse.ArgumentParser) -> None:
    """The options on how a document looks."""
    command.add_argument("--notation", default="", metavar="NAME", help="the textbook whose notation is used")
    command.add_argument("--language", default="en", metavar="CODE", help="the language of the sentences (en)")
    command.add_argument("--templates", metavar="DIR", help="a folder whose templates replace those of the same name")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 if it succeeded, 1 if a step was refuted or a claim is wrong, 2 if something does not fit.

    3: a claim could not be read, or a submission not be judged.
    """
    given = parser().parse_args(arguments)
    try:
        command = imported(f".commands.{given.command}")
        code: int = command.run(given)
        sys.stdout.flush()
        return code
    except SymbpError as error:
        return complain(str(error))
    except BrokenPipeError:
        # Whoever read our output has gone; Python would complain about it once more at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 2
    except OSError as error:
        return complain(f"{error.filename or 'the system'}: {error.strerror or 'failed'}")
    except KeyboardInterrupt:
        complain("stopped")
        return 130


def imported(name: str) -> ModuleType:
    """A module of ours and all that it needs.

    What is imported stays, so the collector would look through it in vain, again and again, for a fifth of the time.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        return import_module(name, __package__)
    finally:
        if collecting:
            gc.freeze()
            gc.enable()


def complain(message: str) -> int:
    """One line to standard error."""
    print(f"symbp: {visible(message)}", file=sys.stderr)
    return 2


def visible(text: str) -> str:
    """The text on one line, control characters shown by their codes."""
    return "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in text)


if __name__ == "__main__":
    sys.exit(main())
