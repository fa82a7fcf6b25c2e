"""A formula as numbers: every node of its tree at all points at once."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from functools import reduce
from typing import Any

from ..tree import (
    Call,
    Delta,
    Letter,
    Matrix,
    Negative,
    Number,
    Ones,
    Power,
    Product,
    Quotient,
    Ratio,
    Ref,
    Slope,
    Sum,
    SumOver,
    Transpose,
    Tree,
)
from .array import Array, Misfit, Unread, entrywise, matrix, ones
from .calls import called, raised
from .data import numbers
from .named_sizes import size_named
from .places import Scope, exact, formal_number, subject_tensor, whole_number
from .polynomial import Polynomial
from .products import multiply
from .quantities import Quantities
from .ranges import references, span

RATES = frozenset(("eta", "alpha", "lr", "epsilon", "gamma", "lambda", "rate", "learning_rate", "η", "α"))
NOTHING = Decimal("NaN")
HIGHEST = 1000  # exponent
GRAIN = 100  # entries that take as long as a step


class Exhausted(Exception):
    """More work than a formula is granted.  It never leaves the room."""


class Evaluation:
    """Trees as arrays, from one table of data in one reading; `budget` is how many steps are granted."""

    def __init__(self, quantities: Quantities, budget: int) -> None:
        self.quantities = quantities
        self.data = quantities.data
        self.points = len(self.data.worlds)
        self.budget = budget
        self._references: dict[int, tuple[Ref, ...]] = {}  # of each sum, by identity: hashing a tree walks it

    def __call__(self, tree: Tree, scope: Scope) -> Array:
        """The value of a tree.

        Raises:
            Misfit: shapes or indices that do not fit.
            Unread: something has no certain meaning.
            Outside: labels out of range.
            Exhausted: too much work.
        """
        made = self.value(tree, scope)
        self.budget -= 1 + made.entries.size // (1 if isinstance(tree, Call) else GRAIN)
        if self.budget < 0:
            raise Exhausted
        return made

    def constant(self, value: Decimal | Fraction | int) -> Array:
        """The same number at all points."""
        return Array(self.data.constant(value))

    def value(self, tree: Tree, scope: Scope) -> Array:
        """One node."""
        match tree:
            case Number(value=value):
                return self.constant(value)
            case Ratio():
                return self.ratio(tree)
            case Letter(name=name):
                return self.letter(name, scope)
            case Ref():
                return self.quantities.value(tree, scope)
            case Slope():
                return self.quantities.slope(tree, scope)
            case Sum(parts=parts):
                return reduce(lambda a, b: entrywise(a, b, lambda x, y: x + y, "plus"), (self(p, scope) for p in parts))
            case Negative(of=inner):
                found = self(inner, scope)
                return Array(-found.entries, found.loose)
            case Product():
                return multiply(self, self.quantities, tree, scope)
            case Quotient(top=top, bottom=bottom):
                return entrywise(self(top, scope), self.inverse(self(bottom, scope)), lambda x, y: x * y, "over")
            case Power():
                return self.power(tree, scope)
            case Transpose(of=inner):
                return self(inner, scope).transposed()
            case Call(name="entry", arguments=(vector, place)):
                return self(vector, scope).entry(whole_number(place, self.data.plan, self.data.setting, scope))
            case Call(arguments=arguments):
                about = arguments[0] if arguments else None
                known = subject_tensor(about) if isinstance(about, Ref) else None
                return called(self.quantities, tree, tuple(self(part, scope) for part in arguments), known)
            case SumOver():
                return self.sum_over(tree, scope)
            case Delta(left=left, right=right):
                plan, setting = self.data.plan, self.data.setting
                a, b = (whole_number(side, plan, setting, scope) for side in (left, right))
                return self.constant(int(a == b))
            case Ones():
                return ones(self.points)
            case Matrix(rows=rows):
                return self.matrix(rows, scope)
        raise Unread("node")

    def ratio(self, ratio: Ratio) -> Array:
        """1/2, pi, e."""
        value = exact(ratio)
        if value is not None:
            return self.constant(value)
        if ratio.name in ("pi", "π"):
            return Array(numbers(field.named("pi", [], None) for field in self.data.fields))
        if ratio.name == "e":
            return Array(numbers(field.exp(1) for field in self.data.fields))
        raise Unread("number", ratio.name)

    def letter(self, name: str, scope: Scope) -> Array:
        """An index as a number, a size, or the learning rate."""
        chosen = dict(self.quantities.reading.letters)
        if name in scope.values or size_named(self.data.plan.network, name) is not None:
            return self.constant(whole_number(Letter(name), self.data.plan, self.data.setting, scope))
        if name in chosen:
            return self.constant(formal_number(chosen[name], self.data.setting) or 0)
        if name in RATES:
            return Array(self.quantities.rate())
        raise Unread("letter", name)

    def inverse(self, array: Array) -> Array:
        """1 over every entry; no number where an entry is 0."""
        return array.each(lambda point, value: 1 / value if value else NOTHING)

    def power(self, tree: Power, scope: Scope) -> Array:
        """Entry by entry; the exponent is a number."""
        base, exponent = self(tree.base, scope), self(tree.exponent, scope)
        if not exponent.is_number:
            raise Misfit(f"{base.described()} to the power of {exponent.described()}")
        row: list[int | Fraction | None] = [constant_value(value) for value in exponent.entries]
        if any(value is not None and abs(Fraction(value)) > HIGHEST for value in row):
            raise Unread("exponent")

        def entry(point: int, value: Any) -> Any:
            times = row[point]
            return NOTHING if times is None else raised(self.quantities, times, point, value)

        return base.each(entry)

    def sum_over(self, tree: SumOver, scope: Scope) -> Array:
        """The body added up over all values of an index, or their mean."""
        if id(tree) not in self._references:
            self._references[id(tree)] = tuple(references(tree.body, tree.index))
        values, extent = span(self.data, tree, self._references[id(tree)], scope)
        made: Array | None = None
        for value in values:
            found = self(tree.body, scope.with_letter(tree.index, value, extent, bound=True))
            made = found if made is None else entrywise(made, found, lambda x, y: x + y, "plus")
        if made is None:
            return self.constant(0)
        return Array(made.entries / len(values), made.loose) if tree.mean else made

    def matrix(self, rows: tuple[tuple[Tree, ...], ...], scope: Scope) -> Array:
        """A matrix written out."""
        found = [[self(entry, scope) for entry in row] for row in rows]
        if not found or not found[0] or len({len(row) for row in found}) > 1:
            raise Misfit("rows of different lengths")
        if not all(entry.is_number for row in found for entry in row):
            raise Unread("block-matrix")
        return matrix([[entry.entries for entry in row] for row in found])


def constant_value(value: Any) -> int | Fraction | None:
    """A number as an exact one; None where it is none."""
    if not value.is_finite():
        return None
    if isinstance(value, Decimal) and not (not value or HIGHEST**-3 < abs(value) <= HIGHEST):
        raise Unread("exponent")
    found = value.number() if isinstance(value, Polynomial) else Fraction(value)
    return int(found) if found is not None and found.denominator == 1 else found
