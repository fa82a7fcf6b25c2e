"""x1 * y for x2 * y: another quantity of the same sort is put in: a neighbour, target or example."""

from __future__ import annotations

from collections.abc import Iterator

from ...language import Role, Tensor, elements
from ..diagnosis.confusion import confused
from ..diagnosis.formulas import swapped
from ..diagnosis.page import Page
from ..diagnosis.slip import Slip, change
from ..sheet import Kind, Line

PRIOR = 0.06
GENERAL = True


def at(line: Line, page: Page) -> Iterator[Slip]:
    """Every quantity in every formula, by each of those with which it is easily confused."""
    for tensor in dict.fromkeys(element.tensor for element in elements(line.formula)):
        if line.kind is Kind.UPDATED and tensor == line.of:
            continue
        for other, weight in (*confused(page, tensor), *beside(line, tensor, page)):
            if other != line.tensor:
                weight *= 0.3 if line.kind is Kind.VALUE and tensor.role is Role.PARAMETER else 1.0
                names = {"quantity": line.tensor, "right": tensor, "other": other}
                texts = {key: page.name(named) for key, named in names.items()}
                yield change(line, swapped(line.formula, tensor, other), "", weight, **texts)


def beside(line: Line, tensor: Tensor, page: Page) -> Iterator[tuple[Tensor, float]]:
    """What stands in the other terms of the same equation in the same role, such as the input of another weight."""
    if line.kind not in (Kind.VALUE, Kind.LOCAL) or line.of not in page.lines:
        return
    near = page.siblings(tensor)
    for element in elements(page.lines[line.of].formula):
        alike = (element.tensor.role is Role.PARAMETER) == (tensor.role is Role.PARAMETER)
        if alike and element.tensor != tensor and element.tensor not in near:
            yield element.tensor, 0.5
