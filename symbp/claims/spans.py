"""The exact range of a formula over a box of intervals.

It is that of two corners where the formula grows or falls in each variable, which the interval of its derivative
tells; what has no one direction is bounded by the mean value theorem.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from ..language import Exponent, Function, Tensor, remember
from . import interval
from .interval import EVERYTHING, Interval
from .trace import Trace

Spoilt = Callable[[int, Interval], Interval]
SLACK = 1e-12  # what the rounding of floats may add up to, relative


@remember
def ranges(trace: Trace) -> list[Any]:
    """What stands behind each operation, on intervals: a variable, a constant, or a function of one number."""
    found: list[Any] = []
    for code, _, _, what in trace.operations:
        if code == "constant":
            found.append(interval.exactly(float(what)))
        elif code == "power":
            found.append(partial(interval.raised, exponent=what))
        else:
            found.append(interval.ranged(*what) if code == "function" else what)
    return found


def intervals(trace: Trace, given: Mapping[Tensor, Interval], spoilt: Spoilt | None = None) -> list[Interval]:
    """The natural ranges of all cells; `spoilt` makes of a cell's number and range what may become of it."""
    cells: list[Interval] = []
    for (code, left, right, _), meaning in zip(trace.operations, ranges(trace), strict=True):
        if code == "add":
            (a, b), (c, d) = cells[left], cells[right]
            found = (a + c, b + d)
        elif code == "times":
            found = interval.times(cells[left], cells[right])
        elif code == "variable":
            found = given[meaning]
        else:
            found = meaning if code == "constant" else meaning(cells[left])
        cells.append(found if spoilt is None else spoilt(len(cells), found))
    return cells


def slopes_of(trace: Trace, cells: list[Interval]) -> list[Interval]:
    """The intervals of the last cell's derivatives by every cell."""
    found: list[Interval] = [(0.0, 0.0)] * len(cells)
    found[-1] = (1.0, 1.0)
    for here in range(len(cells) - 1, -1, -1):
        above = found[here]
        kind, left, right, what = trace.operations[here]
        if above == (0.0, 0.0) or kind in ("variable", "constant"):
            continue
        if kind == "add":
            found[left] = interval.add(found[left], above)
            found[right] = interval.add(found[right], above)
        elif kind == "times":
            found[left] = interval.add(found[left], interval.times(above, cells[right]))
            found[right] = interval.add(found[right], interval.times(above, cells[left]))
        elif kind == "power":
            by = interval.times(power_slope(cells[left], what), above)
            found[left] = interval.add(found[left], by)
        else:
            function, order = what
            by = interval.times(function_slope(function, order, cells[left]), above)
            found[left] = interval.add(found[left], by)
    return found


def power_slope(base: Interval, exponent: Exponent) -> Interval:
    """e x^(e - 1)."""
    return interval.times(interval.exactly(float(exponent)), interval.raised(base, exponent - 1))


def function_slope(function: Function, order: int, argument: Interval) -> Interval:
    """The derivative; everything across a kink, where it does not exist."""
    low, high = argument
    if any(low <= float(kink) <= high for kink in function.kinks):
        return hull_of_kink(function, order, argument)
    return interval.ranged(function, order + 1)(argument)


def hull_of_kink(function: Function, order: int, argument: Interval) -> Interval:
    """The slopes on both sides of a kink; everything where the function itself jumps."""
    return interval.ranged(function, 1)(argument) if order == 0 else EVERYTHING


def widened(found: Interval, by: float = SLACK) -> Interval:
    """The interval and a relative margin."""
    low, high = found
    return (low - by * abs(low), high + by * abs(high))


def span(trace: Trace, given: Mapping[Tensor, Interval], natural: list[Interval] | None = None) -> Interval:
    """The range of the last cell over a box: rigorous, and exact where each variable has one direction.

    It lies within that of `natural`, the natural ranges, `widened`.
    """
    natural = natural or intervals(trace, given)
    if all(low == high for low, high in given.values()):
        return widened(natural[-1])
    slopes = slopes_of(trace, natural)
    lows: dict[Tensor, float] = {}
    highs: dict[Tensor, float] = {}
    open_ = 0.0
    for tensor, (low, high) in given.items():
        least, most = slopes[trace.of[tensor]]
        if least >= 0:
            lows[tensor], highs[tensor] = low, high
        elif most <= 0:
            lows[tensor], highs[tensor] = high, low
        else:
            lows[tensor] = highs[tensor] = (low + high) / 2
            open_ += max(-least, most) * (high - low) / 2
    bottom, top = trace.floats(lows)[-1] - open_, trace.floats(highs)[-1] + open_
    if bottom != bottom or top != top:
        return widened(natural[-1])
    return widened((max(bottom, natural[-1][0]), min(top, natural[-1][1])))
