"""Positions that are more than an index: brackets as arrays of 0 and 1, elements at affine positions gathered."""

from __future__ import annotations

from collections.abc import Mapping

from ..language import Delta, Index, Position, Within, multiples, plus
from .algebra import Axes, Part, Value, extents
from .graph import Affinity, Bracket, Gather, Graph


def plain(positions: tuple[Position, ...]) -> bool:
    """Whether the positions are different indices that start at 0."""
    return all(isinstance(p, Index) and not p.first for p in positions) and len(set(positions)) == len(positions)


def indices(positions: tuple[Position, ...], wish: Axes) -> Axes:
    """The indices that positions mention, in the order wished for."""
    found = dict.fromkeys(s for p in positions for s in multiples(p)[0] if isinstance(s, Index))
    return (*(axis for axis in wish if axis in found), *(axis for axis in found if axis not in wish))


def affinity(position: Position, axes: Axes) -> Affinity:
    """A position in terms of dimensions."""
    terms, offset = multiples(position)
    dims, sizes = [], []
    for symbol, multiple in terms.items():
        if isinstance(symbol, Index):
            dims.append((axes.index(symbol), multiple))
            offset += multiple * symbol.first
        else:
            sizes.append((symbol, multiple))
    return Affinity(tuple(dims), tuple(sizes), offset)


def bracket(graph: Graph, base: Delta | Within, wish: Axes) -> Value:
    """1 where the bracket holds, else 0."""
    difference = plus(base.left, base.right, -1) if isinstance(base, Delta) else base.position
    axes = indices((difference,), wish)
    form = affinity(difference, axes)
    node = Bracket("equal", form) if isinstance(base, Delta) else Bracket("within", form, base.size)
    return Value(parts=(Part(graph.add(node, extents(axes)), axes),))


def gather(graph: Graph, part: Part, at: Mapping[Index, Position], wish: Axes) -> Value:
    """An array's elements at the positions that stand for its axes; 0 outside its range."""
    places = tuple(at[axis] for axis in part.axes)
    axes = indices(places, wish)
    node = Gather(part.id, tuple(affinity(place, axes) for place in places))
    return Value(parts=(Part(graph.add(node, extents(axes)), axes),))
