"""What the tests use to judge documents: programs that may be missing, KaTeX and pdflatex."""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parent.parent
KATEX = ROOT / "tests" / "katex"

INSTALL_TEX = (
    "apt-get install texlive-latex-recommended texlive-latex-extra texlive-pictures "
    "texlive-science texlive-fonts-recommended lmodern"
)
INSTALL_NODE = "apt-get install nodejs npm"


class NetworkBlockedError(RuntimeError):
    """A test tried to leave the machine."""


# ---------------------------------------------------------------- programs


def missing(what: str, install: str) -> None:
    """Skip the running test, or the file being read, and say what to install; under CI nothing may be missing: fail."""
    message = f"{what} is missing: {install}"
    if os.environ.get("CI", "").lower() in ("true", "1"):
        pytest.fail(message, pytrace=False)
    pytest.skip(message, allow_module_level=True)


def needs(program: str, install: str) -> None:
    """Go on only if `program` is on the PATH."""
    if shutil.which(program) is None:
        missing(program, install)


def module(name: str, install: str) -> ModuleType:
    """A module that tests need; without it the tests that ask for it are skipped, with what to install."""
    try:
        return import_module(name)
    except ImportError:
        missing(name, install)
        raise


# ---------------------------------------------------------------- Markdown and KaTeX


@dataclass(frozen=True)
class Formula:
    """One formula of a document; `place` is the line on which it begins."""

    file: str
    place: int
    math: str
    display: bool


# A fence may stand inside a list item or a quotation, so it may be indented or quoted.
_FENCE = re.compile(
    r"^(?P<lead>[ \t]*(?:>[ \t]?)*(?:[-*+][ \t]+|\d+[.)][ \t]+)?[ \t]*)(?P<ticks>`{3,}|~{3,})(?P<info>[^`]*)$"
)
_QUOTE = re.compile(r"^[ \t]*(?:>[ \t]?)+")
# A code span closes with as many backticks as it opened with and never crosses a blank line.
_SPAN = re.compile(r"(?<![`\\])(?P<ticks>`+)(?!`)(?P<body>(?:(?!\n[ \t]*\n).)+?)(?<!`)(?P=ticks)(?!`)", re.DOTALL)


def markdown_formulas(text: str, file: str = "") -> list[Formula]:
    """Return the formulas of GitHub's dialect: ```math fences and $`...`$ spans, in reading order.

    Other code fences and code spans are passed over. A fence left open and a
    bare dollar sign are errors: GitHub would show something else than was meant.
    """
    found: list[Formula] = []
    prose: list[str] = []  # the lines outside fences, blank where a fence stood
    lines = text.splitlines()
    number = 0
    while number < len(lines):
        opening = _FENCE.match(lines[number])
        if opening is None:
            prose.append(lines[number])
            number += 1
            continue
        end = _closing_line(lines, number, opening["ticks"], file)
        if opening["info"].strip() == "math":
            body = lines[number + 1 : end]
            if ">" in opening["lead"]:
                body = [_QUOTE.sub("", line) for line in body]
            found.append(Formula(file, number + 1, "\n".join(body).strip(), True))
        prose.extend([""] * (end + 1 - number))
        number = end + 1
    found.extend(_inline("\n".join(prose), file))
    return sorted(found, key=lambda formula: formula.place)


def _closing_line(lines: list[str], opening: int, ticks: str, file: str) -> int:
    closing = re.compile(rf"^[ \t>]*{re.escape(ticks[0])}{{{len(ticks)},}}[ \t]*$")
    for number in range(opening + 1, len(lines)):
        if closing.match(lines[number]):
            return number
    raise ValueError(f"{file}:{opening + 1}: this fence is never closed")


def _inline(prose: str, file: str) -> Iterator[Formula]:
    rest = list(prose)  # what is left once code spans and formulas are blanked out
    for span in _SPAN.finditer(prose):
        start, end = span.span()
        if prose[start - 1 : start] == "$" and prose[end : end + 1] == "$" and span["ticks"] == "`":
            yield Formula(file, prose.count("\n", 0, start) + 1, span["body"].strip(), False)
            start, end = start - 1, end + 1
        rest[start:end] = ["\n" if sign == "\n" else " " for sign in prose[start:end]]
    stray = re.search(r"(?<!\\)\$", "".join(rest))
    if stray:
        raise ValueError(f"{file}:{prose.count(chr(10), 0, stray.start()) + 1}: a dollar sign outside $`...`$")


def katex_failures(formulas: Iterable[Formula]) -> list[str]:
    """Render all formulas in one run of Node.js; return "file:line: error: formula" for each bad one."""
    needs("node", INSTALL_NODE)
    if not (KATEX / "node_modules" / "katex").is_dir():
        missing("KaTeX", f"{INSTALL_NODE}, then make test")
    sent = [asdict(formula) for formula in formulas]
    run = subprocess.run(
        ["node", "check.mjs"],
        cwd=KATEX,
        input=json.dumps(sent),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    answer = json.loads(run.stdout)
    assert answer["checked"] == len(sent), "KaTeX did not see every formula"
    return ["{file}:{place}: {error}: {math}".format(**failure) for failure in answer["failures"]]


# ---------------------------------------------------------------- TeX

# Overfull by less than this cannot be seen.
OVERFULL = 1.0

_ERROR = re.compile(r"^(?:! .*|\S+\.\w+:\d+: .*)$")
_WARNING = re.compile(
    r"^(?:LaTeX|Package \w+) Warning: .*(?:undefined|multiply defined|Rerun to get).*$"
    r"|^Missing character: .*$"
)
_OVERFULL = re.compile(r"^Overfull \\[hv]box \((?P<points>[\d.]+)pt too (?:wide|high)\).*$")


def tex_log_problems(log: str) -> list[str]:
    """Return a log's errors, broken references, lost characters and visibly overfull boxes."""
    problems = []
    for line in log.splitlines():
        overfull = _OVERFULL.match(line)
        if (overfull and float(overfull["points"]) > OVERFULL) or _ERROR.match(line) or _WARNING.match(line):
            problems.append(line.strip())
    return problems


def compile_tex(tex: Path, folder: Path, also: Iterable[Path] = ()) -> list[str]:
    """Compile a copy of `tex` inside `folder`, twice for its references; return what its log complains of.

    `also` names further files the document reads. The PDF stays in `folder`.
    """
    needs("pdflatex", INSTALL_TEX)
    for source in (tex, *also):
        shutil.copy(source, folder)
    # TeX reads and writes below its own folder only, and does not break the log's lines.
    environment = os.environ | {
        "openin_any": "p",
        "openout_any": "p",
        "max_print_line": "10000",
        "error_line": "254",
        "half_error_line": "238",
    }
    options = ["-no-shell-escape", "-interaction=nonstopmode", "-halt-on-error", "-file-line-error"]
    for _ in range(2):
        try:
            run = subprocess.run(
                ["pdflatex", *options, tex.name],
                cwd=folder,
                env=environment,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=60,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return [f"{tex.name}: pdflatex ran for over 60 seconds"]
        if run.returncode != 0:
            break
    log = folder / f"{tex.stem}.log"
    problems = tex_log_problems(log.read_text(encoding="utf-8", errors="replace")) if log.exists() else []
    if run.returncode != 0 and not problems:
        problems = [f"{tex.name}: pdflatex ended with status {run.returncode}"]
    return problems
