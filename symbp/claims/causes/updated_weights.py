"""dE/da = sum of dE/dz * w+ instead of dE/dz * w: weights already updated are used on the way back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ...language import Role, elements
from ..diagnosis.formulas import swapped
from ..diagnosis.page import Page
from ..diagnosis.slip import Slip
from ..sheet import Kind, Line, updated

PRIOR = 0.08


def at(line: Line, page: Page) -> Iterator[Slip]:
    """Every local derivative in which a parameter stands that is updated before."""
    if line.kind is not Kind.LOCAL or line.by is None or line.by.role is Role.INPUT:
        return
    formula = line.formula
    for element in elements(line.formula):
        if element.tensor.role is Role.PARAMETER and page.update(element.tensor) is not None:
            formula = swapped(formula, element.tensor, updated(element.tensor))
    if formula != line.formula:
        yield Slip(replace(line, formula=formula), (("parameter", formula_names(line)),), "updated")


def formula_names(line: Line) -> str:
    """The parameters in a formula."""
    names = (element.tensor.name for element in elements(line.formula) if element.tensor.role is Role.PARAMETER)
    return ", ".join(dict.fromkeys(names))
