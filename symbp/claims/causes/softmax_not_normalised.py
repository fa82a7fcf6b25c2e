"""a_j = exp(z_j), not divided by the sum of all."""

from __future__ import annotations

from collections.abc import Iterator

from ...language import Expression, Group, Term
from ..diagnosis.page import Page
from ..diagnosis.slip import Slip, change
from ..sheet import Kind, Line

PRIOR = 0.02


def at(line: Line, page: Page) -> Iterator[Slip]:
    """Every quotient by a sum, without it."""
    if line.kind is not Kind.VALUE or len(line.formula.terms) != 1:
        return
    (term,) = line.formula.terms
    kept = tuple(
        (base, exponent) for base, exponent in term.factors if not (isinstance(base, Group) and exponent == -1)
    )
    if kept and kept != term.factors:
        yield change(line, Expression((Term(term.coefficient, kept),)), "sum")
