"""w = w - eta g: a plain step down the gradient, where another rule is to be used."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ...language import adjoint
from ..diagnosis.formulas import value
from ..diagnosis.page import Page
from ..diagnosis.slip import Slip, change
from ..sheet import Kind, Line

PRIOR = 0.04


def at(line: Line, page: Page) -> Iterator[Slip]:
    """Every update by another rule."""
    rate = page.network.numbers.rate
    moved = line.kind is Kind.UPDATED and page.adjoint(line.of) is not None and line.formula != value(line.of)
    if moved and rate is not None:
        yield change(line, value(line.of) - Fraction(rate) * value(adjoint(line.of)), "plain", quantity=line.of.name)
