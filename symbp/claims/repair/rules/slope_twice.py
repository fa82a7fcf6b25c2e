"""delta = (a - y) * f'(z) where the slope has cancelled: a slope that does not belong there, or stands there twice."""

from __future__ import annotations

from collections.abc import Iterator

from ...tree import Call, Product, Tree
from ..places import At, without
from ..scene import Scene, slopes_written

PRIOR = 0.08


def at(here: At, scene: Scene) -> Iterator[Tree]:
    """A product without a slope f'(z), or without one written a (1 - a)."""
    if not isinstance(here.part, Product):
        return
    slopes = [(n,) for n, factor in enumerate(here.part.parts) if isinstance(factor, Call) and factor.primes]
    pairs = [(plain, sum_) for _, plain, sum_ in slopes_written(here.part)]
    for dropped in (*slopes, *pairs):
        made = without(here.part, frozenset(dropped))
        if made is not None:
            yield made
