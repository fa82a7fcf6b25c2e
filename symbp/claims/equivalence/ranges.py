"""How far a letter runs: by the limits of its sum, or by the axis on which it stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..tree import Letter, Ref, Sum, SumOver, Tree
from ..walk import children, walk
from .array import Misplaced, Unread
from .data import Data
from .places import Scope, label_range, subject_tensor, whole_number, written

REACH = 3  # of an offset of a label
Extent = tuple[int, str]
"""How many values an index has, and the name of the quantity on whose axis it stands."""


def span(data: Data, tree: SumOver, refs: Sequence[Ref], scope: Scope) -> tuple[range, Extent | None]:
    """The values of a sum's index, and the axis that it runs over if its limits do not say.

    `refs` are the references in its body (`references`).

    Raises:
        Unread: neither limits nor an axis.
        Misplaced: two axes of different length.
    """
    limits = [limit(data, side, scope) for side in (tree.first, tree.last)]
    if limits[1] is not None:
        return range(1 if limits[0] is None else limits[0], limits[1] + 1), None
    found = axis(data, tree.index, refs, scope)
    if found is None:
        raise Unread("sum", tree.index)
    values, extent = found
    return range(limits[0] if limits[0] is not None else values.start, values.stop), extent


def limit(data: Data, tree: Tree | None, scope: Scope) -> int | None:
    """A limit as a number; None where it is left out, or a letter that the axis has to explain."""
    if tree is None:
        return None
    try:
        return whole_number(tree, data.plan, data.setting, scope)
    except Unread:
        if isinstance(tree, Letter):
            return None
        raise


def axis(data: Data, letter: str, refs: Sequence[Ref], scope: Scope) -> tuple[range, Extent | None] | None:
    """The values of a letter by the axes on which it stands alone."""
    found: tuple[range, Extent | None] | None = None
    for ref in refs:
        for values, extent in standing(data, letter, ref, scope):
            if found is not None and found[0] != values:
                before = found[1][1] if found[1] else ref.tensor.name
                raise Misplaced(
                    f"{letter} runs over {len(found[0])} at {before}, over {len(values)} at {ref.tensor.name}"
                )
            found = (values, extent)
    return found


def references(tree: Tree, letter: str) -> Iterator[Ref]:
    """Every reference in a tree, those below another sum over the same letter left out."""
    waiting = [tree]
    while waiting:
        here = waiting.pop()
        if isinstance(here, SumOver) and here.index == letter:
            continue
        if isinstance(here, Ref):
            yield here
        waiting.extend(reversed(children(here)))


def standing(data: Data, letter: str, ref: Ref, scope: Scope) -> Iterator[tuple[range, Extent | None]]:
    """The values of a letter by each place of a reference where it stands alone."""
    tensor = subject_tensor(ref)
    if ref.single and not ref.indices:
        return
    trees = written(ref, data.plan.network)
    count = len(tensor.labels)
    for place, tree in enumerate(trees):
        if not isinstance(tree, Letter) or tree.name != letter:
            continue
        if place < count:
            yield label_range(tensor, place, data.setting), None
            continue
        labels = known_labels(data, trees[:count], scope)
        if labels is not None:
            size = data.plan.extents(tensor, data.setting, labels)[place - count]
            yield range(1, size + 1), (size, tensor.name)


def known_labels(data: Data, trees: tuple[Tree | None, ...], scope: Scope) -> tuple[int, ...] | None:
    """Labels as numbers; None where a letter in them has no value yet."""
    try:
        return tuple(whole_number(tree, data.plan, data.setting, scope) for tree in trees if tree is not None)
    except Unread:
        return None


def shifted(data: Data, letter: str, ref: Ref) -> Iterator[tuple[range, None]]:
    """The values of a letter that stands in a label with an offset, l - 1: those that may lead into its range."""
    tensor = subject_tensor(ref)
    for place, tree in enumerate(ref.indices[: len(tensor.labels)]):
        if isinstance(tree, Sum) and any(isinstance(part, Letter) and part.name == letter for part in walk(tree)):
            values = label_range(tensor, place, data.setting)
            yield range(values.start - REACH, values.stop + REACH), None
