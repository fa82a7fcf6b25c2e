"""Whether a number follows from the author's others: rounded on the way, or the error of another one carried on."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import combinations

from ...language import Tensor
from ..book import Book
from ..interval import Interval, exactly, hull, meet
from ..needs import Need
from ..records import Verdict
from ..spans import intervals, span, widened
from .habits import Steps, habits, reach
from .items import Item
from .scratch import is_coarse, is_known_mistake
from .truth import at_once

Taken = tuple[Interval, float]
"""What a printed number stands for, and the number itself."""
UNWRITTEN = 40  # lines between two printed numbers through which rounding is followed
NEAR = 25  # numbers for one quantity, before an item and after it, that are looked at
TRIALS = (
    3000  # sets of other numbers from which one may follow, in one submission; where more is wrong, roots stay roots
)
TOGETHER = 4  # wrong numbers in front of another that are tried in all combinations


class Judge:
    """The numbers of one submission, judged from those that rest on nothing to those that rest on all others."""

    def __init__(self, book: Book, found: list[Item]) -> None:
        self.book = book
        self.items = found
        self.left = TRIALS
        self.reached: dict[tuple[Need, tuple[float, ...]], Interval] = {}
        self.prints: dict[Tensor, list[Item]] = {}
        for number, item in enumerate(found):
            item.number = number
            if not item.key.name.startswith("claim/"):
                self.prints.setdefault(item.key, []).append(item)
        for item in found:
            at_once(book, item)
        cut = [item for item in found if item.how == "truncated"]
        doubtful = set(cut if 2 * len(cut) < sum(item.how == "truncated" or tells(item) for item in found) else ())
        for item in sorted(found, key=lambda item: len(item.lines)):
            if item.verdict is None:
                self.later(item)
            elif item in doubtful:
                self.explained(item, {key: found for key, prints in self.others(item) if (found := relied_on(prints))})

    def later(self, item: Item) -> None:
        """Whether the author's own numbers explain it: the sound ones, else those that are wrong themselves."""
        every = dict(self.others(item)) if self.left > 0 else {}
        within = {key: own for key, prints in every.items() if (own := [p for p in prints if p.claim is item.claim])}
        for others in (within, every) if within else (every,):
            if self.explained(item, others):
                return
        item.verdict, item.how, item.origin = Verdict.WRONG, "digits", "root"
        self.again(item)

    def explained(self, item: Item, others: dict[Tensor, list[Item]]) -> bool:
        """Whether some other numbers explain this one; the verdict that this means is entered."""
        sound = {key: taken(found) for key, prints in others.items() if (found := relied_on(prints))}
        wrong = {key: self.latest([p for p in prints if not p.sound], item) for key, prints in others.items()}
        tried = set()
        for chosen in choices(self.in_front(item, {key for key, print_ in wrong.items() if print_ is not None})):
            carried = [print_ for key in chosen if (print_ := wrong[key]) is not None]
            boxes = sound | {print_.key: taken([print_]) for print_ in carried}
            need = self.book.needs.beside(item.key, item.lines, boxes)
            here = need, tuple(key for key in chosen if key in need.among)
            if here in tried:
                continue
            if self.left <= 0:
                return False
            tried.add(here)
            self.left -= 1
            how = self.follows(item, need, boxes)
            if how:
                item.verdict, item.how = (Verdict.WRONG if carried else Verdict.ROUNDED), how
                item.origin, item.carries = ("carried" if carried else ""), [p for p in carried if p.key in need.among]
                return True
        return False

    @cached_property
    def habits(self) -> tuple[Steps, ...]:
        """How the author may have rounded on the way."""
        return tuple(map(Steps, habits(item.claimed for item in self.items)))

    def others(self, item: Item) -> Iterator[tuple[Tensor, list[Item]]]:
        """What else was printed of the quantities that this one rests on; given data only where they are wrong."""
        needs = self.book.needs.of(item.key, item.lines)
        for key in needs.every:
            given = key in needs.given
            prints = [p for p in self.around(key, item) if p.verdict is not None and not (given and p.sound)]
            if prints and key != item.key:
                yield key, prints

    def around(self, key: Tensor, item: Item) -> Sequence[Item]:
        """What was printed of a quantity; of many numbers those that stand nearest to an item."""
        prints = self.prints.get(key, ())
        if len(prints) <= NEAR:
            return prints
        at = bisect_left(prints, item.number, key=lambda print_: print_.number)
        return prints[max(0, at - NEAR) : at + NEAR]

    def in_front(self, item: Item, wrong: set[Tensor]) -> tuple[Tensor, ...]:
        """The wrong numbers that the quantity rests on, nearest first."""
        needs = self.book.needs.of(item.key, item.lines)
        nearest = *reversed(tuple(needs.reads)), *(tensor for tensor in needs.every if tensor in needs.given)
        return tuple(tensor for tensor in nearest if tensor in wrong)

    def latest(self, prints: list[Item], item: Item) -> Item | None:
        """The last one that stands before an item, else the first."""
        before = [p for p in prints if p.number < item.number]
        return before[-1] if before else next(iter(prints), None)

    def follows(self, item: Item, need: Need, boxes: dict[Tensor, Taken]) -> str:
        """How the number follows from others, "" where it does not.

        "interval": rounded from their intervals, "truncated": cut off, "steps": every line on the way rounded too.
        """
        known = {tensor: boxes.get(tensor) or exact_number(self.book.truth[tensor]) for tensor in need.read}
        if any(tensor in boxes for tensor in need.read):
            ranges = {tensor: box for tensor, (box, _) in known.items()}
            natural = intervals(need.trace, ranges)
            around = hull(item.near, item.cut)
            if meet(widened(natural[-1]), around):
                found = span(need.trace, ranges, natural)
                near, cut = meet(found, item.near), meet(found, item.cut)
                if (near or cut) and is_coarse(found, item, known.values()) and is_known_mistake(self.book, item):
                    return ""  # to the last digit, which the few digits before it do not explain
                if near or cut:
                    return "interval" if near else "truncated"
        return self.steps(item, need, tuple(value for _, value in known.values()))

    def steps(self, item: Item, need: Need, values: tuple[float, ...]) -> str:
        """Whether rounding every line on the way gives the number, where lines were not written down."""
        if not 1 < len(need.lines) <= UNWRITTEN:
            return ""
        here = need, values
        if here not in self.reached:
            self.reached[here] = reach(need, values, [steps.habit for steps in self.habits])
        if not meet(self.reached[here], hull(item.near, item.cut)):
            return ""
        for steps in self.habits:
            inside = item.cut if steps.habit.cut else item.near
            if meet(widened(exactly(steps.last(need, values))), inside):
                return "steps"
        return ""

    def again(self, item: Item) -> None:
        """A wrong number that was written down before, with at least as many digits, is carried on from there."""
        for other in self.around(item.key, item):
            if other is item:
                return
            if not other.sound and meet(item.near, exactly(other.written)):
                item.origin, item.carries = "carried", [other]
                return


def relied_on(prints: list[Item]) -> list[Item]:
    """The sound ones of some numbers for one quantity; factors only where no claim states it."""
    sound = [p for p in prints if p.sound]
    return [p for p in sound if p.part == "value"] or sound


def taken(prints: list[Item]) -> Taken:
    """What some numbers for one quantity stand for together, and the last of them as it is written."""
    last = prints[-1]
    if last.how == "given":
        return exactly(last.written), last.written
    return last.means if len(prints) == 1 else hull(*(p.means for p in prints)), last.written


def tells(item: Item) -> bool:
    """Whether a right number would be another one if its digits had been cut off."""
    return item.how == "digits" and not meet(exactly(item.true), item.cut)


def exact_number(value: float) -> Taken:
    """What is given stands for itself."""
    return exactly(value), value


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
