"""a (1 - a) where the activation is tanh: a wrong formula for the slope."""

from __future__ import annotations

from collections.abc import Iterator

from ...tree import Product, Ref, Tree
from ...walk import bare, walk
from ..places import At, is_constant, times, without
from ..scene import Scene, kind_of_product, outputs_in, speaks_of

PRIOR = 0.06


def at(here: At, scene: Scene) -> Iterator[Tree]:
    """A part, or the factors of a product, that speak of one unit alone: its slope may be meant."""
    if is_constant(here.part) or not any(isinstance(part, Ref) for part in walk(here.part)):
        return
    about = speaks_of(here.part)
    for output, entering, slope in scene.slopes:
        own = {bare(output), bare(entering)}
        if about <= own:
            yield slope
    if isinstance(here.part, Product):
        for output, slope in outputs_in(here.part, scene):
            chosen = [n for n, factor in enumerate(here.part.parts) if speaks_of(factor) == {bare(output)}]
            rest = without(here.part, frozenset(chosen))
            if len(chosen) > 1 and rest is not None:
                yield times(kind_of_product(rest, slope), rest, slope)
