"""delta = dE/da * f'(z) * f'(z): the slope of the activation is multiplied in twice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ...language import Expression, product
from ..diagnosis.formulas import local_in, times, value
from ..diagnosis.page import Page
from ..diagnosis.slip import Slip
from ..sheet import Kind, Line

PRIOR = 0.04


def at(line: Line, page: Page) -> Iterator[Slip]:
    """Every adjoint behind an activation, and every local derivative that holds its slope."""
    if line.kind is Kind.ADJOINT:
        made = [(term, local_in(term)) for term in line.formula.terms]
        terms = tuple(
            times(term, value(here).terms[0].factors[0][0]) if here is not None and page.is_slope(here) else term
            for term, here in made
        )
        if terms != line.formula.terms:
            yield Slip(replace(line, formula=Expression(terms)), habit="slope")
    elif line.tensor in page.slopes and not page.is_slope(line.tensor):
        yield Slip(replace(line, formula=product((line.formula, page.slopes[line.tensor].formula))), habit="slope")
