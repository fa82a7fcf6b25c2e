"""Numbers as machines calculate them: in single or double precision, whose last digits are not those of the truth."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

import numpy as np

from ..book import Book
from ..interval import Interval, exactly, meet
from ..spans import intervals, widened
from .digits import significant, stands_for
from .items import Item

DOUBLE = 2.0**-53  # the relative error of one operation
FULL = 15  # digits that only somebody with a computer writes down
FEWEST, MOST = 6, 9  # digits in which single precision can show
TELLING = 8  # digits from which on most numbers are none of single precision
ULPS = 4  # how far the order of operations takes a result, in units of the last binary place
ENOUGH = 2  # digits beyond those that any number has, together: what makes a habit
FIRM = 0.9  # the share of long numbers that have to be of single precision


def is_single(claimed: Iterable[Decimal]) -> bool:
    """Whether a calculation shows the habit: its long numbers, nearly all, are what a single float prints.

    One of six numbers of 8 digits is so by chance, one of sixty of 9.
    """
    long = [value for value in claimed if significant(value) >= TELLING]
    fitting = [value for value in long if meet(stands_for(value), exactly(float(np.float32(value))))]
    return len(fitting) >= FIRM * len(long) and sum(significant(value) - TELLING + 1 for value in fitting) >= ENOUGH


def reach(value: float) -> float:
    """How far single precision may lie from a value."""
    return ULPS * float(np.spacing(np.float32(abs(value))))


def blurred(found: Interval) -> Interval:
    """An interval with what single precision adds to it."""
    low, high = found
    return (low - reach(low), high + reach(high))


def in_precision(book: Book, item: Item, single: bool) -> bool:
    """Whether computing with so many binary digits gives the number; how is entered.

    In single precision that is the very result, or where it is a habit, one that lies next to it.
    """
    need = book.needs.beside(item.key, item.lines, ())
    read, trace = need.read, need.trace
    if significant(item.claimed) >= FULL:
        values = {tensor: widened(exactly(book.truth[tensor]), DOUBLE) for tensor in read}
        if meet(intervals(trace, values, lambda _, found: widened(found, DOUBLE))[-1], item.near):
            item.how = "double-precision"
            return True
    if not could_be_single(item.claimed):
        return False
    if need.single is None:
        need.single = float(trace.floats({tensor: np.float32(book.truth[tensor]) for tensor in read}, np.float32)[-1])
    again = need.single
    margin = abs(again - item.true) + reach(item.true) if single else 0.0
    around = (item.true - margin, item.true + margin) if single else exactly(again)
    item.how = "single-precision"
    return meet(around, item.near)


def certain(claimed: Decimal, single: bool) -> Decimal:
    """The number without those digits that single precision leaves open."""
    if not single or significant(claimed) <= FEWEST:
        return claimed
    return claimed.quantize(Decimal(1).scaleb(claimed.adjusted() - FEWEST + 1))


def could_be_single(claimed: Decimal) -> bool:
    """Whether so many digits can come from single precision: 6 to 9, or more of a number that it has."""
    count, value = significant(claimed), float(claimed)
    return FEWEST <= count <= MOST or (count > MOST and meet(stands_for(claimed), exactly(float(np.float32(value)))))
