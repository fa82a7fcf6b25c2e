"""w+ = eta dE/dw, or dE/dw: the step or the gradient is given for the new value."""

from __future__ import annotations

from collections.abc import Iterator

from ...language import adjoint
from ..diagnosis.formulas import kept, moved, value
from ..diagnosis.page import Page
from ..diagnosis.slip import Slip, change
from ..sheet import Kind, Line

PRIOR = 0.03


def at(line: Line, page: Page) -> Iterator[Slip]:
    """Every update."""
    if line.kind is not Kind.UPDATED or page.adjoint(line.of) is None or not kept(line).terms:
        return
    step = moved(line)
    yield change(line, step, "step", quantity=line.of.name)
    yield change(line, -step, "back", quantity=line.of.name)
    yield change(line, value(adjoint(line.of)), "gradient", quantity=line.of.name)
