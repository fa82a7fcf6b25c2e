"""w+ = w - eta dE/dw for a parameter that should be left alone."""

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
    """Every parameter that an update leaves alone."""
    rate = page.network.numbers.rate
    if line.kind is Kind.UPDATED and line.formula == value(line.of) and rate is not None:
        step = value(adjoint(line.of)) * Fraction(rate)
        yield change(line, value(line.of) - step, "moved", quantity=line.of.name)
