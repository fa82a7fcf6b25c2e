"""2 (a - y) instead of a - y: a constant factor, or the number of examples, too often or too seldom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ....language import Size
from ...tree import Letter, Product, Quotient, Ratio, SumOver, Times, Tree
from ..places import At, is_constant, times, without
from ..scene import Scene

PRIOR = 0.1


def at(here: At, scene: Scene) -> Iterator[Tree]:
    """A term times 2, halved, times a size or divided by one; a number or a size left out; a mean for a sum."""
    match here.part:
        case Quotient(top=top, bottom=bottom) if is_number(bottom):
            yield top
        case Product(parts=parts):
            for n, factor in enumerate(parts):
                if is_number(factor) or (isinstance(factor, Quotient) and is_number(factor.bottom)):
                    rest = without(here.part, frozenset((n,)))
                    if rest is not None:
                        yield rest
        case SumOver():
            yield replace(here.part, mean=not here.part.mean)
    if here.is_term:
        numbers: tuple[Tree, ...] = (Ratio("2"), *counts(scene))
        for number in numbers:
            yield Quotient(here.part, number)
            yield times(Times.PLAIN, number, here.part)


def counts(scene: Scene) -> Iterator[Letter]:
    """The names of the sizes of the network."""
    sizes = dict.fromkeys(size for tensor in scene.network.tensors() for size in tensor.sizes)
    for size in sizes:
        if isinstance(size, Size) and not size.labels:
            yield Letter(size.name)


def is_number(tree: Tree) -> bool:
    """Whether it is a number or a size."""
    return is_constant(tree) or isinstance(tree, Letter)
