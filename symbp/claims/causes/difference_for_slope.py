"""dE/da = a - t, whatever the loss is: the error of the pre-activation is taken for that of the output."""

from __future__ import annotations

from collections.abc import Iterator

from ...language import Expression, Role, Tensor, elements
from ..diagnosis.formulas import value
from ..diagnosis.page import Page
from ..diagnosis.slip import Slip, change
from ..sheet import Kind, Line

PRIOR = 0.05


def at(line: Line, page: Page) -> Iterator[Slip]:
    """Every derivative of a loss by an output that is not simply their difference."""
    if line.kind is not Kind.LOCAL or line.by is None:
        return
    targets = targets_beside(page.lines[line.of].formula, line.by)
    if len(targets) == 1:
        difference = value(line.by) - value(targets[0])
        if difference not in (line.formula, -line.formula):
            yield change(line, difference, "difference", output=line.by.name, target=targets[0].name)


def targets_beside(body: Expression, tensor: Tensor) -> list[Tensor]:
    """The targets in those terms in which a quantity stands."""
    found: dict[Tensor, None] = {}
    for term in body.terms:
        inside = {element.tensor for element in elements(Expression((term,)))}
        if tensor in inside:
            found.update(dict.fromkeys(t for t in inside if t.role is Role.TARGET))
    return list(found)
