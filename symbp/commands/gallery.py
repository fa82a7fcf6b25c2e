"""symbp gallery: the documents of all built-in networks, and reports on the built-in hand calculations."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from ..pipeline import Style, write_document
from ..render.claims import total_line
from ..spec.load import examples
from ..verification import built_in_claims, verify
from .derive import verdict
from .verify import write_report


def run(arguments: Namespace) -> int:
    """Write one document after the other, with a progress bar; 1 if a step was refuted."""
    style = Style(notation=arguments.notation, language=arguments.language, templates=arguments.templates)
    console = Console(highlight=False, soft_wrap=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    sound = True
    claims = built_in_claims()
    with Progress(*columns, console=console) as progress:
        bar = progress.add_task("gallery", total=len(examples()) + len(claims))
        for name in examples():
            progress.update(bar, description=name)
            derived, paths = write_document(name, Path(arguments.folder), style)
            sound = sound and derived.sound
            progress.console.print(f"{paths[0].parent}: {verdict(derived)}", markup=False)
            progress.advance(bar)
        for name, path in claims.items():
            progress.update(bar, description=name)
            report = verify(path.parent.name, path)
            paths = write_report(report, Path(arguments.folder), style.formats, style, name)
            progress.console.print(f"{paths[0].parent}: {total_line(report, style.language)}", markup=False)
            progress.advance(bar)
    return 0 if sound else 1
