"""v = beta v + (1 - beta) g instead of g^2."""

from __future__ import annotations

from collections.abc import Iterator

from ...language import Element, Expression, Term, adjoint
from ..diagnosis.page import Page
from ..diagnosis.slip import Slip, change
from ..sheet import Kind, Line

PRIOR = 0.05


def at(line: Line, page: Page) -> Iterator[Slip]:
    """Every mean or sum of squares, of the gradients themselves."""
    if line.kind is not Kind.STATE or line.by is None:
        return
    gradient = Element(adjoint(line.by))
    terms = tuple(
        Term(term.coefficient, tuple((base, 1 if base == gradient and n == 2 else n) for base, n in term.factors))
        for term in line.formula.terms
    )
    if terms != line.formula.terms:
        yield change(line, Expression(terms), "plain", quantity=line.of.name)
