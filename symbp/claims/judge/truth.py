"""What the true value alone says of a number: right, cut off, or computed in another precision."""

from __future__ import annotations

from ..book import Book
from ..records import Verdict
from .digits import near_edge, rounds, truncates
from .exact import exact
from .items import Item
from .precision import in_precision


def at_once(book: Book, item: Item, single: bool) -> None:
    """The verdicts that the true value alone allows; `single`: the author calculates in single precision."""
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
    elif in_precision(book, item, single):
        item.verdict = Verdict.ROUNDED
