"""delta = W^T delta instead of (W^T delta) * f'(z): the slope of the activation is left out."""

from __future__ import annotations

from collections.abc import Iterator

from ...tree import Product, Ref, Slope, Sum, SumOver, Transpose, Tree
from ..places import At, times
from ..scene import Scene, kind_of_product

PRIOR = 0.11


def at(here: At, scene: Scene) -> Iterator[Tree]:
    """Any part but a number or a function, times the slope of a unit that either side speaks of."""
    if isinstance(here.part, Product | Ref | Slope | Sum | SumOver | Transpose):
        for _, _, slope in scene.slopes:
            yield times(kind_of_product(here.part, slope), here.part, slope)
