"""delta instead of delta x: a factor is left out."""

from __future__ import annotations

from collections.abc import Iterator

from ...tree import Negative, Product, Ratio, Ref, Slope, Sum, SumOver, Times, Transpose, Tree
from ..places import At, times
from ..scene import Scene, is_whole

PRIOR = 0.04


def at(here: At, scene: Scene) -> Iterator[Tree]:
    """A term, or what a sum runs over, times any quantity; 1 - a for every output a."""
    if not (here.is_term or isinstance(here.part, Product | Ref | Slope)):
        return
    if isinstance(here.part, Sum | Negative | SumOver):
        return
    for output, _, _ in scene.slopes:
        rest = Sum((Ratio("1"), Negative(output)))
        yield times(Times.HADAMARD if is_whole(here.part) else Times.PLAIN, here.part, rest)
    if here.is_term:
        for other in scene.others:
            yield times(Times.PLAIN, here.part, other)
            if is_whole(other):
                yield times(Times.PLAIN, here.part, Transpose(other))
                yield times(Times.PLAIN, other, here.part)
                yield times(Times.PLAIN, Transpose(other), here.part)
                yield times(Times.HADAMARD, here.part, other)
