"""dE/da = one path instead of the sum over all: a path is forgotten, or overwritten by the next (= for +=)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ...language import Expression, Role, Term
from ..diagnosis.formulas import locals_in, upstreams_in
from ..diagnosis.page import Page
from ..diagnosis.slip import Slip
from ..sheet import Kind, Line

PRIOR = 0.07
LONGEST = 8  # paths that are left out one by one


def at(line: Line, page: Page) -> Iterator[Slip]:
    """Every sum over paths, without one of them, and with one alone."""
    terms = line.formula.terms
    if line.kind is not Kind.ADJOINT or len(terms) < 2 or line.of.role is Role.PARAMETER:
        return
    for place, term in enumerate(terms[:LONGEST]):
        rest = (*terms[:place], *terms[place + 1 :])
        values = (("quantity", page.name(line.tensor)), ("path", path(term, page)))
        yield Slip(replace(line, formula=Expression(rest)), values, f"without {place - len(terms)}")
        if len(terms) > 2:
            others = ", ".join(path(other, page) for other in rest[:3])
            values = (("quantity", page.name(line.tensor)), ("path", others))
            yield Slip(replace(line, formula=Expression((term,))), values, f"only {place - len(terms)}")


def path(term: Term, page: Page) -> str:
    """Through what a path leads."""
    above, here = upstreams_in(term), locals_in(term)
    if above and above[0].of is not None:
        return above[0].of.name
    return page.lines[here[0]].of.name if here and here[0] in page.lines else page.network.loss.name
