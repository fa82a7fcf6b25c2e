"""w+ = w: a parameter is left as it was, such as all biases or one layer."""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnosis.formulas import kept, value
from ..diagnosis.page import Page
from ..diagnosis.slip import Slip, change
from ..sheet import Kind, Line

PRIOR = 0.04


def at(line: Line, page: Page) -> Iterator[Slip]:
    """Every update."""
    if line.kind is Kind.UPDATED and kept(line).terms:
        yield change(line, value(line.of), "kept", quantity=line.of.name)
