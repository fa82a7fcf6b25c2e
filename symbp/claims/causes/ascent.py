"""w+ = w + eta * dE/dw instead of w - eta * dE/dw: a step up the slope."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ...language import Element, as_expression
from ..diagnosis.page import Page
from ..diagnosis.slip import Slip
from ..sheet import Kind, Line

PRIOR = 0.05


def at(line: Line, page: Page) -> Iterator[Slip]:
    """Every update."""
    if line.kind is Kind.UPDATED and len(line.formula.terms) > 1:
        old = as_expression(Element(line.of))
        yield Slip(replace(line, formula=2 * old - line.formula), (("quantity", line.of.name),), "ascent")
