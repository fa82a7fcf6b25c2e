"""Arithmetic modulo a prime of 61 bits: two formulas that agree at random points here are the same, but for a chance of
about their degree in 2**61.

The prime is 7 modulo 8, so -1 has no square root: of x and -x just one is a square.  Squares play the part of the
positive numbers: products of positive ones are positive, every positive number has one positive square root, and
sqrt(a b) = sqrt(a) sqrt(b) holds.  Small primes are squares, and odd roots exist and are unique.

Exponentials, logarithms and arbitrary functions are drawn at random, one value per argument, subject to the rules that
an identity may need: exp(-x) = 1/exp(x), log(1/x) = -log(x), and exp and log undo each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from symbp.language import Exponent, Role

from .draw import draw
from .field import Field, Undefined, Value

PRIME = 2305843009213682039
"""7 modulo 8; 2 to 23 are squares; PRIME - 1 has no factor 3, 5 or 7."""

HALF = (PRIME - 1) // 2


class Modular(Field):
    """Integers modulo the prime; `seed` tells random points apart."""

    name = "modular"

    def __init__(self, seed: int) -> None:
        super().__init__()
        self.seed = seed
        self._exp: dict[int, int] = {0: 1}
        self._log: dict[int, int] = {1: 0}

    def random(self, *key: object) -> int:
        """A number that is not 0."""
        return draw(self.seed, *key) % (PRIME - 1) + 1

    def constant(self, value: Fraction) -> int:
        """The integer that stands for a fraction."""
        if value.denominator == 1:
            return value.numerator % PRIME
        return value.numerator * pow(value.denominator, -1, PRIME) % PRIME

    def reduce(self, value: Value) -> Value:
        """The remainder, of a dual number too."""
        return value % PRIME

    def power(self, value: int, exponent: Exponent) -> int:
        """Even roots of squares, odd roots of anything."""
        if exponent < 0:
            if not value:
                raise Undefined("division-by-zero")
            return pow(self.power(value, -exponent), -1, PRIME)
        root = exponent.denominator
        while root % 2 == 0:
            if self.sign(value) < 0:
                raise Undefined("root")
            value, root = pow(value, (PRIME + 1) // 4, PRIME), root // 2
        if root > 1:
            if HALF % root == 0:
                raise Undefined("root")
            value = pow(value, pow(root, -1, PRIME - 1), PRIME)
        return pow(value, exponent.numerator, PRIME)

    def sign(self, value: int) -> int:
        """1 for squares, -1 for the others: Euler's criterion."""
        if not value:
            return 0
        return 1 if pow(value, HALF, PRIME) == 1 else -1

    def exp(self, value: int) -> int:
        """A random square for each pair x, -x."""
        found = self._exp.get(value)
        if found is None:
            found = self.random("exp", min(value, PRIME - value)) ** 2 % PRIME
            if value > HALF:
                found = pow(found, -1, PRIME)
            self.tie(value, found)
        return found

    def log(self, value: int) -> int:
        """A random number for each pair x, 1/x."""
        if value in (0, PRIME - 1):
            raise Undefined("logarithm")
        found = self._log.get(value)
        if found is None:
            inverse = pow(value, -1, PRIME)
            found = self.random("log", min(value, inverse)) * (1 if value < inverse else -1) % PRIME
            self.tie(found, value)
        return found

    def tie(self, exponent: int, power: int) -> None:
        """Remember exp(exponent) = power, and what follows for log and for -exponent."""
        inverse = pow(power, -1, PRIME)
        for x, y in ((exponent, power), (PRIME - exponent, inverse)):
            self._exp.setdefault(x, y)
            self._log.setdefault(y, x)

    def opaque(self, name: str, order: int, value: int) -> int:
        """A random number for each function, order and argument."""
        return self.random("function", name, order, value)

    def named(self, name: str, values: Sequence[int], what: Any) -> int:
        """A random number, positive if it is a number such as pi."""
        found = self.random("named", name, *values)
        return found if values else found * found % PRIME

    def functional(self, name: str, values: Sequence[int]) -> int:
        """A random number for each list of arguments."""
        return self.random("functional", name, *values)

    def functional_slope(self, name: str, place: int, values: Sequence[int]) -> int:
        """A random number for each list of arguments and each place in it."""
        return self.random("slope", name, place, *values)

    def leaf(self, role: Role, name: str, key: tuple[int, ...]) -> int:
        """A random number for each element."""
        return self.random("leaf", name, key)

    def same(self, expected: int, found: int) -> bool:
        """Equality."""
        return expected == found
