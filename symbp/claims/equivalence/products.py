"""Products as they are written: matrix products bind first, chains of derivatives are summed over what is between."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from ..tree import Product, Ref, Slope, Times, Tree
from ..walk import alike
from .array import Array, Misfit, Unread, entrywise, multiplied, outer
from .places import Scope, subject_tensor
from .quantities import Quantities

Value = Callable[[Tree, Scope], Array]


def multiply(value: Value, quantities: Quantities, tree: Product, scope: Scope) -> Array:
    """The product: matrix products first, then those entry by entry; from left to right where only that fits.

    Raises:
        Misfit: neither way fits.
    """
    star = Times.HADAMARD if quantities.reading.star else Times.PLAIN
    tree = replace(tree, times=tuple(star if sign is Times.STAR else sign for sign in tree.times))
    parts, times = factors(value, quantities, tree, scope)
    try:
        grouped: list[Array] = [parts[0]]
        signs: list[Times] = []
        for part, sign in zip(parts[1:], times, strict=True):
            if sign is Times.PLAIN:
                grouped[-1] = plain(grouped[-1], part, lenient=quantities.reading.entrywise)
            else:
                grouped.append(part)
                signs.append(sign)
        return left_to_right(grouped, signs)
    except Misfit:
        if len(set(times)) < 2:
            raise
        return left_to_right(parts, times)


def plain(left: Array, right: Array, *, lenient: bool) -> Array:
    """The matrix product; of two arrays of one shape, where it does not fit, entry by entry if one is `lenient`."""
    try:
        return multiplied(left, right)
    except Misfit:
        if lenient and left.shape == right.shape:
            return entrywise(left, right, lambda x, y: x * y, "entry by entry with")
        raise


def factors(value: Value, quantities: Quantities, tree: Product, scope: Scope) -> tuple[list[Array], list[Times]]:
    """The parts as arrays, every chain of derivatives as one."""
    loss = Ref(quantities.data.plan.network.loss)
    slopes = [as_slope(part, loss) for part in tree.parts]
    found: list[Array] = []
    times: list[Times] = []
    number = 0
    while number < len(slopes):
        links = [slopes[number]]
        while (
            (end := number + len(links)) < len(slopes)
            and tree.times[end - 1] is Times.PLAIN
            and follows(links[-1], slopes[end])
        ):
            links.append(slopes[end])
        if number:
            times.append(tree.times[number - 1])
        if len(links) > 1:
            found.append(quantities.chain([link for link in links if link is not None], scope))
        else:
            found.append(factor(value, quantities, tree, number, scope))
        number = end
    return found, times


def factor(value: Value, quantities: Quantities, tree: Product, number: int, scope: Scope) -> Array:
    """One part; a derivative beside a product entry by entry is one entry by entry, where it can be."""
    part = tree.parts[number]
    if isinstance(part, Slope) and Times.HADAMARD in tree.times[max(number - 1, 0) : number + 1]:
        try:
            return quantities.slope(part, scope, diagonal=True)
        except Unread:
            pass  # a Jacobian that is none of a function entry by entry
    return value(part, scope)


def as_slope(tree: Tree, loss: Ref) -> Slope | None:
    """A derivative, written as one or as an error."""
    if isinstance(tree, Ref) and tree.tensor.of is not None:
        return Slope(loss, tree)
    return tree if isinstance(tree, Slope) else None


def follows(before: Slope | None, here: Slope | None) -> bool:
    """Whether a derivative is of what the one before is by, all of it."""
    if before is None or here is None or before.through or here.through:
        return False
    tensor = subject_tensor(here.of)
    bare = len(here.of.indices) < len(tensor.labels) + len(tensor.sizes) and not here.of.single
    return bare and subject_tensor(before.by) == tensor and alike(before.by.indices, here.of.indices)


def left_to_right(parts: Sequence[Array], times: Sequence[Times]) -> Array:
    """The product as it is written."""
    made = parts[0]
    for part, sign in zip(parts[1:], times, strict=True):
        if sign is Times.PLAIN:
            made = multiplied(made, part)
        elif sign is Times.OUTER:
            made = outer(made, part)
        else:
            made = entrywise(made, part, lambda x, y: x * y, "entry by entry with")
    return made
