"""Sums of products as matrix products: which operands meet first, and what is left for einsum."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from ..language import Index
from .algebra import Axes, Part, Value, arrange, closed, extents, times, use
from .graph import Contract, Count, Einsum, Graph, Reduce


def contract(graph: Graph, value: Value, bound: Axes, wish: Axes) -> Value:
    """The value summed over the bound indices.

    What does not depend on them stays outside; an index that nothing depends on counts; indices that share no factor
    are separate sums.
    """
    outside = [part for part in value.parts if not set(part.axes) & set(bound)]
    inside = [part for part in value.parts if set(part.axes) & set(bound)]
    made = [Value(value.coefficient, tuple(outside))]
    used = {axis for part in inside for axis in part.axes}
    made += [size_value(graph, index) for index in bound if index not in used]
    while inside:
        group, indices = component(inside, bound)
        inside = [part for part in inside if part not in group]
        made.append(Value(parts=tuple(summed(graph, group, indices, wish))))
    return times(made)


def size_value(graph: Graph, index: Index) -> Value:
    """How many values an index takes."""
    if isinstance(index.size, int):
        return Value(Fraction(index.size))
    return Value(parts=(Part(graph.add(Count(index.size))),))


def component(parts: Sequence[Part], bound: Axes) -> tuple[list[Part], Axes]:
    """The first factor and all that hang together with it by bound indices, and these indices."""
    indices = set(parts[0].axes) & set(bound)
    while True:
        group = [part for part in parts if set(part.axes) & indices]
        more = {axis for part in group for axis in part.axes} & set(bound)
        if more == indices:
            return group, tuple(index for index in bound if index in indices)
        indices = more


def summed(graph: Graph, parts: list[Part], bound: Axes, wish: Axes) -> list[Part]:
    """One connected sum as arrays whose product it is."""
    alike: dict[frozenset[Index], list[Part]] = {}
    for part in parts:
        alike.setdefault(frozenset(part.axes), []).append(part)
    if len(alike) == 1:
        return [same_axes(graph, parts, bound, wish)]
    held = [closed(graph, tuple(group), wish) for group in alike.values()]
    left = list(bound)
    while left:
        index = min(left, key=lambda i: sum(i in part.axes for part in held))
        holders = [part for part in held if index in part.axes]
        if len(holders) > 2:
            holders = merge_one(graph, holders, wish)
        if len(holders) > 2:
            done = [i for i in left if not any(i in part.axes for part in held if part not in holders)]
            new = einsum(graph, holders, tuple(done), wish)
        elif len(holders) == 2:
            done = [i for i in left if all((i in part.axes) == (part in holders) for part in held)] or [index]
            done = [i for i in done if all(i in part.axes for part in holders)]
            new = pair(graph, holders[0], holders[1], tuple(done), wish)
        else:
            done = [i for i in left if i in holders[0].axes and sum(i in part.axes for part in held) == 1]
            new = reduce(graph, "add", holders[0], tuple(done))
        gone = [part for part in held if index in part.axes]
        held = [part for part in held if part not in gone] + [new]
        left = [i for i in left if i not in done]
    return held


def merge_one(graph: Graph, holders: list[Part], wish: Axes) -> list[Part]:
    """Operands whose axes another operand has too, multiplied into that one, until two are left."""
    kept = sorted(holders, key=lambda part: len(part.axes))
    k = 0
    while len(kept) > 2 and k < len(kept):
        places = range(k + 1, len(kept))
        host = next((place for place in places if set(kept[k].axes) <= set(kept[place].axes)), None)
        if host is None:
            k += 1
            continue
        kept[host] = closed(graph, (kept[host], kept[k]), wish)
        del kept[k]
    return kept


def same_axes(graph: Graph, parts: list[Part], bound: Axes, wish: Axes) -> Part:
    """A sum whose factors all have the same axes: a scalar product of two halves, or a plain sum."""
    factors = [p for part in parts for p in halves(part)]
    axes = factors[0].axes
    if len(factors) > 1 and set(axes) == set(bound):
        first, rest = closed(graph, (factors[0],), axes), closed(graph, tuple(factors[1:]), axes)
        return pair(graph, first, rest, bound, wish)
    return reduce(graph, "add", closed(graph, tuple(parts), wish), bound)


def halves(part: Part) -> list[Part]:
    """A square as two factors."""
    return [Part(part.id, part.axes)] * 2 if part.exponent == 2 else [part]


def pair(graph: Graph, left: Part, right: Part, bound: Axes, wish: Axes) -> Part:
    """The product of two arrays summed over indices that both have."""
    both = set(left.axes) & set(right.axes) - set(bound)
    alone = (set(left.axes) - set(right.axes), set(right.axes) - set(left.axes))
    if all(alone) and both:
        return einsum(graph, [left, right], bound, wish)
    if both:
        return reduce(graph, "add", closed(graph, (left, right), wish), bound)
    axes = order((left, right), bound, wish)
    if (axes and axes[0] in right.axes) or (not axes and left.id > right.id):
        left, right = right, left
    among = axes + tuple(index for index in left.axes if index in bound)
    node = Contract(use(left.id, left.axes, among), use(right.id, right.axes, among))
    return Part(graph.add(node, extents(axes)), axes)


def order(parts: Sequence[Part], bound: Axes, wish: Axes) -> Axes:
    """The axes that are left after a sum, in the order wished for."""
    free = tuple(dict.fromkeys(axis for part in parts for axis in part.axes if axis not in bound))
    return arrange([(axis,) for axis in free], wish)


def einsum(graph: Graph, parts: Sequence[Part], bound: Axes, wish: Axes) -> Part:
    """The sum of products of arrays, whatever their axes."""
    parts = [part if part.exponent == 1 else closed(graph, (part,)) for part in parts]
    axes = order(parts, bound, wish)
    among = axes + bound
    node = Einsum(tuple(use(part.id, part.axes, among) for part in parts))
    return Part(graph.add(node, extents(axes)), axes)


def reduce(graph: Graph, name: str, part: Part, bound: Axes) -> Part:
    """The sum, or the largest, over some axes of one array."""
    axes = tuple(axis for axis in part.axes if axis not in bound)
    among = axes + tuple(axis for axis in part.axes if axis in bound)
    return Part(graph.add(Reduce(name, use(part.id, part.axes, among)), extents(axes)), axes)
