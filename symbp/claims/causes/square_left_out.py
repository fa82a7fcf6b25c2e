"""E = t - a, or the square root of its sum: the distance is not squared."""

from __future__ import annotations

from collections.abc import Iterator

from ...language import Expression, Term
from ..diagnosis.page import Page
from ..diagnosis.slip import Slip, change
from ..sheet import Kind, Line

PRIOR = 0.01


def at(line: Line, page: Page) -> Iterator[Slip]:
    """Every equation with a square."""
    if line.kind is not Kind.VALUE:
        return
    terms = tuple(
        Term(term.coefficient, tuple((base, 1 if exponent == 2 else exponent) for base, exponent in term.factors))
        for term in line.formula.terms
    )
    if terms != line.formula.terms:
        yield change(line, Expression(terms), "square")
