"""f'(a) instead of f'(z): the slope taken at another quantity."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ...tree import Call, Product, Ref, Tree
from ...walk import exchanged
from ..places import At, with_part
from ..scene import Scene, slopes_written
from .wrong_layer import neighbours

PRIOR = 0.09


def at(here: At, scene: Scene) -> Iterator[Tree]:
    """The argument of a slope, and the output in a slope that is written a (1 - a)."""
    match here.part:
        case Call(arguments=(Ref() as inner,)) if here.part.primes:
            for other in (*scene.others, *neighbours(inner, scene)):
                yield replace(here.part, arguments=(other,))
        case Product(parts=parts) as whole:
            for ref, plain, under in slopes_written(whole):
                for output in (*(above for above, _, _ in scene.slopes), *scene.others):
                    made = with_part(whole, plain, output)
                    yield with_part(made, under, exchanged(parts[under], ref, output))
