"""Verdicts on numbers: right, rounded and how, or wrong; and whether what is wrong follows from the author's others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import combinations

import numpy as np

from ...errors import SymbpError
from ...language import Tensor, elements
from ..book import Book, given
from ..interval import Interval, exactly, hull, meet
from ..records import Verdict
from ..sheet import Line
from ..spans import intervals, span, widened
from ..trace import trace_lines
from .digits import cut_from, near_edge, rounds, significant, stands_for, truncates
from .exact import exact
from .items import Item

DOUBLE = 2.0**-53  # the relative error of one operation
FULL = 15  # digits that only somebody with a computer writes down
TOGETHER = 4  # wrong numbers in front of another that are tried in all combinations


class Judge:
    """The numbers of one submission, judged from those that rest on nothing to those that rest on all others."""

    def __init__(self, book: Book, found: list[Item]) -> None:
        self.book = book
        self.items = found
        self.prints: dict[Tensor, list[Item]] = {}
        for item in found:
            if not item.key.name.startswith("claim/"):
                self.prints.setdefault(item.key, []).append(item)
        for item in found:
            self.at_once(item)
        for item in sorted(found, key=lambda item: len(item.lines)):
            if item.verdict is None:
                self.later(item)

    def at_once(self, item: Item) -> None:
        """The verdicts that the true value alone allows."""
        claimed, true = item.claimed, item.true
        if true != true or abs(true) == float("inf"):
            item.verdict, item.how = Verdict.UNDECIDED, "no-number"
            return
        low, high = stands_for(claimed)
        if near_edge(true, claimed):
            value = exact(self.book, item.key, item.lines)
            right, cut = rounds(value, claimed), truncates(value, claimed)
        else:
            right = low <= true <= high
            cut = cut_from(claimed)[0] <= true <= cut_from(claimed)[1]
        if right:
            item.verdict, item.how = Verdict.RIGHT, "digits"
        elif not item.lines:
            item.verdict, item.how, item.origin = Verdict.WRONG, "given", "root"
        elif cut:
            item.verdict, item.how = Verdict.ROUNDED, "truncated"
        elif self.in_precision(item):
            item.verdict = Verdict.ROUNDED

    def in_precision(self, item: Item) -> bool:
        """Whether computing with so many binary digits gives the number."""
        read = tuple(given(item.lines))
        trace = trace_lines(item.lines, read)
        if significant(item.claimed) >= FULL:
            values = {tensor: widened(exactly(self.book.truth[tensor]), DOUBLE) for tensor in read}
            if meet(intervals(trace, values, DOUBLE)[-1], stands_for(item.claimed)):
                item.how = "double-precision"
                return True
        if not single_precision(item.claimed):
            return False
        again = float(trace.floats({tensor: np.float32(self.book.truth[tensor]) for tensor in read})[-1])
        margin = abs(again - item.true) + 2 * float(np.spacing(np.float32(abs(item.true))))
        item.how = "single-precision"
        return meet((item.true - margin, item.true + margin), stands_for(item.claimed))

    def later(self, item: Item) -> None:
        """Whether the author's own numbers explain it: the sound ones, else those that are wrong themselves."""
        sound = {key: around(prints) for key, prints in self.others(item) if any(p.sound for p in prints)}
        wrong = {key: [p for p in prints if not p.sound] for key, prints in self.others(item)}
        wrong = {key: prints for key, prints in wrong.items() if prints}
        for chosen in choices(self.in_front(item, wrong)):
            boxes = sound | {key: self.latest(wrong[key], item).means for key in chosen}
            how = self.follows(item, boxes)
            if not how:
                continue
            if not chosen:
                item.verdict, item.how = Verdict.ROUNDED, how
            else:
                item.verdict, item.how, item.origin = Verdict.WRONG, how, "carried"
                item.carries = [self.latest(wrong[key], item) for key in chosen]
            return
        item.verdict, item.how, item.origin = Verdict.WRONG, "digits", "root"
        self.again(item)

    def again(self, item: Item) -> None:
        """A wrong number that was written down before, with at least as many digits, is carried on from there."""
        for other in self.prints.get(item.key, ()):
            if other is item:
                return
            if not other.sound and meet(stands_for(item.claimed), exactly(float(other.claimed))):
                item.origin, item.carries = "carried", [other]
                return

    def others(self, item: Item) -> Iterator[tuple[Tensor, list[Item]]]:
        """What else was printed of the quantities that this one rests on."""
        below = {line.tensor for line in item.lines} | set(given(item.lines))
        for key in below:
            if key != item.key and key in self.prints:
                yield key, [p for p in self.prints[key] if p.verdict is not None]

    def in_front(self, item: Item, wrong: Iterable[Tensor]) -> tuple[Tensor, ...]:
        """The wrong numbers that the quantity may read directly, nearest first."""
        keys = set(wrong)
        return tuple(t for t in reversed([*given(item.lines), *(line.tensor for line in item.lines)]) if t in keys)

    def latest(self, prints: list[Item], item: Item) -> Item:
        """The last one that stands before an item, else the first."""
        order = {id(found): n for n, found in enumerate(self.items)}
        before = [p for p in prints if order[id(p)] < order[id(item)]]
        return before[-1] if before else prints[0]

    def follows(self, item: Item, boxes: dict[Tensor, Interval]) -> str:
        """How the number follows from others: "interval", "truncated", or "" where it does not."""
        lines, read = pruned(item.lines, item.key, boxes)
        if not any(tensor in boxes for tensor in read):
            return ""
        given_ = {tensor: boxes.get(tensor) or exactly(self.book.truth[tensor]) for tensor in read}
        try:
            found = span(trace_lines(lines, read), given_)
        except SymbpError:
            return ""
        if meet(found, stands_for(item.claimed)):
            return "interval"
        return "truncated" if meet(found, cut_from(item.claimed)) else ""


def single_precision(claimed: Decimal) -> bool:
    """Whether so many digits can come from single precision: 6 to 9, or those of such a number in full."""
    value = float(claimed)
    return 6 <= significant(claimed) <= 9 or (significant(claimed) > 9 and float(np.float32(value)) == value)


def around(prints: list[Item]) -> Interval:
    """What the sound ones of some numbers for one quantity stand for, together."""
    return hull(*(p.means for p in prints if p.sound))


def choices(wrong: tuple[Tensor, ...]) -> Iterator[tuple[Tensor, ...]]:
    """Which of the wrong numbers are taken as they stand: none, all, then as many as possible."""
    yield ()
    if wrong:
        yield wrong
    if 1 < len(wrong) <= TOGETHER:
        for count in range(len(wrong) - 1, 0, -1):
            yield from combinations(wrong, count)
    elif len(wrong) > TOGETHER:
        yield from ((key,) for key in wrong)


def pruned(
    lines: tuple[Line, ...], key: Tensor, known: dict[Tensor, Interval]
) -> tuple[list[Line], tuple[Tensor, ...]]:
    """The lines that are left when some quantities are known, and what they read."""
    by = {line.tensor: line for line in lines}
    needed: dict[Tensor, None] = {}
    read: dict[Tensor, None] = {}
    stack = [key]
    while stack:
        here = stack.pop()
        if here in needed:
            continue
        needed[here] = None
        for element in elements(by[here].formula):
            if element.tensor in known or element.tensor not in by:
                read[element.tensor] = None
            else:
                stack.append(element.tensor)
    return [line for line in lines if line.tensor in needed], tuple(read)
