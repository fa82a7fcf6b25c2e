"""symbp verify: the verdict on a hand calculation, or on a folder of them."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from pathlib import Path

from rich.console import Console

from ..course.folder import result_names
from ..course.marks import Marks, Scheme, marks, read_scheme
from ..errors import SpecError
from ..phrases import phrases
from ..pipeline import Style, options_of
from ..render import render_report, write
from ..render.claims import PIPED, dumped, record, table
from ..render.claims.marks import marks_line
from ..render.claims.plain import plain_text
from ..spec import load
from ..spec.file import read_bytes
from ..verification import Verification, verify
from ..verification.examples import locate_claims


def run(arguments: Namespace) -> int:
    """Judge one file or a whole folder; the exit code is the verdict."""
    if Path(arguments.claims).is_dir():
        from .verify_folder import run_folder

        return run_folder(arguments)
    if Path(arguments.source).is_dir():
        raise SpecError(f"{arguments.source}: expected one network for one file of claims, found a folder")
    network = load(arguments.source)
    scheme = read_scheme(read_bytes(Path(arguments.marks)), arguments.marks, network) if arguments.marks else None
    claims = locate_claims(arguments.claims)
    report = verify(network, claims)
    earned = marks(report, scheme) if scheme is not None else None
    if arguments.json:
        more = {"marks": earned.record()} if earned is not None else {}
        sys.stdout.write(dumped(record(report, phrases(arguments.language), more)))
    else:
        show(report, earned, arguments.language)
    if arguments.format or arguments.output:
        for path in write_report(report, arguments, claims.stem, earned):
            print(path, file=sys.stderr if arguments.json else sys.stdout)
    return report.code


def show(report: Verification, earned: Marks | None, language: str) -> None:
    """The table, as wide as the terminal; plain and wide where it is none."""
    words = phrases(language)
    made = console()
    made.print(table(report, words))
    if earned is not None:
        made.print(plain_text(marks_line(words, earned)), markup=False, highlight=False)


def console() -> Console:
    """Standard output: a terminal, or plain text."""
    if sys.stdout.isatty():
        return Console()
    columns = os.environ.get("COLUMNS", "")
    width = max(40, int(columns)) if columns.isascii() and columns.isdigit() else PIPED
    return Console(file=sys.stdout, width=width, force_terminal=False, color_system=None)


def write_report(report: Verification, arguments: Namespace, stem: str, earned: Marks | None) -> tuple[Path, ...]:
    """The report in DIR/verify-NAME; it links to DIR/NETWORK/derivation where that is."""
    style = Style(notation=arguments.notation, language=arguments.language, templates=arguments.templates)
    folder = Path(arguments.output or "output")
    name = report.network.name
    there = (folder / name / "derivation.md").is_file()
    files = render_report(
        report,
        formats=arguments.format or ("md", "tex"),
        language=style.language,
        notation=style.notation,
        derivation=f"../{name}/derivation" if there else "",
        marks=earned,
        options=options_of(style),
    )
    return write(files, folder / f"verify-{result_names([stem])[0]}")


__all__ = ["Scheme", "run"]
