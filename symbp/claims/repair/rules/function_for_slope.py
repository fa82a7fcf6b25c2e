"""f(z) instead of f'(z): the function itself where its slope belongs, or the other way round."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ...tree import Call, Tree
from ...walk import bare
from ..places import At
from ..scene import Scene

PRIOR = 0.06


def at(here: At, scene: Scene) -> Iterator[Tree]:
    """A function with one prime more or less; the output of a unit for its slope."""
    match here.part:
        case Call(arguments=(_,)):
            yield replace(here.part, primes=here.part.primes + 1)
            if here.part.primes:
                yield replace(here.part, primes=here.part.primes - 1)
        case _:
            for output, _, slope in scene.slopes:
                if bare(output) == (bare(here.part) if isinstance(here.part, type(output)) else None):
                    yield slope
