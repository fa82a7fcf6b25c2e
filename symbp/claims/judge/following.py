"""Whether a number follows from the author's others: rounded on the way, or the error of another one carried on."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import product

from ...language import Tensor
from ..book import Book
from ..interval import Interval, exactly, hull, meet
from ..needs import Need
from ..records import Verdict
from ..spans import intervals, span, widened
from .changes import through_changes
from .habits import Steps, habits, is_copy, reach
from .items import Item
from .precision import blurred, is_single
from .prints import Taken, choices, exact_number, relied_on, taken, tells
from .scratch import is_coarse, is_known_mistake
from .truth import at_once

UNWRITTEN = 40  # lines between two printed numbers through which rounding is followed
NEAR = 25  # numbers for one quantity, before an item and after it, that are looked at
TRIALS = 3000  # sets of numbers from which one may follow, in one submission; where more is wrong, roots stay roots


class Judge:
    """The numbers of one submission, judged from those that rest on nothing to those that rest on all others."""

    def __init__(self, book: Book, found: list[Item]) -> None:
        self.book = book
        self.items = found
        self.left = TRIALS
        self.reached: dict[tuple[Need, tuple[float, ...]], Interval] = {}
        self.prints: dict[Tensor, list[Item]] = {}
        through_changes(found)
        for number, item in enumerate(found):
            item.number = number
            if not item.key.name.startswith("claim/"):
                self.prints.setdefault(item.key, []).append(item)
        self.single = is_single(item.claimed for item in found)
        for item in found:
            at_once(book, item, self.single)
        cut = [item for item in found if item.how == "truncated"]
        self.cuts = len(cut) >= sum(map(tells, found))
        for item in found if cut and self.cuts else ():
            item.cuts = True
        doubtful = set(() if self.cuts else cut)
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
        mistaken = {key: print_ for key, print_ in wrong.items() if print_ is not None}
        tried = set()
        doubted: bool | None = None
        chosen = list(choices(self.in_front(item, set(mistaken))))
        for unwritten, keys in product((False, True), chosen):
            carried = [mistaken[key] for key in keys]
            boxes = sound | {print_.key: taken([print_]) for print_ in carried}
            if 0 < len(carried) < len(mistaken) and doubted is None:
                doubted = self.is_mistaken(item, sound, mistaken)
            if doubted:
                return False
            need = self.book.needs.beside(item.key, item.lines, boxes)
            here = unwritten, need, tuple(key for key in keys if key in need.among)
            if here in tried:
                continue
            if self.left <= 0:
                return False
            tried.add(here)
            self.left -= 1
            how = self.follows(item, need, boxes, bool(carried), unwritten)
            if how:
                item.how, item.carries = how, [print_ for print_ in carried if print_.key in need.among]
                item.verdict = Verdict.WRONG if item.carries else Verdict.ROUNDED
                item.origin = "carried" if item.carries else ""
                return True
        return False

    def is_mistaken(self, item: Item, sound: dict[Tensor, Taken], wrong: dict[Tensor, Item]) -> bool:
        """Whether a known mistake behind all numbers as they stand gives this one: then none of them was put right."""
        boxes = sound | {key: taken([print_]) for key, print_ in wrong.items()}
        return is_known_mistake(self.book, item, self.own(boxes))

    def own(self, boxes: dict[Tensor, Taken]) -> dict[Tensor, float]:
        """The numbers that one rests on where some are wrong: these as written, right ones with all their digits."""
        true = {tensor: self.prints[tensor][0].true for tensor in boxes}
        right = {tensor for tensor, (box, _) in boxes.items() if meet(box, exactly(true[tensor]))}
        return {tensor: true[tensor] if tensor in right else value for tensor, (_, value) in boxes.items()}

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

    def follows(self, item: Item, need: Need, boxes: dict[Tensor, Taken], carried: bool, unwritten: bool) -> str:
        """How the number follows from others, "" where it does not.

        "interval": rounded from their intervals, "cut": cut off; "steps": every `unwritten` line rounded too.
        """
        known = {tensor: boxes.get(tensor) or exact_number(self.book.truth[tensor]) for tensor in need.read}
        if unwritten:
            return self.steps(item, need, tuple(value for _, value in known.values()))
        if not any(tensor in boxes for tensor in need.read):
            return ""
        ranges = {tensor: box for tensor, (box, _) in known.items()}
        natural = intervals(need.trace, ranges)
        if not meet(blurred(widened(natural[-1])), hull(item.near, item.cut)):
            return ""
        exact = float(need.trace.floats({tensor: value for tensor, (_, value) in known.items()})[-1])
        how = self.given_by(widened(exactly(exact)), item)
        if how:
            return how
        found = span(need.trace, ranges, natural)
        how = self.given_by(found, item)
        own = self.own(boxes) if carried else {}
        if how and is_coarse(found, item, known.values()) and is_known_mistake(self.book, item, own):
            return ""  # to the last digit, which the few digits before it do not explain
        return how

    def given_by(self, found: Interval, item: Item) -> str:
        """How a range gives the digits that were written: rounded, or cut off by somebody who does so; "" if not."""
        if meet(blurred(found) if self.single else found, item.near):
            return "interval"
        return "cut" if self.cuts and meet(found, item.cut) else ""

    def steps(self, item: Item, need: Need, values: tuple[float, ...]) -> str:
        """Whether rounding every line on the way gives the number, where lines were not written down."""
        if not 1 < sum(not is_copy(line) for line in need.lines) <= UNWRITTEN:
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
