"""Two arrays side by side: equal, equal with rows and columns exchanged, or different, and where."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .array import Array
from .precise import FLOOR, TOLERANCE

Differ = Callable[[Any, Any], bool]
Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Comparison:
    """`wrong` and `known` (both have a value) by point, row and column; `turned` is what had to be exchanged.

    `turned`: "" nothing, "row" a vector written as a row, "transpose" a matrix, "shape" what cannot be compared.
    """

    true: Array
    found: Array
    wrong: Mask
    known: Mask
    turned: str = ""

    @property
    def equal(self) -> bool:
        """Whether no entry that both have a value for is different."""
        return self.turned != "shape" and not self.wrong.any()

    @property
    def points(self) -> int:
        """At how many points there was something to compare."""
        return int(self.known.any(axis=tuple(range(1, self.known.ndim))).sum())

    @property
    def telling(self) -> int:
        """At how many of them the true value is not 0 everywhere."""
        true = self.true.entries.astype(bool) & self.known
        return int(true.any(axis=tuple(range(1, true.ndim))).sum())


def compared(true: Array, found: Array, *, constant: bool = False, differ: Differ | None = None) -> Comparison:
    """The comparison, as it is written if that fits, else with rows and columns exchanged.

    A formula that is `constant`, without any quantity in it, says the same of every entry.  `differ` tells two entries
    apart, in 50 digits if nothing else is said.
    """
    apart = np.frompyfunc(differ or in_digits, 2, 1)
    found = found.stretched(*true.shape) if not true.is_number else found
    if true.is_number and found.shape == (1, 1):
        found = Array(found.entries.reshape(len(found.entries)))
    if found.is_number and not true.is_number and (true.shape == (1, 1) or constant):
        found = Array(np.broadcast_to(found.entries[:, None, None], true.entries.shape))
    if true.is_number == found.is_number and true.shape == found.shape:
        straight = side_by_side(true, found, "", apart)
        if straight.equal or true.is_number or true.shape[0] != true.shape[1]:
            return straight
        turned = side_by_side(true, found.transposed(), "transpose", apart)
        return Comparison(true, found, straight.wrong, straight.known, "square") if turned.equal else straight
    if not true.is_number and not found.is_number and true.shape == found.shape[::-1]:
        return side_by_side(true, found.transposed(), "row" if 1 in true.shape else "transpose", apart)
    nothing = np.zeros(true.entries.shape, dtype=bool)
    return Comparison(true, found, nothing, nothing, "shape")


def side_by_side(true: Array, found: Array, turned: str, apart: np.ufunc) -> Comparison:
    """Entry by entry."""
    known = np.asarray(KNOWN(true.entries, found.entries), dtype=bool)
    wrong = np.asarray(apart(true.entries, found.entries), dtype=bool)
    return Comparison(true, found, wrong, known, turned)


def is_known(true: Any, found: Any) -> Any:
    """Whether both are numbers."""
    return true.is_finite() and found.is_finite()


def in_digits(true: Decimal, found: Decimal) -> bool:
    """Whether two numbers are different in 50 digits."""
    return is_known(true, found) and bool(abs(true - found) > TOLERANCE * max(abs(true), abs(found)) + FLOOR)


KNOWN = np.frompyfunc(is_known, 2, 1)
