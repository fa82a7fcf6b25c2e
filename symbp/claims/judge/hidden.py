"""A mistake on the way that was never written down: the first number that shows it is the root of the others.

dE/dw1 = delta i1 and dE/dw2 = delta i2 are both wrong by one and the same wrong delta.  What the first one says of
every quantity on its way is tried on the others.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from ...language import Tensor
from ..interval import Interval, meet
from ..records import Verdict
from ..spans import intervals, slopes_of, span, widened
from .following import Judge
from .items import Item
from .prints import exact_number, taken

MOST = 30  # quantities on the way that are tried
TRIALS = 600  # numbers computed again in one submission; where more is wrong than that, roots stay roots
Known = dict[Tensor, tuple[Interval, float]]
Own = Callable[[Item], Known]
"""What was written down of the quantities that a number rests on."""


def share(judged: Judge) -> None:
    """Roots that follow from what an earlier root implies are carried on from there."""
    roots = [item for item in judged.items if item.verdict is Verdict.WRONG and item.origin == "root" and item.lines]
    trials = 0
    own = cache(lambda item: {key: taken(prints) for key, prints in judged.others(item)})
    for place, first in enumerate(roots):
        others = [item for item in roots[place + 1 :] if item.origin == "root"]
        if first.origin != "root" or not others:
            continue
        ways = on_the_way(judged, first)
        trials += len(ways) * len(others)
        if trials > TRIALS:
            return
        best = max((shown(judged, own, first, hidden, others) for hidden in ways), key=len, default=[])
        for item in best:
            item.origin, item.carries = "carried", [first]


def on_the_way(judged: Judge, item: Item) -> list[Tensor]:
    """The quantities that a number rests on and that were not written down, nearest first."""
    need = judged.book.needs.beside(item.key, item.lines, judged.prints)
    return [line.tensor for line in reversed(need.lines) if line.tensor != item.key][:MOST]


def shown(judged: Judge, own: Own, first: Item, hidden: Tensor, others: list[Item]) -> list[Item]:
    """The other numbers that follow from what the first implies for a quantity."""
    implied = solved(judged, own(first), first, hidden)
    if implied is None:
        return []
    found = []
    for other in others:
        known = own(other) | {hidden: (implied, sum(implied) / 2)}
        need = judged.book.needs.beside(other.key, other.lines, known)
        if hidden in need.among:
            boxes = ranges(judged, need.read, known)
            natural = intervals(need.trace, boxes)
            if meet(widened(natural[-1]), other.near) and meet(span(need.trace, boxes, natural), other.near):
                found.append(other)
    return found


def solved(judged: Judge, own: Known, item: Item, hidden: Tensor) -> Interval | None:
    """What a quantity must have been for a number to come out, where the number grows in proportion to it."""
    known = own | {hidden: exact_number(judged.book.value(hidden, item.lines))}
    need = judged.book.needs.beside(item.key, item.lines, known)
    if hidden not in need.among:
        return None
    points = {tensor: (value, value) for tensor, (_, value) in known.items()}
    point = {tensor: points.get(tensor) or exact_number(judged.book.truth[tensor])[0] for tensor in need.read}
    trace = need.trace
    cells = intervals(trace, point)
    slope = slopes_of(trace, cells)[trace.of[hidden]][0]
    value = cells[-1][0]
    if not slope or slope != slope:
        return None
    start = point[hidden][0]
    ends = sorted(start + (edge - value) / slope for edge in item.near)
    again = intervals(trace, point | {hidden: (ends[0], ends[0])})[-1][0]
    straight = min(abs(again - edge) for edge in item.near) <= 1e-9 * max(abs(again), abs(value))
    return (ends[0], ends[1]) if straight else None


def ranges(judged: Judge, read: tuple[Tensor, ...], known: Known) -> dict[Tensor, Interval]:
    """What everything that is read stands for."""
    return {tensor: (known.get(tensor) or exact_number(judged.book.truth[tensor]))[0] for tensor in read}
