"""From a study to the sections of a document."""

from __future__ import annotations

from symbp.descent import Study
from symbp.notation import Profile
from symbp.phrases import Phrases

from ..document.records import Document
from .box import notation, program_section, roadmap
from .factor import bound_section, factor_section
from .rates import rates_section
from .scribe import scribe
from .slope import slope_section
from .steepest import steepest_section
from .verification import verification


def assemble_descent(study: Study, profile: Profile, phrases: Phrases) -> Document:
    """The document: what is wanted, symbols, slope, factor, bound, the learning rates, steepest direction, checks."""
    made = scribe(study, profile, phrases)
    network = study.problem.network
    front = (roadmap(made), notation(made))
    body = [slope_section(made), factor_section(made), bound_section(made), rates_section(made)]
    body += [program_section(made), steepest_section(made), verification(made)]
    return Document(network.name, network.title, made.say("descent.lead"), (*front, *body), phrases.language)
