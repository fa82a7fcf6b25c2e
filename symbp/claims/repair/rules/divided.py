"""x / y instead of x y: a fraction upside down, divided instead of multiplied."""

from __future__ import annotations

from collections.abc import Iterator

from ...tree import Product, Quotient, Times, Tree
from ..places import At, times, without
from ..scene import Scene

PRIOR = 0.03


def at(here: At, scene: Scene) -> Iterator[Tree]:
    """A fraction upside down or multiplied out; a product divided by one of its factors."""
    match here.part:
        case Quotient(top=top, bottom=bottom):
            yield Quotient(bottom, top)
            yield times(Times.PLAIN, top, bottom)
        case Product(parts=parts):
            for n, factor in enumerate(parts):
                rest = without(here.part, frozenset((n,)))
                if rest is not None:
                    yield Quotient(rest, factor)
