"""The whole way in one place: a network's file -> network -> derivation -> certificate -> documents.

load -> derive -> certify -> insights -> render -> write
              \\-> spell_out -> derive -> worked_example   (where the network has numbers)
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from .certify import Certificate, certify
from .derivation import Derivation
from .derive import derive
from .errors import SpecError
from .insight import insights
from .language import Network
from .render import Files, Options, render, write
from .spec import load
from .worked import Worked, spell_out, worked_example

Progress = Callable[[str], None]


def silent(_: str) -> None:
    """Say nothing of what is being done."""


@dataclass(frozen=True)
class Style:
    """What a reader may choose: formats, levels, the notation of a textbook, a language, templates of their own."""

    formats: Sequence[str] = ("md", "tex")
    levels: Sequence[str] = ("index", "matrix", "numbers")
    notation: str = ""
    language: str = "en"
    templates: str | None = None


@dataclass(frozen=True)
class Derived:
    """A network with its proof: the derivation, a verdict on every step, and the worked example if it has numbers."""

    network: Network
    derivation: Derivation
    certificate: Certificate
    worked: Worked | None


def prove(network: Network, progress: Progress = silent) -> Derived:
    """Derive all gradients, check every step, and work the example where there are numbers.

    Raises:
        SymbpError: the network is not well formed, or its numbers do not fit.
    """
    progress("deriving")
    derivation = derive(network)
    worked = None
    if network.numbers.values:
        progress("working the numbers")
        single = spell_out(network)
        worked = worked_example(single, derive(single))
    progress("certifying")
    return Derived(network, derivation, certify(derivation), worked)


def document(derived: Derived, style: Style = Style()) -> Files:
    """The files of a document, by name; nothing is written.

    Raises:
        SymbpError: an unknown notation, language, format or template.
    """
    if style.templates is not None and not Path(style.templates).is_dir():
        raise SpecError(f"{style.templates}: expected a folder of templates, found none there")
    options = Options(templates=style.templates)
    return render(
        derived.derivation,
        derived.certificate,
        formats=style.formats,
        levels=style.levels,
        language=style.language,
        notation=style.notation or usual_notation(derived),
        insights=insights(derived.derivation),
        worked=derived.worked,
        options=options,
    )


def usual_notation(derived: Derived) -> str:
    """The notation of worked examples for units with names, else that of the book of the four equations."""
    named = any(name.startswith("net_") for _, name in derived.network.element_names)
    return "worked" if named else "nielsen"


def write_document(
    source: str | os.PathLike[str] | Network, folder: str | Path, style: Style = Style(), progress: Progress = silent
) -> tuple[Derived, tuple[Path, ...]]:
    """From a file, a built-in name or a network to its document in folder/NAME; nothing is written before all is done.

    Raises:
        SymbpError: anything on the way does not fit.
    """
    network = source if isinstance(source, Network) else load(source)
    derived = prove(network, progress)
    progress("rendering")
    return derived, write(document(derived, style), Path(folder) / network.name)
