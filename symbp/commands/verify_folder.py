"""symbp verify with a folder of submissions: results, class list, summary."""

from __future__ import annotations

import sys
from argparse import Namespace
from dataclasses import replace
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from ..claims.data import dumped
from ..course.marks import read_scheme, scheme_for
from ..course.networks import Networks
from ..course.run import Course, needs_joblib, run
from ..course.summary import Summary, summarise
from ..errors import SpecError
from ..files import write_files
from ..phrases import phrases
from ..pipeline import Style, options_of
from ..render import render_summary
from ..render.course import chart, class_list, needs_matplotlib, summary_table
from ..spec import load
from ..spec.file import read_bytes
from .columns import page_width


def run_folder(arguments: Namespace) -> int:
    """Judge every submission that has no result yet; 3 if there are some that could not be judged."""
    course = course_of(arguments)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, TimeRemainingColumn(), console=Console(stderr=True)) as progress:
        bar = progress.add_task("submissions", total=None)
        results = run(course, lambda done, total: progress.update(bar, completed=done, total=total))
    summary = summarise(results)
    for path in write_summary(summary, course, arguments):
        print(path, file=sys.stderr)
    if arguments.json:
        sys.stdout.write(dumped(summary.record()))
    else:
        console = Console() if sys.stdout.isatty() else Console(width=page_width(), color_system=None)
        console.print(summary_table(summary, phrases(arguments.language)))
    return 3 if summary.verdicts["failed"] else 0


def course_of(arguments: Namespace) -> Course:
    """What the folder is judged by.

    Raises:
        SpecError: an option that does not fit.
    """
    if arguments.jobs < 1:
        raise SpecError(f"--jobs: expected a number from 1, found {arguments.jobs}")
    needs_joblib(arguments.dask)  # before a progress bar stands there
    if arguments.plot:
        needs_matplotlib()
    if not 0.1 <= arguments.seconds <= 600:
        raise SpecError(f"--seconds: expected a number from 0.1 to 600, found {arguments.seconds:g}")
    scheme = read_bytes(Path(arguments.marks)) if arguments.marks else b""
    output = Path(arguments.output or "output")
    networks = Networks(arguments.source)
    networks.check()
    if scheme and not Path(arguments.source).is_dir():
        scheme_for(load(arguments.source), scheme, arguments.marks)
    elif scheme:
        read_scheme(scheme, arguments.marks)
    course = Course(networks, Path(arguments.claims), output, scheme, arguments.language)
    conventions = tuple(arguments.convention)
    return replace(course, jobs=arguments.jobs, dask=arguments.dask, seconds=arguments.seconds, conventions=conventions)


def write_summary(summary: Summary, course: Course, arguments: Namespace) -> tuple[Path, ...]:
    """summary.md, summary.csv, summary.json beside the results, and other formats that were asked for."""
    style = Style(language=arguments.language, templates=arguments.templates)
    formats = arguments.format or ("md",)
    files = render_summary(summary, formats=formats, language=style.language, options=options_of(style))
    files |= {"summary.csv": class_list(summary), "summary.json": dumped(summary.record())}
    if arguments.plot:
        files[f"summary.{arguments.plot}"] = chart(summary, phrases(style.language), arguments.plot)
    return write_files(course.output, files)
