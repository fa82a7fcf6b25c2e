"""Numbers, vectors and matrices at all points at once, multiplied as a strict reader multiplies: shapes have to fit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from .data import Numbers, numbers


class Misfit(Exception):
    """Two shapes that do not fit each other; the text names both.  It never leaves the room."""


class Misplaced(Misfit):
    """An index that runs over another size than the axis on which it stands."""


class Unread(Exception):
    """What has no certain meaning: a reason by key, and what it is about.  It never leaves the room."""

    def __init__(self, reason: str, about: str = "") -> None:
        super().__init__(reason)
        self.note = (reason, about)


@dataclass(frozen=True)
class Array:
    """`entries` has an axis for the points, and for a matrix rows and columns; a number has the points alone.

    A vector of ones whose length nothing says is `loose` in rows or columns: it has one of them, and takes as many as
    its neighbour needs.
    """

    entries: Numbers
    loose: tuple[bool, bool] = (False, False)

    @property
    def is_number(self) -> bool:
        """Whether it is no matrix."""
        return self.entries.ndim == 1

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns."""
        return (1, 1) if self.is_number else (self.entries.shape[1], self.entries.shape[2])

    def described(self) -> str:
        """The shape as text."""
        return "a number" if self.is_number else f"{self.shape[0]} x {self.shape[1]}"

    def entry(self, place: int) -> Array:
        """One entry of a vector, counted from 1.

        Raises:
            Misfit: it is no vector, or has no such entry.
        """
        flat = self.entries.reshape(len(self.entries), -1)
        if self.is_number or 1 not in self.shape or not 1 <= place <= flat.shape[1]:
            raise Misfit(f"entry {place} of {self.described()}")
        return Array(flat[:, place - 1])

    def each(self, change: Callable[[int, Decimal], Decimal]) -> Array:
        """Every entry changed, knowing its point."""
        flat = self.entries.reshape(len(self.entries), -1)
        made = numbers(change(point, value) for point, row in enumerate(flat) for value in row)
        return Array(made.reshape(self.entries.shape), self.loose)

    def transposed(self) -> Array:
        """Rows and columns exchanged."""
        return self if self.is_number else Array(self.entries.swapaxes(1, 2), self.loose[::-1])

    def total(self) -> Array:
        """The sum of all entries."""
        return Array(self.entries.reshape(len(self.entries), -1).sum(axis=1))

    def stretched(self, rows: int, columns: int) -> Array:
        """Ones of no certain length repeated to a shape."""
        height = rows if self.loose[0] else self.shape[0]
        width = columns if self.loose[1] else self.shape[1]
        return Array(np.broadcast_to(self.entries, (len(self.entries), height, width))) if any(self.loose) else self


def matrix(entries: list[list[Numbers]]) -> Array:
    """A matrix of its entries."""
    return Array(np.moveaxis(np.array(entries, dtype=object), 2, 0))


def ones(points: int) -> Array:
    """A column of ones, as long as it has to be."""
    return Array(numbers([1] * points).reshape(points, 1, 1), (True, False))


def entrywise(left: Array, right: Array, join: Callable[[Numbers, Numbers], Numbers], sign: str) -> Array:
    """Two arrays joined entry by entry; a number goes with everything, one row or column is repeated.

    Raises:
        Misfit: the shapes are different.
    """
    if left.is_number or right.is_number:
        return Array(join(*even(left, right)), left.loose if right.is_number else right.loose)
    a, b = left.stretched(*right.shape), right.stretched(*left.shape)
    wanted = (max(a.shape[0], b.shape[0]), max(a.shape[1], b.shape[1]))
    fits = all(x in (1, y) for one in (a, b) for x, y in zip(one.shape, wanted, strict=True))
    certain = a.shape == b.shape or not any((*left.loose, *right.loose))
    if not fits or not certain or wanted not in (a.shape, b.shape):
        raise Misfit(f"{left.described()} {sign} {right.described()}")
    both = (left.loose[0] and right.loose[0], left.loose[1] and right.loose[1])
    return Array(join(a.entries, b.entries), both)


def even(left: Array, right: Array) -> tuple[Numbers, Numbers]:
    """The entries of both, a number with as many axes as the matrix beside it."""
    a, b = left.entries, right.entries
    if a.ndim < b.ndim:
        return a[:, None, None], b
    return (a, b[:, None, None]) if b.ndim < a.ndim else (a, b)


def multiplied(left: Array, right: Array) -> Array:
    """The matrix product, or a number times an array.

    Raises:
        Misfit: the left one has not as many columns as the right one rows.
        Unread: nothing says how many ones are added.
    """
    if left.is_number or right.is_number:
        return entrywise(left, right, lambda x, y: x * y, "times")
    if left.loose[1] and right.loose[0]:
        raise Unread("ones")
    a, b = left.stretched(left.shape[0], right.shape[0]), right.stretched(left.shape[1], right.shape[1])
    if a.shape[1] != b.shape[0]:
        if (1, 1) in (a.shape, b.shape) and not any((*left.loose, *right.loose)):
            return Array(a.entries * b.entries)
        raise Misfit(f"{left.described()} times {right.described()}")
    made = (a.entries[:, :, :, None] * b.entries[:, None, :, :]).sum(axis=2)
    return Array(made, (left.loose[0], right.loose[1]))


def outer(left: Array, right: Array) -> Array:
    """Every entry of one vector times every entry of another: rows by the first, columns by the second.

    Raises:
        Misfit: one of them is a matrix.
    """
    if left.is_number or right.is_number:
        return multiplied(left, right)
    if 1 not in left.shape or 1 not in right.shape:
        raise Misfit(f"{left.described()} outer {right.described()}")
    a, b = (one.entries.reshape(len(one.entries), -1) for one in (left, right))
    return Array(a[:, :, None] * b[:, None, :])
