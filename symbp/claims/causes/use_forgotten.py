"""dE/dw = the share of one use instead of the sum: what is shared is not summed over units, examples or time steps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ...language import Expression, Role
from ..diagnosis.page import Page
from ..diagnosis.slip import Slip
from ..sheet import Kind, Line
from .path_forgotten import LONGEST, path

PRIOR = 0.06


def at(line: Line, page: Page) -> Iterator[Slip]:
    """Every gradient of a parameter that is used several times, with one use alone or without one."""
    terms = line.formula.terms
    if line.kind is not Kind.ADJOINT or len(terms) < 2 or line.of.role is not Role.PARAMETER:
        return
    for place, term in enumerate(terms[:LONGEST]):
        rest = (*terms[:place], *terms[place + 1 :])
        values = (("quantity", line.of.name), ("use", path(term, page)))
        yield Slip(replace(line, formula=Expression((term,))), values, f"only {place - len(terms)}")
        if len(terms) > 2:
            kept = ", ".join(path(other, page) for other in rest[:3])
            yield Slip(replace(line, formula=Expression(rest)), (("quantity", line.of.name), ("use", kept)), weight=0.5)
