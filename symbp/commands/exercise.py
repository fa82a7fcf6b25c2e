"""symbp exercise: individual variants of a worked example, each with its network, its sheet and its answer key."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from ..course.exercise import exercises
from ..errors import SpecError
from ..files import write_files
from ..pipeline import Style, options_of
from ..render import render_sheet

MOST = 100_000


def run(arguments: Namespace) -> int:
    """Write DIR/networks, DIR/sheets and DIR/keys, a file for each variant."""
    if not 1 <= arguments.count <= MOST:
        raise SpecError(f"--count: expected a number from 1 to {MOST}, found {arguments.count}")
    style = Style(notation=arguments.notation, language=arguments.language, templates=arguments.templates)
    options = options_of(style)
    folder = Path(arguments.output)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True)) as progress:
        bar = progress.add_task("exercises", total=arguments.count)
        for made in exercises(arguments.source, arguments.count, arguments.seed):
            sheets = render_sheet(
                made, formats=("md", "tex"), language=style.language, notation=style.notation, options=options
            )
            write_files(folder / "networks", {f"{made.name}.toml": made.file})
            write_files(folder / "sheets", sheets)
            write_files(folder / "keys", {f"{made.name}.toml": made.key})
            progress.advance(bar)
    for name in ("networks", "sheets", "keys"):
        print(folder / name)
    return 0
