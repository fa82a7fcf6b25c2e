"""delta = dE/da * f'(z) * f'(z): the slope of the activation is multiplied in twice."""

from __future__ import annotations

from collections.abc import Iterator

from ...language import Expression, product
from ..diagnosis.formulas import locals_in, times
from ..diagnosis.page import Page
from ..diagnosis.slip import Slip, change
from ..sheet import Kind, Line

PRIOR = 0.04


def at(line: Line, page: Page) -> Iterator[Slip]:
    """Every adjoint behind an activation, and every local derivative that holds its slope."""
    if line.kind is Kind.ADJOINT:
        terms = tuple(
            times(term, *(tensor for tensor in locals_in(term) if page.is_slope(tensor))) for term in line.formula.terms
        )
        if terms != line.formula.terms:
            yield change(line, Expression(terms), "slope")
    elif line.tensor in page.slopes and not page.is_slope(line.tensor):
        yield change(line, product((line.formula, page.slopes[line.tensor].formula)), "slope")
