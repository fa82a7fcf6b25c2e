"""delta = dE/da instead of dE/da * f'(z): the slope of the activation is left out."""

from __future__ import annotations

from collections.abc import Iterator

from ...language import Expression
from ..diagnosis.formulas import locals_in, without
from ..diagnosis.page import Page
from ..diagnosis.slip import Slip, change
from ..sheet import Kind, Line

PRIOR = 0.08


def at(line: Line, page: Page) -> Iterator[Slip]:
    """Every adjoint behind an activation, and every local derivative that holds its slope."""
    if line.kind is Kind.ADJOINT:
        terms = []
        for term in line.formula.terms:
            for tensor in locals_in(term):
                term = without(term, tensor) if page.is_slope(tensor) else term
            terms.append(term)
        if tuple(terms) != line.formula.terms:
            yield change(line, Expression(tuple(terms)), "slope")
    elif line.tensor in page.slopes and not page.is_slope(line.tensor):
        yield change(line, page.slopes[line.tensor].rest, "slope")
