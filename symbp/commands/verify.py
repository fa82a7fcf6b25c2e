"""symbp verify: the verdict on a hand calculation, or on a folder of them."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from ..claims.data import dumped
from ..course.folder import result_names
from ..course.marks import Marks, marks, scheme_for
from ..errors import SpecError
from ..phrases import phrases
from ..pipeline import Style, options_of
from ..render import render_report, write
from ..render.claims import marks_line, record, table, table_text
from ..render.plain import plain_text
from ..spec import load
from ..spec.file import read_bytes
from ..verification import Verification, locate_claims, verify
from .columns import page_width


def run(arguments: Namespace) -> int:
    """Judge one file or a whole folder; the exit code is the verdict."""
    if os.path.isdir(arguments.claims):
        from .verify_folder import run_folder

        return run_folder(arguments)
    if os.path.isdir(arguments.source):
        raise SpecError(f"{arguments.source}: expected one network for one file of claims, found a folder")
    network = load(arguments.source)
    scheme = scheme_for(network, read_bytes(Path(arguments.marks)), arguments.marks) if arguments.marks else None
    claims = locate_claims(arguments.claims)
    report = verify(network, claims, conventions=dict(arguments.convention))
    earned = marks(report, scheme) if scheme is not None else None
    if arguments.json:
        more = {"marks": earned.record()} if earned is not None else {}
        sys.stdout.write(dumped(record(report, phrases(arguments.language), more)))
    else:
        show(report, earned, arguments.language)
    if arguments.format or arguments.output:
        style = Style(notation=arguments.notation, language=arguments.language, templates=arguments.templates)
        folder = Path(arguments.output or "output")
        for path in write_report(report, folder, arguments.format or ("md", "tex"), style, claims.stem, earned):
            print(path, file=sys.stderr if arguments.json else sys.stdout)
    return report.code


def show(report: Verification, earned: Marks | None, language: str) -> None:
    """The table, as wide as the terminal; plain text where it is none."""
    words = phrases(language)
    if sys.stdout.isatty():
        Console().print(table(report, words))
    else:
        print(table_text(report, page_width(), language))
    if earned is not None:
        print(plain_text(marks_line(words, earned)))


def write_report(
    report: Verification, folder: Path, formats: Sequence[str], style: Style, stem: str, earned: Marks | None = None
) -> tuple[Path, ...]:
    """The report in folder/verify-NAME; it links to folder/NETWORK/derivation where that is."""
    name = report.network.name
    there = (folder / name / "derivation.md").is_file() and not report.rescaled
    files = render_report(
        report,
        formats=formats,
        language=style.language,
        notation=style.notation,
        derivation=f"../{name}/derivation" if there else "",
        marks=earned,
        options=options_of(style),
    )
    return write(files, folder / f"verify-{result_names([stem])[0]}")
