"""The part of the plane that a drawing shows, the same for every learning rate, and the marks along its sides."""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from .evaluate import nearest
from .records import Study, Value

HUGE = 1e100  # what lies beyond is not drawn
ROOM = 0.12  # left free at each side, as a part of what is shown
REACH = 0.75  # how far beyond the other paths one that moves away is followed, as a part of what they span
MARKS = 5  # marks along a side, at most
AWAY = ("diverges", "unbounded", "undefined", "moving")
ROUND = (1, 2, 5)

Range = tuple[float, float]


def drawable(value: Value) -> float:
    """The value as a float, or no number where it is too large."""
    found = nearest(value)
    return found if abs(found) < HUGE else math.nan


def window(study: Study) -> tuple[Range, ...]:
    """What each variable runs over: the start, where descent ends, and every path that does not move away."""
    every = range(len(study.problem.variables))
    known = [settled(study, place) for place in every]
    spans = [max(values) - min(values) for values in known]
    usual = max(spans) or 1.0
    found = []
    for place in every:
        span = spans[place] or usual
        low, high = min(known[place]), max(known[place])
        beyond = [value for value in track(study, place) if low - REACH * span <= value <= high + REACH * span]
        low, high = min([low, *beyond]), max([high, *beyond])
        room = ROOM * (high - low) or span
        found.append((low - room, high + room))
    return tuple(found)


def settled(study: Study, place: int) -> list[float]:
    """One coordinate of all points that have to be seen."""
    values = [drawable(course.points[0].at[place]) for course in study.courses]
    flat = study.quadratic
    if flat is not None and flat.rest is not None:
        values.append(drawable(flat.rest[place]))
    for course in study.courses:
        if course.verdict not in AWAY:
            values += [drawable(point.at[place]) for point in course.points]
            values += [course.limit.at[place]] if course.limit is not None and course.limit.at else []
    return [value for value in values if math.isfinite(value)] or [0.0]


def track(study: Study, place: int) -> list[float]:
    """One coordinate of all points."""
    return [drawable(point.at[place]) for course in study.courses for point in course.points]


def heights(curve: Sequence[float], path: Sequence[float]) -> Range:
    """What the value runs over: the curve, but not much further than the paths go."""
    low = min(curve)
    shown = [value for value in path if math.isfinite(value)]
    high = max(curve)
    if shown and max(shown) > min(shown):
        span = max(shown) - min(shown)
        low, high = max(low, min(shown) - span), min(high, max(shown) + span)
    room = ROOM / 2 * (high - low) or 1.0
    return low - room, high + room


def marks(side: Range) -> tuple[Decimal, ...]:
    """Round numbers between both ends: multiples of 1, 2 or 5 times a power of ten."""
    low, high = map(Fraction, side)
    power = math.floor(math.log10(high - low)) - 1
    steps = (Fraction(10) ** (power + n // 3) * ROUND[n % 3] for n in range(9))
    step = next(step for step in steps if math.floor(high / step) - math.ceil(low / step) < MARKS)
    first, last = math.ceil(low / step), math.floor(high / step)
    return tuple(decimal(number * step) for number in range(first, last + 1))


def decimal(value: Fraction) -> Decimal:
    """A multiple of a power of ten."""
    return (Decimal(value.numerator) / Decimal(value.denominator)).normalize() + 0


def part(value: float, side: Range) -> float:
    """Where a value lies between both ends: 0 at the lower one, 1 at the upper one."""
    return (value - side[0]) / (side[1] - side[0])
