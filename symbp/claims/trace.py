"""A formula over several lines of a sheet as a list of single operations, and the exact range of its values.

Operations are over numbers in any arithmetic.  The range over a box of intervals is that of the corners where the
formula grows or falls in each variable, which the interval of its derivative tells; what has no one direction is
bounded by the mean value theorem.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from ..errors import SpecError
from ..language import Apply, Base, Element, Exponent, Expression, Function, Group, Tensor
from ..worked.formula import power, real
from . import interval
from .interval import EVERYTHING, Interval
from .sheet import Line

SLACK = 1e-12  # what the rounding of floats may add up to, relative


class Trace:
    """Operations on numbered cells: a constant or a variable, a sum, a product, a power, or a function.

    `operations[n]` = (kind, left, right, what): what fills cell n.
    """

    def __init__(self) -> None:
        self.operations: list[tuple[str, int, int, object]] = []
        self.of: dict[Tensor, int] = {}

    def cell(self, kind: str, left: int = 0, right: int = 0, what: object = None) -> int:
        """Append an operation."""
        self.operations.append((kind, left, right, what))
        return len(self.operations) - 1

    def put(self, tensor: Tensor) -> None:
        """A variable."""
        self.of[tensor] = self.cell("variable", what=tensor)

    def define(self, tensor: Tensor, body: Expression) -> None:
        """A tensor by its formula.

        Raises:
            SpecError: it reads something that has no cell, or that is no number.
        """
        self.of[tensor] = self.sum(body)

    def sum(self, body: Expression) -> int:
        """A sum of terms."""
        found: int | None = None
        for term in body.terms:
            made: int | None = None
            if term.coefficient != 1 or not term.factors:
                made = self.cell("constant", what=term.coefficient)
            for base, exponent in term.factors:
                part = self.base(base)
                if exponent != 1:
                    part = self.cell("power", part, what=exponent)
                made = part if made is None else self.cell("times", made, part)
            assert made is not None
            found = made if found is None else self.cell("add", found, made)
        return self.cell("constant", what=Fraction(0)) if found is None else found

    def base(self, base: Base) -> int:
        """A quantity, a parenthesis or a function."""
        if isinstance(base, Element):
            if base.tensor not in self.of:
                raise SpecError(f"expected a number for {base.tensor.name}, found none")
            return self.of[base.tensor]
        if isinstance(base, Group):
            return self.sum(base.body)
        if isinstance(base, Apply):
            return self.cell("function", self.sum(base.argument), what=(base.function, base.order))
        raise SpecError(f"{type(base).__name__} has no value in numbers; name the activation and the loss")

    def floats(self, given: Mapping[Tensor, float]) -> list[float]:
        """The values of all cells."""
        cells: list[float] = []
        for kind, left, right, what in self.operations:
            if kind == "add":
                cells.append(cells[left] + cells[right])
            elif kind == "times":
                cells.append(cells[left] * cells[right])
            elif kind == "variable":
                cells.append(given[what])  # type: ignore[index]
            elif kind == "constant":
                cells.append(float(what))  # type: ignore[arg-type]
            elif kind == "power":
                exponent = what if isinstance(what, int) else float(what)  # type: ignore[arg-type]
                cells.append(power(cells[left], exponent))
            else:
                cells.append(real(*what)(cells[left]))  # type: ignore[misc]
        return cells

    def intervals(self, given: Mapping[Tensor, Interval], spoilt: float = 0.0) -> list[Interval]:
        """The natural ranges of all cells; `spoilt` is the relative error of every operation."""
        cells: list[Interval] = []
        for kind, left, right, what in self.operations:
            if kind == "add":
                found = interval.add(cells[left], cells[right])
            elif kind == "times":
                found = interval.times(cells[left], cells[right])
            elif kind == "variable":
                found = given[what]  # type: ignore[index]
            elif kind == "constant":
                found = interval.exactly(float(what))  # type: ignore[arg-type]
            elif kind == "power":
                found = interval.raised(cells[left], what)  # type: ignore[arg-type]
            else:
                found = interval.ranged(*what)(cells[left])  # type: ignore[misc]
            cells.append(widened(found, spoilt) if spoilt else found)
        return cells

    def slopes(self, cells: list[Interval]) -> list[Interval]:
        """The intervals of the last cell's derivatives by every cell."""
        found: list[Interval] = [(0.0, 0.0)] * len(cells)
        found[-1] = (1.0, 1.0)
        for here in range(len(cells) - 1, -1, -1):
            above = found[here]
            kind, left, right, what = self.operations[here]
            if above == (0.0, 0.0) or kind in ("variable", "constant"):
                continue
            if kind == "add":
                found[left] = interval.add(found[left], above)
                found[right] = interval.add(found[right], above)
            elif kind == "times":
                found[left] = interval.add(found[left], interval.times(above, cells[right]))
                found[right] = interval.add(found[right], interval.times(above, cells[left]))
            elif kind == "power":
                by = interval.times(power_slope(cells[left], what), above)  # type: ignore[arg-type]
                found[left] = interval.add(found[left], by)
            else:
                function, order = what  # type: ignore[misc]
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


def trace_lines(lines: Iterable[Line], variables: Iterable[Tensor]) -> Trace:
    """The operations of several lines, each after those that it reads; the last cell is the last line's."""
    trace = Trace()
    for tensor in variables:
        trace.put(tensor)
    last = 0
    for line in lines:
        trace.define(line.tensor, line.formula)
        last = trace.of[line.tensor]
    if last != len(trace.operations) - 1:
        trace.cell("add", last, trace.cell("constant", what=Fraction(0)))
    return trace


def widened(found: Interval, by: float = SLACK) -> Interval:
    """The interval and a relative margin."""
    low, high = found
    return (low - by * abs(low), high + by * abs(high))


def span(trace: Trace, given: Mapping[Tensor, Interval]) -> Interval:
    """The range of the last cell over a box: rigorous, and exact where each variable has one direction."""
    natural = trace.intervals(given)
    if all(low == high for low, high in given.values()):
        return widened(natural[-1])
    slopes = trace.slopes(natural)
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


