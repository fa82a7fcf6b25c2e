"""W delta instead of W^T delta: a transpose left out, or one too many; the factors of an outer product exchanged."""

from __future__ import annotations

from collections.abc import Iterator

from ...tree import Product, Ref, Slope, Transpose, Tree
from ..places import At
from ..scene import Scene, is_whole

PRIOR = 0.12


def at(here: At, scene: Scene) -> Iterator[Tree]:
    """A vector or a matrix as a whole; a product with every factor turned."""
    match here.part:
        case Transpose(of=inner):
            yield inner
        case Ref() | Slope() if is_whole(here.part):
            yield Transpose(here.part)
        case Product(parts=(left, right)) if is_whole(here.part):
            yield Product((turned(right), turned(left)), here.part.times)


def turned(tree: Tree) -> Tree:
    """A factor with rows and columns exchanged."""
    return tree.of if isinstance(tree, Transpose) else Transpose(tree)
