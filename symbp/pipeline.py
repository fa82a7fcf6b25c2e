"""The whole way in one place: a network's file -> network -> derivation -> certificate -> documents.

load -> derive -> certify -> insights -> render -> write
              \\-> spell_out -> derive -> worked_example   (where the network has numbers)
load -> study -> render_descent -> write                 (where it is a function to descend on)
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from .certify import Certificate, certify
from .derivation import Derivation
from .derive import derive
from .descent import Problem, Study, study
from .errors import SizeError, SpecError
from .granularity import at_granularity
from .insight import insights
from .language import Network
from .paths import Survey, as_derivation, survey
from .render import Files, Options, render, render_descent, usual_notation, write
from .spec import load_any
from .worked import Worked, spell_out, worked_example

Progress = Callable[[str], None]


def silent(_: str) -> None:
    """Say nothing of what is being done."""


@dataclass(frozen=True)
class Style:
    """What a reader may choose: formats, levels, the notation of a textbook, a language, templates of their own.

    `granularity` is how fine the equations are, "written", "finest" or "folded"; left out, it is as the network says.
    """

    formats: Sequence[str] = ("md", "tex")
    levels: Sequence[str] = ("index", "matrix", "numbers")
    notation: str = ""
    language: str = "en"
    templates: str | None = None
    granularity: str = ""


@dataclass(frozen=True)
class Descended:
    """A function with all that is known about descent on it; `certificate` counts what was checked."""

    certificate: Study
    worked_certificate: None = None
    left_out: str = ""

    @property
    def sound(self) -> bool:
        """Whether everything that was checked holds."""
        return self.certificate.sound


@dataclass(frozen=True)
class Derived:
    """A network with its proof: the derivation, and a verdict on every step.

    With numbers there is the worked example too, and the certificate of its spelled-out derivation; where the network
    is too large to be spelled out, `left_out` says so.  `paths` are those from the loss to every parameter.
    """

    network: Network
    derivation: Derivation
    certificate: Certificate
    worked: Worked | None = None
    worked_certificate: Certificate | None = None
    left_out: str = ""
    paths: Survey | None = None
    paths_certificate: Certificate | None = None

    @property
    def sound(self) -> bool:
        """Whether every equality holds where it was looked at."""
        others = (self.worked_certificate, self.paths_certificate)
        return self.certificate.sound and all(other is None or other.sound for other in others)


def prove(network: Network, progress: Progress = silent) -> Derived:
    """Derive all gradients, check every step, and work the example where there are numbers.

    Raises:
        SymbpError: the network is not well formed, or its numbers do not fit.
    """
    progress("deriving")
    network = at_granularity(network, network.granularity or "written")
    derivation = derive(network)
    progress("certifying")
    found = survey(network)
    counted = certify(as_derivation(found)) if found is not None and found.listed else None
    proved = Derived(network, derivation, certify(derivation), paths=found, paths_certificate=counted)
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
    return render(
        derived.derivation,
        derived.certificate,
        formats=style.formats,
        levels=style.levels,
        language=style.language,
        notation=style.notation or usual_notation(derived.network),
        insights=insights(derived.derivation),
        worked=derived.worked,
        paths=derived.paths,
        paths_certificate=derived.paths_certificate,
        worked_certificate=derived.worked_certificate,
        options=options_of(style),
    )


def options_of(style: Style) -> Options:
    """What the renderer is told.

    Raises:
        SpecError: there is no such folder of templates.
    """
    if style.templates is not None and not Path(style.templates).is_dir():
        raise SpecError(f"{style.templates}: expected a folder of templates, found none there")
    return Options(templates=style.templates)


def descent_document(study: Study, style: Style = Style()) -> Files:
    """The files of a descent's document, by name; nothing is written.

    Raises:
        SymbpError: an unknown notation, language, format or template.
    """
    return render_descent(
        study,
        formats=style.formats,
        language=style.language,
        notation=style.notation or "nielsen",
        options=options_of(style),
    )


def write_document(
    source: str | os.PathLike[str] | Network | Problem,
    folder: str | Path,
    style: Style = Style(),
    progress: Progress = silent,
) -> tuple[Derived | Descended, tuple[Path, ...]]:
    """From a file, a built-in name or a network to its document in folder/NAME; nothing is written before all is done.

    Raises:
        SymbpError: anything on the way does not fit.
    """
    network = source if isinstance(source, Network | Problem) else load_any(source)
    if isinstance(network, Problem):
        progress("descending")
        descended = Descended(study(network))
        progress("rendering")
        return descended, write(descent_document(descended.certificate, style), Path(folder) / network.network.name)
    derived = prove(replace(network, granularity=style.granularity or network.granularity), progress)
    progress("rendering")
    return derived, write(document(derived, style), Path(folder) / network.name)
