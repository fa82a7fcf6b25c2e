"""True values in 60 digits, for the few numbers that stand next to a rounding boundary."""

from __future__ import annotations

from fractions import Fraction

import sympy

from ...language import Function, Tensor, X, slope
from ..book import Book
from ..relations import given
from ..sheet import Line, given_values
from ..trace import Trace

DIGITS = 60


def exact(book: Book, key: Tensor, lines: tuple[Line, ...]) -> Fraction:
    """The value as a fraction that is right in at least 40 digits; exact where nothing but + - * / is done."""
    values = given_values(book.sheet)
    trace = Trace()
    start: dict[Tensor, Fraction] = {}
    for tensor in (*given(lines), *(() if lines else (key,))):
        start[tensor] = Fraction(values[tensor])
        trace.put(tensor)
    for line in lines:
        trace.define(line.tensor, line.formula)
    cells: list[Fraction] = []
    for kind, left, right, what in trace.operations:
        if kind == "add":
            found = cells[left] + cells[right]
        elif kind == "times":
            found = cells[left] * cells[right]
        elif kind == "variable":
            found = start[what]
        elif kind == "constant":
            found = Fraction(what)
        elif kind == "power" and isinstance(what, int | Fraction) and what == int(what):
            found = cells[left] ** int(what)
        elif kind == "power":
            found = rational(sympy.Pow(number(cells[left]), sympy.Rational(what.numerator, what.denominator)))
        else:
            found = called(what[0], what[1], cells[left])
        cells.append(short(found))
    return cells[trace.of[key]]


def short(value: Fraction) -> Fraction:
    """The value itself, or where its fraction is long, one that agrees in 60 digits."""
    if value.denominator.bit_length() < 500 or not value:
        return value
    shift = value.denominator.bit_length() - value.numerator.bit_length() + 220
    return Fraction(round(value * 2**shift), 2**shift) if shift > 0 else value


def called(function: Function, order: int, argument: Fraction) -> Fraction:
    """A function, or its derivative of some order, by SymPy."""
    formula = slope(function, order) if order else function.formula
    assert formula is not None
    return rational(formula.subs(X, number(argument)))


def number(value: Fraction) -> sympy.Expr:
    """A fraction as SymPy has it."""
    return sympy.Rational(value.numerator, value.denominator)


def rational(value: sympy.Expr) -> Fraction:
    """A number in 60 digits as a fraction."""
    if isinstance(value, sympy.Rational):
        return Fraction(int(value.p), int(value.q))
    found = sympy.Rational(value.evalf(DIGITS))
    return Fraction(int(found.p), int(found.q))
