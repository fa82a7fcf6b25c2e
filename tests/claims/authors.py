"""People who calculate by hand without a mistake, each with habits of rounding of their own."""

from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal

import numpy as np

from symbp.claims.book import book, given
from symbp.claims.records import Claim, Place, Submission
from symbp.claims.sheet import Kind
from symbp.claims.trace import Trace
from symbp.claims.tree import Number, Ref, Slope


@dataclass(frozen=True)
class Habit:
    """`digits` decimals, or significant digits; `carry`: goes on with what was written down; `single` precision."""

    digits: int = 4
    significant: bool = False
    carry: bool = False
    cut: bool = False
    single: bool = False
    even: bool = False

    def write(self, value):
        """A number as it is written down."""
        exact = Decimal(f"{float(value):.12g}")  # who cuts digits off does not do so by machine
        if self.significant:
            places = self.digits - 1 - exact.adjusted() if exact else self.digits
        else:
            places = self.digits
        how = ROUND_DOWN if self.cut else ROUND_HALF_EVEN if self.even else ROUND_HALF_UP
        return exact.quantize(Decimal(1).scaleb(-places), how)


def lines(network, kinds=(Kind.VALUE, Kind.LOCAL, Kind.ADJOINT, Kind.UPDATED)):
    """The lines of a whole calculation, those that are a plain number left out."""
    return [line for line in book(network).sheet.lines if line.kind in kinds]


def work(network, habit, change=None):
    """{tensor: written number} of every line; `change` maps a tensor to a function of its value: a planted mistake."""
    sheet = book(network).sheet
    kind = np.float32 if habit.single else float
    values = {t: kind(v) for t, v in book(network).truth.items() if sheet.line(t) is None}
    written = {}
    for line in sheet.lines:
        trace = Trace()
        for tensor in given((line,)):
            trace.put(tensor)
        trace.define(line.tensor, line.formula)
        value = kind(trace.floats(values, kind)[trace.of[line.tensor]])
        if change and line.tensor in change:
            value = change[line.tensor](value)
        written[line.tensor] = habit.write(value)
        values[line.tensor] = float(written[line.tensor]) if habit.carry else value
    return written


def quantity_of(network, line):
    """The tree of what a line computes."""

    def ref(tensor, updates=0):
        return Ref(tensor, (), tensor.name, updates)

    loss = book(network).network.loss
    return {
        Kind.VALUE: lambda: ref(line.of),
        Kind.LOCAL: lambda: Slope(ref(line.of), ref(line.by), (), True),
        Kind.ADJOINT: lambda: Slope(ref(loss), ref(line.of)),
        Kind.UPDATED: lambda: ref(line.of, 1),
    }[line.kind]()


def hand_in(network, written, kinds=(Kind.VALUE, Kind.ADJOINT, Kind.UPDATED)):
    """A submission with the written numbers of these kinds of lines."""
    found = []
    for number, line in enumerate(lines(network, kinds), start=1):
        value = written[line.tensor]
        name = line.tensor.name
        sides = (quantity_of(network, line), Number(value))
        found.append(Claim(Place("claims", number, 1, name), f"{name} = {value}", sides, (name, str(value))))
    return Submission("claims", tuple(found))
