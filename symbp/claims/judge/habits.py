"""Working step by step: every line rounded, or cut, to as many digits as the author writes, before the next one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Context, Decimal

from ...language import Tensor, remember
from ..relations import given
from ..sheet import Line
from ..trace import Trace, trace_lines
from .digits import significant, unit

COMMON = 3  # numbers of digits that are tried
CONTEXT = Context(prec=40)


@dataclass(frozen=True)
class Habit:
    """So many decimals, or significant digits, in every line; the rest rounded or cut off."""

    digits: int
    significant: bool
    cut: bool

    def write(self, value: float) -> float:
        """The number that goes into the next line."""
        exact = Decimal(value)
        if not exact.is_finite() or not exact:
            return value
        places = self.digits - 1 - exact.adjusted() if self.significant else self.digits
        if places > 25:
            return value
        how = ROUND_DOWN if self.cut else ROUND_HALF_UP
        return float(exact.quantize(Decimal(1).scaleb(-places), how, CONTEXT))


def habits(claimed: Iterable[Decimal]) -> Iterator[Habit]:
    """The habits that the numbers of a calculation suggest, the commonest first, rounding before cutting off."""
    numbers = [value for value in claimed if value]
    decimals = Counter(max(0, -int(unit(value).adjusted())) for value in numbers)
    shown = Counter(significant(value) for value in numbers)
    for cut in (False, True):
        for by_significance, counts in ((False, decimals), (True, shown)):
            for digits, _ in counts.most_common(COMMON):
                yield Habit(digits, by_significance, cut)


@remember
def traced(line: Line) -> Trace:
    """The operations of one line."""
    return trace_lines((line,), given((line,)))


def step_by_step(lines: Iterable[Line], values: Mapping[Tensor, float], habit: Habit) -> float:
    """What the last line gives when all others are rounded on the way; the last one is left as it comes out."""
    known = dict(values)
    found = 0.0
    for line in lines:
        found = float(traced(line).floats(known)[-1])
        known[line.tensor] = habit.write(found)
    return found
