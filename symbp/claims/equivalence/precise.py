"""Arithmetic in 50 digits, at data that are rational numbers of a few digits.

Arbitrary functions are waves of exponentials and parabolas with random constants, of which every derivative is known.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Context, Decimal
from fractions import Fraction
from typing import Any

import mpmath
import sympy

from ...certify.draw import draw
from ...certify.field import Field, Undefined
from ...language import Exponent, Role

DIGITS = 50
CONTEXT = Context(prec=DIGITS + 12, traps=[])
"""What every calculation here runs in: 50 digits, and some to be lost on the way; what has no value is no number."""

TOLERANCE = Decimal(10) ** -40
FLOOR = Decimal(10) ** -45
STEPS = 10**4  # data are multiples of 1 / STEPS
LARGEST = 10**4  # of the argument of an exponential

Names = Mapping[tuple[str, tuple[int, ...]], str]


class Precise(Field):
    """50 digits; `seed` tells random points apart.  Elements of one name in `names` have one value."""

    name = "precise"

    def __init__(self, seed: int, names: Names | None = None, *, positive: bool = False) -> None:
        super().__init__()
        self.seed = seed
        self.names = names or {}
        self.positive = positive

    def random(self, low: str, high: str, *key: object) -> Decimal:
        """A rational number between two bounds."""
        width = Decimal(high) - Decimal(low)
        return Decimal(low) + width * (draw(self.seed, *key) % STEPS) / STEPS

    def constant(self, value: Fraction) -> Decimal:
        """The fraction in 50 digits."""
        return Decimal(value.numerator) / Decimal(value.denominator)

    def power(self, value: Any, exponent: Exponent) -> Decimal:
        """The power, refused where it is no real number."""
        base = Decimal(value)
        if isinstance(exponent, int) or exponent.denominator == 1:
            whole = int(exponent)
            if not base:
                if whole < 0:
                    raise Undefined("division-by-zero")
                return Decimal(int(whole == 0))
            return finite(base**whole)
        if base < 0 or (not base and exponent < 0):
            raise Undefined("root")
        if exponent.denominator == 2:
            return self.power(base.sqrt(), exponent.numerator)
        return self.exp(self.constant(exponent) * base.ln()) if base else base

    def exp(self, value: Any) -> Decimal:
        """The exponential."""
        if abs(value) > LARGEST:
            raise Undefined("overflow")
        return Decimal(value).exp()

    def log(self, value: Any) -> Decimal:
        """The natural logarithm."""
        if value <= 0:
            raise Undefined("logarithm")
        return Decimal(value).ln()

    def sign(self, value: Any) -> int:
        """-1, 0 or 1."""
        return int(value > 0) - int(value < 0)

    def opaque(self, name: str, order: int, value: Any) -> Decimal:
        """h exp(r x) + c x + q x^2, or its derivative of some order."""
        height, rate = self.random("0.5", "1.5", "height", name), self.random("0.3", "0.9", "rate", name)
        linear, square = self.random("0.5", "1.5", "linear", name), self.random("0.2", "0.8", "square", name)
        wave = height * rate**order * self.exp(rate * value)
        rest = {0: linear * value + square * value * value, 1: linear + 2 * square * value, 2: 2 * square}
        return Decimal(wave + rest.get(order, 0))

    def named(self, name: str, values: Sequence[Any], what: Any) -> Decimal:
        """SymPy's value, by way of the library of numbers beneath it."""
        with mpmath.workdps(DIGITS + 12):
            if not values:
                known = sympy.pi if name == "pi" else getattr(sympy.S, name, None)
                found = sympy.N(known, DIGITS + 12) if known is not None else None
            else:
                function = getattr(mpmath, name, None)
                found = function(*(mpmath.mpf(str(value)) for value in values)) if callable(function) else None
            if not isinstance(found, mpmath.mpf | sympy.Float):
                raise Undefined("function")
            return Decimal(mpmath.nstr(mpmath.mpf(found), DIGITS + 12))

    def parabola(self, name: str, place: int) -> tuple[Decimal, Decimal]:
        """The coefficients of one variable of an arbitrary function of many."""
        return self.random("0.2", "0.7", "linear", name, place), self.random("0.5", "1.5", "square", name, place)

    def functional(self, name: str, values: Sequence[Any]) -> Decimal:
        """exp(sum of c v) + sum of q v**2."""
        both = [(*self.parabola(name, place), value) for place, value in enumerate(values)]
        squares = sum((q * v * v for _, q, v in both), Decimal(0))
        return self.exp(sum((c * v for c, _, v in both), Decimal(0))) + squares

    def functional_slope(self, name: str, place: int, values: Sequence[Any]) -> Decimal:
        """c exp(sum of c v) + 2 q v."""
        inner = sum((self.parabola(name, number)[0] * v for number, v in enumerate(values)), Decimal(0))
        linear, square = self.parabola(name, place)
        found: Decimal = linear * self.exp(inner) + 2 * square * values[place]
        return found

    def leaf(self, role: Role, name: str, key: tuple[int, ...]) -> Decimal:
        """Targets are between 0 and 1, as probabilities are; everything else is of size 1, on both sides of 0."""
        who: tuple[object, ...] = (self.names[name, key],) if (name, key) in self.names else (name, key)
        if role is Role.TARGET:
            return self.random("0.05", "0.3" if self.seed % 2 else "0.95", "leaf", *who)
        return self.random("0.2" if self.positive else "-1.2", "1.2", "leaf", *who)

    def same(self, expected: Any, found: Any) -> bool:
        """Equality up to what rounding leaves in 50 digits."""
        return bool(abs(expected - found) <= TOLERANCE * max(abs(expected), abs(found)) + FLOOR)


def finite(value: Decimal) -> Decimal:
    """A number, refused where it is none or too large."""
    if not value.is_finite():
        raise Undefined("overflow")
    return value
