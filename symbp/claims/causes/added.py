"""x + y for x * y."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ...language import Expression, Term
from ..diagnosis.page import Page
from ..diagnosis.slip import Slip, change
from ..sheet import Kind, Line

PRIOR = 0.01
GENERAL = True


def at(line: Line, page: Page) -> Iterator[Slip]:
    """Every product of two quantities or more in a sum over paths, or in a weighted input."""
    if line.kind not in (Kind.ADJOINT, Kind.VALUE):
        return
    terms = line.formula.terms
    for place, term in enumerate(terms):
        if len(term.factors) > 1:
            formula = Expression((*terms[:place], *apart(term), *terms[place + 1 :]))
            yield change(line, formula, quantity=page.name(line.tensor))
    parts = tuple(part for term in terms for part in apart(term))
    if len(terms) > 1 and len(parts) > len(terms):
        yield change(line, Expression(parts), "sum", quantity=page.name(line.tensor))


def apart(term: Term) -> Iterator[Term]:
    """The factors as terms of their own, the first with the coefficient."""
    for place, factor in enumerate(term.factors):
        yield Term(Fraction(1) if place else term.coefficient, (factor,))
