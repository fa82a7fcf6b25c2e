"""w+ = w + eta * dE/dw instead of w - eta * dE/dw: a step up the slope."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..diagnosis.formulas import kept, moved
from ..diagnosis.page import Page
from ..diagnosis.slip import Slip
from ..sheet import Kind, Line

PRIOR = 0.05


def at(line: Line, page: Page) -> Iterator[Slip]:
    """Every update."""
    if line.kind is Kind.UPDATED and moved(line).terms:
        yield Slip(replace(line, formula=kept(line) - moved(line)), (("quantity", line.of.name),), "ascent")
