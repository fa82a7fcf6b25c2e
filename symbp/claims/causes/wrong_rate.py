"""w+ = w - eta' dE/dw with another learning rate: squared, or its decimal point moved."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ..diagnosis.page import Page
from ..diagnosis.slip import Slip, change
from ..sheet import Line
from .rate_left_out import has_rate, with_rate

PRIOR = 0.02


def at(line: Line, page: Page) -> Iterator[Slip]:
    """Every update, and every velocity that has the rate in it."""
    rate = page.network.numbers.rate
    if not rate or not has_rate(line, page):
        return
    right = Fraction(rate)
    for wrong in (right**2, right * 10, right / 10, right * 2, right / 2):
        used = str(float(wrong))
        yield change(line, with_rate(line, page, wrong), used, quantity=line.of.name, rate=used)
