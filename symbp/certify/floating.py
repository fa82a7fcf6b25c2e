"""Arithmetic in floating point, for what an arithmetic modulo a prime cannot see: exp(a + b), roots of sums, order.

Arbitrary functions are waves and parabolas with random constants, of which every derivative is known.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from symbp.language import Exponent, Role

from .draw import draw
from .field import Field, Undefined

TOLERANCE = 1e-9
FLOOR = 1e-13  # below it a difference is what rounding leaves of 0


class Floating(Field):
    """Double precision; `seed` tells random points apart.  With `positive`, all data and parameters are positive."""

    name = "floating"

    def __init__(self, seed: int, *, positive: bool = False) -> None:
        super().__init__()
        self.seed = seed
        self.positive = positive

    def random(self, low: float, high: float, *key: object) -> float:
        """A number between two bounds."""
        return low + (high - low) * (draw(self.seed, *key) / 2**64)

    def constant(self, value: Fraction) -> float:
        """The nearest double."""
        return value.numerator / value.denominator

    def power(self, value: float, exponent: Exponent) -> float:
        """The power, refused where it is no real number."""
        try:
            found = value ** (exponent if isinstance(exponent, int) else float(exponent))
        except ZeroDivisionError:
            raise Undefined("division-by-zero") from None
        except OverflowError:
            raise Undefined("overflow") from None
        if isinstance(found, complex):
            raise Undefined("root")
        return float(found)

    def exp(self, value: float) -> float:
        """The exponential."""
        try:
            return math.exp(value)
        except OverflowError:
            raise Undefined("overflow") from None

    def log(self, value: float) -> float:
        """The natural logarithm."""
        if value <= 0:
            raise Undefined("logarithm")
        return math.log(value)

    def sign(self, value: float) -> int:
        """-1, 0 or 1."""
        return (value > 0) - (value < 0)

    def wave(self, name: str) -> tuple[float, float, float]:
        """Height, rate and phase that belong to an arbitrary function of one variable."""
        return (
            self.random(0.5, 1.5, "height", name),
            self.random(0.5, 1.5, "rate", name),
            self.random(0.0, 3.0, "phase", name),
        )

    def opaque(self, name: str, order: int, value: float) -> float:
        """The derivative of a wave is a wave, a quarter further."""
        height, rate, phase = self.wave(name)
        return height * rate**order * math.sin(rate * value + phase + order * math.pi / 2)

    def named(self, name: str, values: Sequence[float], what: Any) -> float:
        """SymPy's value."""
        import sympy

        return float(what(*(sympy.Float(value) for value in values)) if values else what)

    def parabola(self, name: str, place: int) -> tuple[float, float]:
        """The coefficients of one variable of an arbitrary function of many."""
        return self.random(0.5, 1.5, "linear", name, place), self.random(0.5, 1.5, "square", name, place)

    def functional(self, name: str, values: Sequence[float]) -> float:
        """sin(sum of c v) + sum of q v**2."""
        both = [(*self.parabola(name, place), value) for place, value in enumerate(values)]
        return math.sin(sum(c * v for c, _, v in both)) + sum(q * v * v for _, q, v in both)

    def functional_slope(self, name: str, place: int, values: Sequence[float]) -> float:
        """c cos(sum of c v) + 2 q v."""
        inner = sum(self.parabola(name, number)[0] * value for number, value in enumerate(values))
        linear, square = self.parabola(name, place)
        return linear * math.cos(inner) + 2 * square * values[place]

    def leaf(self, role: Role, name: str, key: tuple[int, ...]) -> float:
        """Targets are between 0 and 1, as probabilities are; everything else is of size 1.

        At every other point targets are small, so that three add up to less than 1; else they lie on both sides of
        the outputs, or a kink at the target would be seen from one side only.
        """
        if role is Role.TARGET:
            return self.random(0.05, 0.3 if self.seed % 2 else 0.95, "leaf", name, key)
        return self.random(0.2 if self.positive else -1.2, 1.2, "leaf", name, key)

    def same(self, expected: float, found: float) -> bool:
        """Equality up to rounding."""
        return abs(expected - found) <= TOLERANCE * max(abs(expected), abs(found)) + FLOOR
