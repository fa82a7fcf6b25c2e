"""x2 for x1: the number of another quantity of the same sort is written down."""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnosis.confusion import confused
from ..diagnosis.formulas import value
from ..diagnosis.page import Page
from ..diagnosis.slip import Slip, change
from ..sheet import Line

PRIOR = 0.03
GENERAL = True


def at(line: Line, page: Page) -> Iterator[Slip]:
    """Every line, by each of the quantities with which it is easily confused."""
    for other, weight in confused(page, line.tensor):
        yield change(line, value(other), "", weight, quantity=page.name(line.tensor), other=page.name(other))
