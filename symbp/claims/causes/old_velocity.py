"""w = w - eta v with the velocity as it was before this step."""

from __future__ import annotations

from collections.abc import Iterator

from ...language import Role, elements
from ...update import is_power
from ..diagnosis.formulas import swapped
from ..diagnosis.page import Page
from ..diagnosis.slip import Slip, change
from ..sheet import Line

PRIOR = 0.04


def at(line: Line, page: Page) -> Iterator[Slip]:
    """Every line of an update that reads what the step carries on, before and not after it."""
    formula = line.formula
    for element in elements(line.formula) if line.moves else ():
        source = page.lines.get(element.tensor)
        if element.tensor.role is Role.STATE and source is not None and not is_power(element.tensor):
            formula = swapped(formula, element.tensor, source.of)
    if formula != line.formula:
        yield change(line, formula, "old", quantity=line.of.name)
