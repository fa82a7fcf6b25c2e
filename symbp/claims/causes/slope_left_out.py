"""delta = dE/da instead of dE/da * f'(z): the slope of the activation is left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ...language import Expression
from ..diagnosis.formulas import local_in, without
from ..diagnosis.page import Page
from ..diagnosis.slip import Slip
from ..sheet import Kind, Line

PRIOR = 0.08


def at(line: Line, page: Page) -> Iterator[Slip]:
    """Every adjoint behind an activation, and every local derivative that holds its slope."""
    if line.kind is Kind.ADJOINT:
        terms = tuple(
            without(term, made) if (made := local_in(term)) is not None and page.is_slope(made) else term
            for term in line.formula.terms
        )
        if terms != line.formula.terms:
            yield Slip(replace(line, formula=Expression(terms)), habit="slope")
    elif line.tensor in page.slopes and not page.is_slope(line.tensor):
        yield Slip(replace(line, formula=page.slopes[line.tensor].rest), habit="slope")
