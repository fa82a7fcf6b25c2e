"""Sums over an index as sums of all their addends: the index runs over its limits, or the axis on which it stands."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ..errors import SpecError
from ..language import Network, Size
from ..worked.names import known_sizes
from .index import known
from .quantity import Spelled, example_axis, is_adjoint, spelled
from .tree import Letter, Number, Ratio, Ref, SumOver, Tree
from .walk import rebuilt, reindexed, walk

MOST = 1_000  # addends


def addends(tree: SumOver, network: Network) -> list[Tree]:
    """The body at every value of the index.

    Raises:
        SpecError: how far the index runs is not certain, or too far.
    """
    made = spelled(network)
    axis = next(axes(tree, made), None)
    first = 1 if tree.first is None else limit(tree.first, network)
    last = axis if tree.last is None else limit(tree.last, network)
    if first is None or last is None:
        raise SpecError(f"expected an index that runs over a size, found {tree.index}")
    if last - first >= MOST:
        raise SpecError(f"expected at most {MOST} addends in a sum, found {last - first + 1}")
    return [valued(tree.body, tree.index, value) for value in range(first, last + 1)]


def axes(tree: SumOver, made: Spelled) -> Iterator[int]:
    """The lengths of all axes on which the index stands."""
    for ref in (part for part in walk(tree.body) if isinstance(part, Ref) and not part.single):
        tensor = ref.tensor.of if is_adjoint(ref.tensor) and ref.tensor.of is not None else ref.tensor
        lengths = made.shapes.get(tensor.name, ())
        example = example_axis(tensor, made)
        places = list(ref.indices)
        if ref.example is not None and example is not None and len(places) == len(lengths) - 1:
            places.insert(example, ref.example)
        elif ref.example is not None and example is not None and not places:
            places = [ref.example if axis == example else Letter(":") for axis in range(len(lengths))]
        for place, length in zip(places, lengths, strict=False):
            if isinstance(place, Letter) and place.name == tree.index:
                yield length


def limit(tree: Tree, network: Network) -> int | None:
    """A limit as a number; None where it is none."""
    sizes = {size.name: extent for size, extent in known_sizes(network).items() if isinstance(size, Size)}

    def number(part: Tree) -> Tree:
        if isinstance(part, Letter) and part.name in sizes:
            return Number(Decimal(sizes[part.name]), part.at)
        if isinstance(part, Ratio) and part.name.isdigit():
            return Number(Decimal(part.name), part.at)
        return part

    return known(rebuilt(tree, number))


def valued(tree: Tree, letter: str, value: int) -> Tree:
    """A tree where a letter is a number."""

    def change(part: Tree) -> Tree:
        return Number(Decimal(value), part.at) if isinstance(part, Letter) and part.name == letter else part

    return rebuilt(reindexed(tree, change), change)
