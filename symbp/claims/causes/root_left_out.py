"""w = w - eta g / (v + epsilon): the root of the mean of squares is missing."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ...language import Base, Expression, Group, Term, as_expression, rewrite
from ..diagnosis.page import Page
from ..diagnosis.slip import Slip, change
from ..sheet import Kind, Line

PRIOR = 0.04
HALF = Fraction(1, 2)


def at(line: Line, page: Page) -> Iterator[Slip]:
    """Every update that divides by a root."""
    if line.kind is Kind.UPDATED:
        formula = rewrite(line.formula, without_root)
        if formula != line.formula:
            yield change(line, formula, "no root", quantity=line.of.name)


def without_root(base: Base) -> Expression | None:
    """A sum with what stands under its roots."""
    if not isinstance(base, Group):
        return None
    terms = tuple(
        Term(term.coefficient, tuple((inner, 1 if n == HALF else n) for inner, n in term.factors))
        for term in base.body.terms
    )
    return None if terms == base.body.terms else as_expression(Group(Expression(terms)))
