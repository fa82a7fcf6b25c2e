"""A term of a sum that is missing: a bias, the loss's own part, p p^T beside diag(p)."""

from __future__ import annotations

from collections.abc import Iterator

from ....language import Role
from ...tree import Negative, Product, Ref, Sum, Times, Transpose, Tree
from ..places import At
from ..scene import Scene, same_kind

PRIOR = 0.03


def at(here: At, scene: Scene) -> Iterator[Tree]:
    """A term with any quantity added or taken away, or output minus target."""
    if here.is_term:
        before = here.part.parts if isinstance(here.part, Sum) else (here.part,)
        for other in scene.others:
            outer = Product((other, Transpose(other)), (Times.PLAIN,))
            missed = (Sum((other, Negative(target))) for target in scene.others if is_distance(other, target))
            terms: tuple[Tree, ...] = (other, outer, *missed)
            for term in terms:
                yield Sum((*before, term))
                yield Sum((*before, Negative(term)))


def is_distance(one: Ref, other: Ref) -> bool:
    """Whether a target can be taken from a quantity."""
    alike = one.single == other.single == "" and one.indices == other.indices
    return alike and other.tensor.role is Role.TARGET and same_kind(one.tensor, other.tensor)
