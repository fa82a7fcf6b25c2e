"""The whole way in one place: a network's file -> network -> derivation -> certificate -> documents.

load -> derive -> certify -> insights -> render -> write
              \\-> spell_out -> derive -> worked_example   (where the network has numbers)
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from .certify import Certificate, certify
from .derivation import Derivation
from .derive import derive
from .errors import SizeError, SpecError
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
    """A network with its proof: the derivation, and a verdict on every step.

    With numbers there is the worked example too, and the certificate of its spelled-out derivation; where the network
    is too large to be spelled out, `left_out` says so.
    """

    network: Network
    derivation: Derivation
    certificate: Certificate
    worked: Worked | None = None
    worked_certificate: Certificate | None = None
    left_out: str = ""

    @property
    def sound(self) -> bool:
        """Whether every equality holds where it was looked at."""
        return self.certificate.sound and (self.worked_certificate is None or self.worked_certificate.sound)


def prove(network: Network, progress: Progress = silent) -> Derived:
    """Derive all gradients, check every step, and work the example where there are numbers.

    Raises:
        SymbpError: the network is not well formed, or its numbers do not fit.
    """
    progress("deriving")
    derivation = derive(network)
    progress("certifying")
    proved = Derived(network, derivation, certify(derivation))
    if not network.numbers.values:
        return proved
    progress("working the numbers")
    try:
        single = spell_out(network)
    except SizeError as error:
        return replace(proved, left_out=f"no worked example: {error}")
    spelled = derive(single)
    return replace(proved, worked=worked_example(single, spelled), worked_certificate=certify(spelled))


def document(derived: Derived, style: Style = Style()) -> Files:
    """The files of a document, by name; nothing is written.

    Raises:
        SymbpError: an unknown notation, language, format or template.
    """
    if tuple(style.levels) == ("numbers",) and derived.worked is None:
        raise SpecError(
            derived.left_out or f"{derived.network.name}: expected [numbers] for the numbers level, found none"
        )
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
