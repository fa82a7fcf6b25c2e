"""Working that an author shows: 0.7414 * 0.1868 * 0.5933, its value as written and what it may stand for."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from ...errors import SpecError, SymbpError
from ...language import Element, Expression, Network, Tensor, as_expression
from ..book import Book
from ..compose import Composer
from ..entrywise import single
from ..interval import Interval, exactly, hull, meet
from ..quantity import Array, filled, resolve
from ..sheet import Kind, Line
from ..spans import span, widened
from ..trace import trace_lines
from ..tree import Number, Ref, Slope, Tree
from ..walk import walk
from .digits import cut_from, stands_for

MOST = 400  # numbers in one side that are looked at


@dataclass
class Numerals(Composer):
    """A side without quantities: every number in it is a variable, so that its rounding can be followed."""

    numbers: dict[Tensor, Decimal] = field(default_factory=dict)

    def of(self, tree: Tree) -> Array:
        """An expression of the numbers, for each entry.

        Raises:
            SpecError: it has no value, or too many numbers.
        """
        if isinstance(tree, Ref | Slope):
            return self.true(tree)
        if not isinstance(tree, Number) or tree.value == tree.value.to_integral_value():
            return super().of(tree)
        if len(self.numbers) >= MOST:
            raise SpecError(f"expected at most {MOST} numbers in one formula, found more")
        here = Tensor(f"number/{len(self.numbers)}")
        self.numbers[here] = tree.value
        return single(as_expression(Element(here)))

    def true(self, tree: Ref | Slope) -> Array:
        """A quantity beside the numbers, by its true value."""
        found = resolve(tree, self.network)
        values = (self.book.value(self.book.key(each, {}), self.book.lines_of(each)) for each in found.flat)
        return filled(found.shape, [as_expression(Fraction(value)) for value in values])


@dataclass(frozen=True)
class Worked:
    """What one entry of a side comes to: its value as written, and the range of what it may stand for.

    `cut` is that range where further digits of its numbers may have been cut off.
    """

    value: float
    range: Interval
    cut: Interval


def is_working(tree: Tree) -> bool:
    """Whether a side has numbers and no quantities in it."""
    parts = tuple(walk(tree))
    return any(isinstance(part, Number) for part in parts) and not any(isinstance(p, Ref | Slope) for p in parts)


def comes_to(tree: Tree, network: Network, book: Book, value: float) -> bool:
    """Whether a formula with measured numbers in it, w - 0.1 * 16.5, has this value at the network's own numbers."""
    try:
        found = worked(tree, network, book)
    except (SymbpError, OverflowError, ValueError):
        return False
    return not found.shape and meet(widened(found.item().range), exactly(value))


def worked(tree: Tree, network: Network, book: Book) -> Array:
    """The value of every entry of a side of numbers.

    Raises:
        SpecError: a part without a value, or shapes that do not fit.
    """
    numerals = Numerals(network, book)
    made = numerals.of(tree)
    return filled(made.shape, [evaluated(body, numerals.numbers, book) for body in made.flat])


def evaluated(body: Expression, numbers: dict[Tensor, Decimal], book: Book) -> Worked:
    """One entry: with the numbers as they stand, and with everything that rounds to them.

    Raises:
        SpecError: a part that has no value.
    """
    result = Tensor("number/all")
    trace = trace_lines((Line(Kind.VALUE, result, body, result),), numbers)
    written = {tensor: float(value) for tensor, value in numbers.items()}
    ranges = {tensor: meant(value, book) for tensor, value in numbers.items()}
    wider = {t: box if box[0] == box[1] else hull(box, cut_from(numbers[t])) for t, box in ranges.items()}
    return Worked(float(trace.floats(written)[trace.of[result]]), span(trace, ranges), span(trace, wider))


def meant(value: Decimal, book: Book) -> Interval:
    """What a number in a formula stands for: one that is given for itself, any other for what rounds to it."""
    if abs(value) in exact_numbers(book) and not also_rounded(value, book):
        return exactly(float(value))
    return stands_for(value)


def exact_numbers(book: Book) -> frozenset[Decimal]:
    """The sizes of all numbers that are given."""
    numbers = book.network.numbers
    found = {abs(value) for _, value in numbers.values if isinstance(value, Decimal)}
    found |= {part for _, value in numbers.descent.constants for part in (value, 1 - value)}
    return frozenset(found | ({numbers.rate} if numbers.rate is not None else set()) | {Decimal("0.5")})


def also_rounded(value: Decimal, book: Book) -> bool:
    """Whether some quantity that is computed rounds to the number, too."""
    low, high = stands_for(abs(value))
    exact = float(abs(value))
    return any(low <= abs(true) <= high and abs(abs(true) - exact) > 1e-12 for true in book.truth.values())
