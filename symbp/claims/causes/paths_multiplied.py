"""dE/da = product of the paths instead of their sum."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ...language import Expression, product
from ..diagnosis.page import Page
from ..diagnosis.slip import Slip
from ..sheet import Kind, Line

PRIOR = 0.01


def at(line: Line, page: Page) -> Iterator[Slip]:
    """Every sum over paths or uses."""
    if line.kind is Kind.ADJOINT and len(line.formula.terms) > 1:
        paths = tuple(Expression((term,)) for term in line.formula.terms)
        yield Slip(replace(line, formula=product(paths)), habit="product")
