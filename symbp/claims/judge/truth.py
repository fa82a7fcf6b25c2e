"""What the true value alone says of a number: right, cut off, or computed in another precision."""

from __future__ import annotations

from decimal import Decimal

import numpy as np

from ..book import Book
from ..interval import exactly, meet
from ..records import Verdict
from ..spans import intervals, widened
from .digits import near_edge, rounds, significant, stands_for, truncates
from .exact import exact
from .items import Item

DOUBLE = 2.0**-53  # the relative error of one operation
FULL = 15  # digits that only somebody with a computer writes down


def at_once(book: Book, item: Item) -> None:
    """The verdicts that the true value alone allows."""
    claimed, true = item.claimed, item.true
    if true != true or abs(true) == float("inf"):
        item.verdict, item.how = Verdict.UNDECIDED, "no-number"
        return
    low, high = item.near
    if near_edge(true, claimed):
        value = exact(book, item.key, item.lines)
        right, cut = rounds(value, claimed), truncates(value, claimed)
    else:
        right = low <= true <= high
        cut = item.cut[0] <= true <= item.cut[1]
    if right:
        item.verdict, item.how = Verdict.RIGHT, "digits"
    elif not item.lines:
        item.verdict, item.how, item.origin = Verdict.WRONG, "given", "root"
    elif cut:
        item.verdict, item.how = Verdict.ROUNDED, "truncated"
    elif in_precision(book, item):
        item.verdict = Verdict.ROUNDED


def in_precision(book: Book, item: Item) -> bool:
    """Whether computing with so many binary digits gives the number."""
    need = book.needs.beside(item.key, item.lines, ())
    read, trace = need.read, need.trace
    if significant(item.claimed) >= FULL:
        values = {tensor: widened(exactly(book.truth[tensor]), DOUBLE) for tensor in read}
        if meet(intervals(trace, values, lambda _, found: widened(found, DOUBLE))[-1], item.near):
            item.how = "double-precision"
            return True
    if not single_precision(item.claimed):
        return False
    if need.single is None:
        need.single = float(trace.floats({tensor: np.float32(book.truth[tensor]) for tensor in read}, np.float32)[-1])
    again = need.single
    margin = abs(again - item.true) + 2 * float(np.spacing(np.float32(abs(item.true))))
    item.how = "single-precision"
    return meet((item.true - margin, item.true + margin), item.near)


def single_precision(claimed: Decimal) -> bool:
    """Whether so many digits can come from single precision: 6 to 9, or more of a number that it has."""
    count, value = significant(claimed), float(claimed)
    return 6 <= count <= 9 or (count > 9 and meet(stands_for(claimed), exactly(float(np.float32(value)))))
