"""What the numbers that an author wrote down stand for, and which of them another number may rest on."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from ...language import Tensor
from ..interval import Interval, exactly, hull, meet
from ..spans import widened
from .items import Item

Taken = tuple[Interval, float]
"""What a printed number stands for, and the number itself."""
TOGETHER = 4  # wrong numbers in front of another that are tried in all combinations


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
    return item.how == "digits" and not meet(widened(exactly(item.true)), item.cut)


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
