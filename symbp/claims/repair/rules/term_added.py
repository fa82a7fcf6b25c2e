"""A term of a sum that does not belong there."""

from __future__ import annotations

from collections.abc import Iterator

from ...tree import Sum, Tree
from ..places import At, without
from ..scene import Scene

PRIOR = 0.03


def at(here: At, scene: Scene) -> Iterator[Tree]:
    """A sum without one of its terms."""
    if isinstance(here.part, Sum):
        for n in range(len(here.part.parts)):
            made = without(here.part, frozenset((n,)))
            if made is not None:
                yield made
