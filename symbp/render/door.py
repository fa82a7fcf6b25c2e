"""From a derivation to files."""

from __future__ import annotations

import pkgutil
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from ..certify import Certificate
from ..derivation import Derivation
from ..descent import Study
from ..errors import SpecError
from ..files import write_files
from ..insight import Insight
from ..language import Network
from ..notation import profile
from ..paths import Survey
from ..phrases import phrases
from ..worked import Worked
from .document.assemble import assemble
from .document.records import Document
from .document.writer import LEVELS
from .options import Files, Options

if TYPE_CHECKING:  # the judge takes a fifth of a second to import, and derivations do without
    from ..claims.records import Report
    from ..course.exercise import Exercise
    from ..course.marks import Marks
    from ..course.summary import Summary

ROOM = Path(__file__).parent / "formats"


def known_formats() -> dict[str, ModuleType]:
    """The formats there are: what a user asks for, and the module that writes it."""
    found = (import_module(f"{__package__}.formats.{module.name}") for module in pkgutil.iter_modules([str(ROOM)]))
    return {module.SUFFIX: module for module in found}


def render(
    derivation: Derivation,
    certificate: Certificate | None = None,
    *,
    formats: Sequence[str] = ("md",),
    levels: Sequence[str] = LEVELS,
    language: str = "en",
    notation: str = "nielsen",
    insights: Sequence[Insight] = (),
    worked: Worked | None = None,
    paths: Survey | None = None,
    paths_certificate: Certificate | None = None,
    worked_certificate: Certificate | None = None,
    options: Options = Options(),
) -> Files:
    """The documents of a derivation: file names and contents.

    Raises:
        SpecError: a format, level, language, notation or dialect that is not known.
        OutputError: a template that is missing or not well formed.
        ToolError: a PDF is wanted, and no TeX engine is there or it failed.
    """
    for level in levels:
        if level not in LEVELS:
            raise SpecError(f"unknown level {level!r}; expected one of {', '.join(LEVELS)}")
    surveyed = (paths, paths_certificate)
    book, words = profile(notation), phrases(language)
    document = assemble(derivation, certificate, book, words, levels, insights, worked, surveyed, worked_certificate)
    return files_of(document, formats, options)


def render_descent(
    study: Study,
    *,
    formats: Sequence[str] = ("md",),
    language: str = "en",
    notation: str = "nielsen",
    options: Options = Options(),
) -> Files:
    """The documents of a descent, and in Markdown the drawing of its paths that lies beside them.

    Raises:
        SpecError: a format, language or notation that is not known.
        OutputError: a template that is missing or not well formed.
        ToolError: a PDF is wanted, and no TeX engine is there or it failed.
    """
    from .descent import assemble_descent

    document = assemble_descent(study, profile(notation), phrases(language))
    return files_of(document, formats, options)


def render_report(
    report: Report,
    *,
    formats: Sequence[str] = ("md",),
    language: str = "en",
    notation: str = "",
    derivation: str = "",
    marks: Marks | None = None,
    options: Options = Options(),
) -> Files:
    """The documents of a report on a hand calculation.

    `derivation` is the place of the network's own document as seen from there, without its ending; empty where there
    is none.

    Raises:
        SpecError: a format, language, notation or dialect that is not known.
        OutputError: a template that is missing or not well formed.
        ToolError: a PDF is wanted, and no TeX engine is there or it failed.
    """
    from .claims.report import report_document
    from .claims.steps import right_steps

    steps = right_steps(report.network, profile(notation or usual_notation(report.network)), phrases(language))
    return files_of(report_document(report, phrases(language), steps, derivation, marks), formats, options)


def render_summary(
    summary: Summary, *, formats: Sequence[str] = ("md",), language: str = "en", options: Options = Options()
) -> Files:
    """The documents of a whole course.

    Raises:
        SpecError: a format or language that is not known.
        OutputError: a template that is missing or not well formed.
    """
    from .course import summary_document

    return files_of(summary_document(summary, phrases(language)), formats, options)


def render_sheet(
    exercise: Exercise,
    *,
    formats: Sequence[str] = ("md", "tex"),
    language: str = "en",
    notation: str = "",
    options: Options = Options(),
) -> Files:
    """The sheet of one variant of an exercise.

    Raises:
        SpecError: a format, language or notation that is not known.
        OutputError: a template that is missing or not well formed.
    """
    from .claims.sheet import sheet_document

    notation = notation or usual_notation(exercise.network)
    return files_of(sheet_document(exercise, phrases(language), notation), formats, options)


def usual_notation(network: Network) -> str:
    """The notation of worked examples for units with names, else that of the book of the four equations."""
    return "worked" if any(name.startswith("net_") for _, name in network.element_names) else "nielsen"


def files_of(document: Document, formats: Sequence[str], options: Options) -> Files:
    """A document in several formats."""
    made: Files = {}
    for wanted in dict.fromkeys(formats):
        made.update(module_of(wanted).files(document, options))
    return made


def module_of(wanted: str) -> ModuleType:
    """The module that writes a format.

    Raises:
        SpecError: there is no such format.
    """
    known = known_formats()
    if wanted not in known:
        raise SpecError(f"unknown format {wanted!r}; expected one of {', '.join(sorted(known))}")
    return known[wanted]


def write(files: Files, folder: str | Path) -> tuple[Path, ...]:
    """Write files into a folder, all whole or none at all; their paths.

    Raises:
        OutputError: the folder or a file in it cannot be written.
    """
    return write_files(Path(folder), {Path(name).name: content for name, content in files.items()})
