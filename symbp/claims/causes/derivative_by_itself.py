"""d(w x)/dw = w: the factor itself is kept instead of the other one."""

from __future__ import annotations

from collections.abc import Iterator

from ...language import elements
from ..diagnosis.formulas import value
from ..diagnosis.page import Page
from ..diagnosis.slip import Slip, change
from ..sheet import Kind, Line

PRIOR = 0.04


def at(line: Line, page: Page) -> Iterator[Slip]:
    """Every local derivative of a product."""
    if line.kind is not Kind.LOCAL or line.by is None:
        return
    read = {element.tensor for element in elements(line.formula)}
    if read and line.by not in read and line.tensor not in page.slopes:
        yield change(line, value(line.by), "itself", quantity=line.tensor.name, other=line.by.name)
