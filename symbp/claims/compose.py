"""Formulas that are claimed to have a value: -delta, eta dE/dw5, 1 - out_o1, as expressions over quantities."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from functools import reduce
from itertools import product

from ..errors import SpecError, SymbpError
from ..language import EXP, LOG, ONE, Element, Expression, Function, Network, Size, apply, as_expression
from ..library import find
from ..worked.names import known_sizes
from .book import Book
from .entrywise import contracted, mapped, paired, single
from .quantity import Array, filled, resolve
from .records import Quantity
from .relations import count_paths
from .sheet import Line
from .summation import addends
from .tree import (
    Call,
    Letter,
    Matrix,
    Negative,
    Number,
    Power,
    Product,
    Quotient,
    Ratio,
    Ref,
    Slope,
    Sum,
    SumOver,
    Times,
    Transpose,
    Tree,
)

RATES = ("eta", "alpha", "η", "α", "lr", "rate")
PI = "3.14159265358979323846264338327950288419716939937511"
FUNCTIONS = {"exp": EXP, "ln": LOG, "log": LOG}


@dataclass
class Composer:
    """Turns trees into arrays of expressions; `lines` collects what they rest on."""

    network: Network
    book: Book
    lines: dict[object, Line] = field(default_factory=dict)

    def of(self, tree: Tree) -> Array:
        """An expression for each entry; an array without axes for a single number.

        Raises:
            SpecError: a part that has no value in numbers, or shapes that do not fit.
        """
        match tree:
            case Ref() | Slope():
                found = resolve(tree, self.network)
                return filled(found.shape, [self.element(quantity) for quantity in found.flat])
            case Number():
                return single(as_expression(Fraction(tree.value)))
            case Ratio():
                return single(number_named(tree.name))
            case Letter():
                return single(self.letter(tree.name))
            case Negative():
                return mapped(lambda e: -e, self.of(tree.of))
            case Sum():
                return reduce(lambda a, b: paired(lambda x, y: x + y, a, b), map(self.of, tree.parts))
            case SumOver():
                parts = [self.of(part) for part in addends(tree, self.network)]
                if not parts:
                    return single(as_expression(0))
                total = reduce(lambda a, b: paired(lambda x, y: x + y, a, b), parts)
                return mapped(lambda e: e / len(parts), total) if tree.mean else total
            case Product():
                return self.product(tree)
            case Quotient():
                return paired(lambda x, y: x / y, self.of(tree.top), self.of(tree.bottom))
            case Power():
                exponent = constant(self.of(tree.exponent))
                return mapped(lambda e: e**exponent, self.of(tree.base))
            case Transpose():
                return self.of(tree.of).T
            case Call(name="paths"):
                return self.paths(tree)
            case Call(name="sqrt") if len(tree.arguments) == 1 and not tree.primes:
                return mapped(lambda e: e ** Fraction(1, 2), self.of(tree.arguments[0]))
            case Call(name="max" | "min") if len(tree.arguments) == 2 and not tree.primes:
                relu, sign = function_named("relu"), 1 if tree.name == "max" else -1
                left, right = map(self.of, tree.arguments)
                return paired(lambda x, y: y + sign * apply(relu, sign * (x - y)), left, right)
            case Call() if len(tree.arguments) == 1:
                function = function_named(tree.name)
                return mapped(lambda e: apply(function, e, tree.primes), self.of(tree.arguments[0]))
            case Matrix() if len({len(row) for row in tree.rows}) == 1:
                entries = [[self.of(entry) for entry in row] for row in tree.rows]
                if any(entry.ndim for row in entries for entry in row):
                    raise SpecError("expected a number in every place of a matrix, found another matrix")
                rows = [[entry.item() for entry in row] for row in entries]
                return filled((len(rows), len(rows[0])), [entry for row in rows for entry in row])
        raise SpecError(f"expected a formula with a value, found {type(tree).__name__.lower()}")

    def element(self, quantity: Quantity) -> Expression:
        """A quantity by its tensor."""
        lines = self.book.lines_of(quantity)
        for line in lines:
            self.lines.setdefault(line.tensor, line)
        return as_expression(Element(self.book.key(quantity, {})))

    def paths(self, tree: Call) -> Array:
        """The number of paths between two quantities.

        Raises:
            SpecError: they are no single ones.
        """
        ends = [resolve(end, self.network) for end in tree.arguments]
        if len(ends) != 2 or any(end.size != 1 for end in ends):
            raise SpecError("expected two single quantities with paths between them, found others")
        of, by = (end.item().tensor for end in ends)
        return single(as_expression(count_paths(self.book.sheet, of, by)))

    def letter(self, name: str) -> Expression:
        """The learning rate, a constant of the update rule, or a size.

        Raises:
            SpecError: it is neither.
        """
        rate = self.network.numbers.rate
        if name.strip("\\") in RATES and rate is not None:
            return as_expression(Fraction(rate))
        constants = dict(self.network.numbers.descent.constants)
        if name in constants:
            return as_expression(Fraction(constants[name]))
        sizes = {size.name: extent for size, extent in known_sizes(self.network).items() if isinstance(size, Size)}
        if name in sizes:
            return as_expression(Fraction(sizes[name]))
        raise SpecError(f"expected a quantity with a value, found the letter {name[:40]}")

    def product(self, tree: Product) -> Array:
        """Products from left to right, of matrices as they are written."""
        made = self.of(tree.parts[0])
        for how, part in zip(tree.times, tree.parts[1:], strict=True):
            right = self.of(part)
            if how in (Times.PLAIN, Times.STAR) and made.ndim and right.ndim:
                made = contracted(made, right)
            elif how is Times.OUTER:
                pairs = [a * b for a, b in product(made.flat, right.flat)]
                made = filled(made.shape + right.shape, pairs)
            else:
                made = paired(lambda x, y: x * y, made, right)
        return made


def number_named(name: str) -> Expression:
    """1/2, e or pi."""
    if name == "e":
        return apply(EXP, ONE)
    return as_expression(Fraction(PI if name == "pi" else name))


def constant(of: Array) -> Fraction:
    """The number that a formula without quantities is.

    Raises:
        SpecError: it is none.
    """
    value = of.flat[0]
    assert isinstance(value, Expression)
    if of.size > 1 or len(value.terms) > 1 or any(term.factors for term in value.terms):
        raise SpecError("expected a number as an exponent, found a formula")
    return value.terms[0].coefficient if value.terms else Fraction(0)


def function_named(name: str) -> Function:
    """A function of one number.

    Raises:
        SpecError: there is none of that name.
    """
    if name in FUNCTIONS:
        return FUNCTIONS[name]
    try:
        found = getattr(find("operations", name, "function"), "FUNCTION", None)
    except SymbpError:
        found = None
    if not isinstance(found, Function):
        raise SpecError(f"expected a function of one number, found {name[:40]}")
    return found
