"""What is easily taken for what: neighbours of one sort, and both sides of an activation."""

from __future__ import annotations

from collections.abc import Iterator

from ...language import Tensor, adjoint, remember
from ..sheet import Kind
from .page import Page

MANY = 300  # lines, beyond which only the nearest neighbours are tried


def confused(page: Page, tensor: Tensor) -> Iterator[tuple[Tensor, float]]:
    """What is taken for a quantity, and how easily."""
    most = 8 if len(page.sheet.lines) < MANY else 3
    for place, sibling in enumerate(page.siblings(tensor, most)):
        yield sibling, 1.0 if place < 2 else 0.5
    other = sides(page).get(tensor)
    if other is not None:
        yield other, 1.0
    across = None if tensor.of is None else sides(page).get(tensor.of)
    if across is not None and adjoint(across) in page.lines:
        yield adjoint(across), 0.5


@remember
def sides(page: Page) -> dict[Tensor, Tensor]:
    """The pre-activation of every activation, and the other way round."""
    found: dict[Tensor, Tensor] = {}
    for line in page.sheet.of_kind(Kind.LOCAL):
        if page.is_slope(line.tensor) and line.by is not None:
            found[line.of] = line.by
            found[line.by] = line.of
    return found
