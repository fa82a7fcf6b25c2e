"""a value from before the update is kept after it."""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnosis.formulas import value
from ..diagnosis.page import Page
from ..diagnosis.slip import Slip, change
from ..sheet import Kind, Line

PRIOR = 0.02


def at(line: Line, page: Page) -> Iterator[Slip]:
    """Every value and every adjoint, as it was before the first update."""
    if line.kind in (Kind.VALUE, Kind.ADJOINT) and line.of != page.network.loss:
        yield change(line, value(line.tensor), line.kind.value)
