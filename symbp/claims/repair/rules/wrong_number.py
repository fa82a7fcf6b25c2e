"""1 - 2a instead of 1 - a: another number."""

from __future__ import annotations

from collections.abc import Iterator

from ...tree import Negative, Number, Ratio, Tree
from ..places import At
from ..scene import Scene

PRIOR = 0.02
NEARBY = ("0", "1", "2", "3", "4", "1/2", "1/3", "1/4")


def at(here: At, scene: Scene) -> Iterator[Tree]:
    """A number near a number, and of the other sign."""
    if isinstance(here.part, Number | Ratio):
        for name in NEARBY:
            yield Ratio(name)
        yield Negative(here.part)
