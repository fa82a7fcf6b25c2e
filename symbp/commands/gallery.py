"""symbp gallery: the documents of all built-in networks."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from ..pipeline import Style, write_document
from ..spec.load import examples
from .derive import verdict


def run(arguments: Namespace) -> int:
    """Write one document after the other, with a progress bar; 1 if a step was refuted."""
    style = Style(notation=arguments.notation, language=arguments.language, templates=arguments.templates)
    console = Console(highlight=False, soft_wrap=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    sound = True
    with Progress(*columns, console=console) as progress:
        bar = progress.add_task("gallery", total=len(examples()))
        for name in examples():
            progress.update(bar, description=name)
            derived, paths = write_document(name, Path(arguments.folder), style)
            sound = sound and derived.sound
            progress.console.print(f"{paths[0].parent}: {verdict(derived)}", markup=False)
            progress.advance(bar)
    return 0 if sound else 1
