"""w+ = w - eta' dE/dw with another learning rate: squared, or its decimal point moved."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ..diagnosis.formulas import value
from ..diagnosis.page import Page
from ..diagnosis.slip import Slip, change
from ..sheet import Kind, Line
from .rate_left_out import parts

PRIOR = 0.02


def at(line: Line, page: Page) -> Iterator[Slip]:
    """Every update."""
    rate = page.network.numbers.rate
    if line.kind is not Kind.UPDATED or not rate:
        return
    right = Fraction(rate)
    for wrong in (right**2, right * 10, right / 10, right * 2, right / 2):
        step = parts(line.formula - value(line.of), line)
        used = str(float(wrong))
        yield change(line, value(line.of) + step * (wrong / right), used, quantity=line.of.name, rate=used)
