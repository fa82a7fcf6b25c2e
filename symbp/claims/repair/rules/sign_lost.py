"""y - a instead of a - y: a sign turned round."""

from __future__ import annotations

from collections.abc import Iterator

from ...tree import Negative, Sum, Tree
from ..places import At, is_constant, places, with_part
from ..scene import Scene

PRIOR = 0.12


def everywhere(scene: Scene) -> Iterator[tuple[Tree, Tree, Tree]]:
    """A difference the other way round."""
    for here in places(scene.formula):
        match here.part:
            case Sum(parts=(left, Negative(of=right))):
                turned = Sum((right, Negative(left)))
                yield here.put(turned), here.part, turned


def at(here: At, scene: Scene) -> Iterator[Tree]:
    """Any part with the other sign; one term of a sum."""
    match here.part:
        case Negative(of=inner):
            yield inner
        case Sum(parts=parts):
            for n, part in enumerate(parts):
                yield with_part(here.part, n, part.of if isinstance(part, Negative) else Negative(part))
            yield Negative(here.part)
        case _ if not is_constant(here.part):
            yield Negative(here.part)
