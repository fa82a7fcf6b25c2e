"""A factor that does not belong there."""

from __future__ import annotations

from collections.abc import Iterator

from ...tree import Call, Product, Quotient, Tree
from ..places import At, without
from ..scene import Scene

PRIOR = 0.05


def at(here: At, scene: Scene) -> Iterator[Tree]:
    """A product without one of its factors, a fraction without what it is divided by, a function's argument."""
    match here.part:
        case Product(parts=parts):
            for n in range(len(parts)):
                made = without(here.part, frozenset((n,)))
                if made is not None:
                    yield made
        case Quotient(top=top):
            yield top
        case Call(arguments=(inner,)):
            yield inner
