"""A product of matrices where one entry by entry belongs, or the other way round."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ...tree import Call, Product, Times, Tree
from ..places import At, times
from ..scene import Scene, is_whole

PRIOR = 0.07
SIGNS = (Times.PLAIN, Times.HADAMARD, Times.OUTER)


def at(here: At, scene: Scene) -> Iterator[Tree]:
    """Each sign of a product in another way; the last factor apart from all others."""
    if not isinstance(here.part, Product) or not is_whole(here.part):
        return
    part = here.part
    for n, sign in enumerate(part.times):
        for other in SIGNS:
            if other is not sign:
                yield replace(part, times=(*part.times[:n], other, *part.times[n + 1 :]))
    for n in range(1, len(part.parts)):
        left, right = part.parts[:n], part.parts[n:]
        first = Product(left, part.times[: n - 1]) if n > 1 else left[0]
        last = Product(right, part.times[n:]) if len(right) > 1 else right[0]
        yield times(Times.HADAMARD, first, last)
        yield Product((first, Call("diag", (last,))), (Times.PLAIN,))
