"""Working step by step: every line rounded, or cut, to as many digits as the author writes, before the next one."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Context, Decimal

from ...language import Tensor, remember
from ..interval import Interval, exactly
from ..needs import Need
from ..relations import given
from ..sheet import Line
from ..spans import intervals, widened
from ..trace import Trace, trace_lines
from .digits import significant, unit

COMMON = 3  # numbers of digits that are tried
CONTEXT = Context(prec=40)
CERTAIN = 1e-6  # how far from a rounding boundary floats of up to ten digits can be trusted
KEPT = 100_000  # numbers


@dataclass(frozen=True)
class Habit:
    """So many decimals, or significant digits, in every line; the rest rounded or cut off."""

    digits: int
    significant: bool
    cut: bool

    def write(self, value: float) -> float:
        """The number that goes into the next line."""
        found = self.quickly(abs(value))
        if found is not None:
            return math.copysign(found, value)
        exact = Decimal(value)
        if not exact.is_finite() or not exact:
            return value
        places = self.digits - 1 - exact.adjusted() if self.significant else self.digits
        if places > 25:
            return value
        how = ROUND_DOWN if self.cut else ROUND_HALF_UP
        return float(exact.quantize(Decimal(1).scaleb(-places), how, CONTEXT))

    def quickly(self, size: float) -> float | None:
        """The same of a size in floats; None where they cannot tell it with certainty."""
        if not 1e-9 < size < 1e9:
            return None
        places = self.digits
        if self.significant:
            power = math.floor(math.log10(size))
            if not 10.0**power < size * (1 - CERTAIN) < size * (1 + CERTAIN) < 10.0 ** (power + 1):
                return None
            places -= 1 + power
        if not 0 <= places <= 22:  # the powers of ten that floats have
            return None
        scaled = size * 10.0**places
        whole = int(scaled)
        further = scaled - whole
        if scaled > 1e9 or not CERTAIN < further < 1 - CERTAIN or abs(further - 0.5) < CERTAIN:
            return None
        return (whole + (not self.cut and further > 0.5)) / 10.0**places


def habits(claimed: Iterable[Decimal]) -> Iterator[Habit]:
    """The habits that the numbers of a calculation suggest, the commonest first, rounding before cutting off."""
    numbers = [value for value in claimed if value]
    decimals = Counter(max(0, -int(unit(value).adjusted())) for value in numbers)
    shown = Counter(significant(value) for value in numbers)
    for cut in (False, True):
        for by_significance, counts in ((False, decimals), (True, shown)):
            for digits, _ in counts.most_common(COMMON):
                yield Habit(digits, by_significance, cut)


class Steps:
    """Calculations in which every line but the last is rounded by a habit; each line is worked out once."""

    def __init__(self, habit: Habit) -> None:
        self.habit = habit
        self.known: dict[object, tuple[float, float]] = {}

    def last(self, need: Need, values: Iterable[float]) -> float:
        """What the last line gives when the quantities that are read have these values; it is left as it comes out."""
        cells, found = [*values], 0.0
        if len(self.known) > KEPT:
            self.known.clear()
        for line, inputs in need.steps:
            here = id(line), inputs(cells)
            both = self.known.get(here)
            if both is None:
                found = worked_out(line, here[1])
                both = self.known[here] = found, found if is_copy(line) else self.habit.write(found)
            found, written = both
            cells.append(written)
        return found


def reach(need: Need, values: Sequence[float], habits: Sequence[Habit]) -> Interval:
    """Everything that the last line may come to, by whichever of some habits the others are rounded, and more."""
    decimals = max((10.0**-habit.digits for habit in habits if not habit.significant), default=0.0)
    relative = max((10.0 ** (1 - habit.digits) for habit in habits if habit.significant), default=0.0)
    written = Counter(need.trace.of[line.tensor] for line in need.lines[:-1])

    def spoilt(cell: int, found: Interval) -> Interval:
        for _ in range(written.get(cell, 0)):
            low, high = found
            margin = decimals + relative * max(-low, high)
            found = (low - margin, high + margin)
        return found

    boxes = {tensor: exactly(value) for tensor, value in zip(need.read, values, strict=True)}
    return widened(intervals(need.trace, boxes, spoilt)[-1], CERTAIN)


@remember
def traced(line: Line) -> tuple[Trace, tuple[Tensor, ...]]:
    """The operations of one line, and what it reads."""
    read = tuple(given((line,)))
    return trace_lines((line,), read), read


@remember
def is_copy(line: Line) -> bool:
    """Whether a line is another number as it stands, and nothing is calculated in it."""
    return all(kind in ("variable", "constant") for kind, *_ in traced(line)[0].operations)


def worked_out(line: Line, values: object) -> float:
    """One line in numbers: those that it reads, or the only one."""
    trace, read = traced(line)
    each = values if isinstance(values, tuple) else (values,)
    return float(trace.floats(dict(zip(read, each, strict=True)))[-1])
