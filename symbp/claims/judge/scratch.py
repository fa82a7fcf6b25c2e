"""Whether one known mistake alone, in a calculation with exact numbers, gives every digit of a number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ...errors import SymbpError
from ...language import Tensor
from ..book import Book
from ..diagnosis import behind, diagnose
from ..interval import Interval
from ..records import Cause, Quantity
from ..sheet import updated
from .digits import significant, unit
from .items import Item

COARSE = 100  # units of the last digit: what allows for more says nothing about the digits that were written
FEWER = 10  # times as far apart, relative to their size: the values that a digit less stands for
TELLING = 5  # digits that no mistake gives by chance
ROUNDING = frozenset(("many", "rounded-early"))


def is_coarse(found: Interval, item: Item, rests_on: Iterable[tuple[Interval, float]]) -> bool:
    """Whether an interval allows for far more than the digits written, because of numbers with fewer digits.

    Where numbers of as many digits nearly cancel, it is wide as well, and no one's fault.
    """
    low, high = found
    step = float(unit(item.claimed))
    if significant(item.claimed) < TELLING or high - low <= COARSE * step:
        return False
    relative = FEWER * step / abs(float(item.claimed))
    return any(most - least > relative * abs(value) for (least, most), value in rests_on if value)


def is_known_mistake(book: Book, item: Item, own: Mapping[Tensor, float]) -> bool:
    """Whether a single misconception reproduces the number from scratch, or behind the author's own numbers."""
    tensor, updates = place(book, item)
    more = () if updates else item.lines
    try:
        if own and not updates:
            return behind(book.sheet, tensor, item.claimed, own, more)
        causes = diagnose(book.sheet, tensor, item.claimed, {}, updates, more)
    except SymbpError:
        return False
    first = causes[0] if causes and Cause("chance") not in causes else None
    return first is not None and first.again is not None and first.also is None and first.misconception not in ROUNDING


def place(book: Book, item: Item) -> tuple[Tensor, int]:
    """The tensor of a number's quantity on the sheet, and after how many updates it is meant.

    What an update changes is the last line of the pass before.
    """
    quantity = item.quantity
    if quantity is None or not quantity.updates or item.key in book.lines:
        return item.key, 0
    if updated(quantity.tensor) in book.lines and quantity.by is None:
        return updated(quantity.tensor), quantity.updates - 1
    return book.key(Quantity(quantity.tensor, quantity.by, quantity.through, quantity.local), {}), quantity.updates
