"""Sizes, indices and positions: what stands below a tensor's name.

A size is an integer or a symbol, and a symbol may depend on a label: the width n(l) of layer l turns into n(l+1)
when l does.  An index runs over a size.  A position is an affine form of indices and sizes: j, l+1, L, s*i - p.
"""

from __future__ import annotations

from collections.abc import Mapping

from .node import node


@node
class Size:
    """A symbolic size, such as m or n(l)."""

    name: str
    labels: tuple[Position, ...] = ()


@node
class Index:
    """A running index: `first`, first + 1, ... over `size` values; serial tells apart indices that look alike."""

    name: str
    size: Extent
    serial: int = 0
    first: int = 0


@node
class Affine:
    """Sum of integer multiples of indices and sizes, plus an integer; build it with `affine`."""

    terms: tuple[tuple[Index | Size, int], ...]
    offset: int = 0


Extent = int | Size
Position = int | Index | Size | Affine


def affine(terms: Mapping[Index | Size, int], offset: int = 0) -> Position:
    """The position with these multiples, in its simplest form: an integer, an index or a size where it is one."""
    kept = tuple((symbol, multiple) for symbol, multiple in terms.items() if multiple)
    if not kept:
        return offset
    if len(kept) == 1 and kept[0][1] == 1 and not offset:
        return kept[0][0]
    return Affine(tuple(sorted(kept, key=lambda item: describe(item[0]))), offset)


def multiples(position: Position) -> tuple[dict[Index | Size, int], int]:
    """The position as multiples and an offset."""
    if isinstance(position, int):
        return {}, position
    if isinstance(position, Affine):
        return dict(position.terms), position.offset
    return {position: 1}, 0


def plus(left: Position, right: Position, times: int = 1) -> Position:
    """left + times * right."""
    terms, offset = multiples(left)
    for symbol, multiple in multiples(right)[0].items():
        terms[symbol] = terms.get(symbol, 0) + times * multiple
    return affine(terms, offset + times * multiples(right)[1])


def relabel_size(size: Extent, new: Mapping[Index, Position]) -> Extent:
    """The size with indices in its labels replaced: n(l) to n(l+1)."""
    if isinstance(size, int) or not size.labels:
        return size
    return Size(size.name, tuple(place(label, new) for label in size.labels))


def relabel_index(index: Index, new: Mapping[Index, Position]) -> Index:
    """The index over the relabelled size."""
    size = relabel_size(index.size, new)
    return index if size == index.size else Index(index.name, size, index.serial, index.first)


def place(position: Position, new: Mapping[Index, Position]) -> Position:
    """The position with indices replaced, those in its sizes too."""
    if isinstance(position, int):
        return position
    if isinstance(position, Index):
        found = new.get(position)
        return relabel_index(position, new) if found is None else found
    if isinstance(position, Size):
        changed = relabel_size(position, new)
        assert not isinstance(changed, int)
        return changed
    total: Position = position.offset
    for symbol, multiple in position.terms:
        total = plus(total, place(symbol, new), multiple)
    return total


def indices_in(position: Position) -> frozenset[Index]:
    """Every index the position mentions, those in the labels of sizes excepted."""
    if isinstance(position, Index):
        return frozenset((position,))
    if isinstance(position, Affine):
        return frozenset(symbol for symbol, _ in position.terms if isinstance(symbol, Index))
    return frozenset()


def describe(position: Position) -> str:
    """A plain text of the position, to sort by and to show in messages."""
    if isinstance(position, int):
        return str(position)
    if isinstance(position, Index):
        return position.name + (f"~{position.serial}" if position.serial else "")
    if isinstance(position, Size):
        inner = ",".join(describe(label) for label in position.labels)
        return f"{position.name}({inner})" if inner else position.name
    parts = [f"{multiple}*{describe(symbol)}" for symbol, multiple in position.terms]
    return "+".join([*parts, str(position.offset)])
