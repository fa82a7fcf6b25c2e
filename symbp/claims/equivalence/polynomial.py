"""Polynomials with rational coefficients over atoms, which may stand to negative and fractional powers.

An atom is an element of data, a function at an argument that is a polynomial again, or the inverse of a sum.
"""

from __future__ import annotations

from collections.abc import Hashable
from decimal import Decimal
from fractions import Fraction
from typing import Any

from .monomial import UNIT, Monomial, merged, times

LARGEST = 1500  # terms of one polynomial
BITS = 10_000  # of a coefficient


class TooLarge(Exception):
    """More terms, or more work, than a proof is granted.  It never leaves the room."""


class Ring:
    """The atoms, numbered as they come, and the work that is left."""

    def __init__(self, work: int) -> None:
        self.work = work
        self.atoms: dict[Hashable, int] = {}
        self.inverses: dict[int, Polynomial] = {}

    def atom(self, *key: Hashable) -> Polynomial:
        """The atom of that key."""
        number = self.atoms.setdefault(key, len(self.atoms))
        return Polynomial(self, {((number, 1),): Fraction(1)})

    def constant(self, value: Any) -> Polynomial:
        """A number.

        Raises:
            TooLarge: it is no number.
        """
        try:
            number = Fraction(value)
        except (ValueError, OverflowError):
            raise TooLarge from None
        return Polynomial(self, {UNIT: number} if number else {})

    def of(self, value: Any) -> Polynomial:
        """A number as a polynomial, or a polynomial as it is."""
        return value if isinstance(value, Polynomial) else self.constant(value)

    def spend(self, work: int) -> None:
        """Count work.

        Raises:
            TooLarge: there is none left.
        """
        self.work -= work
        if self.work < 0:
            raise TooLarge


class Polynomial:
    """A sum of monomials with coefficients that are not 0; none is 0 itself."""

    __slots__ = ("_hash", "ring", "terms")

    def __init__(self, ring: Ring, terms: dict[Monomial, Fraction]) -> None:
        self.ring = ring
        self.terms = terms
        self._hash = 0

    def __bool__(self) -> bool:
        return bool(self.terms)

    def __hash__(self) -> int:
        if not self._hash:
            self._hash = hash(frozenset(self.terms.items()))
        return self._hash

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Polynomial) and self.terms == other.terms

    def __add__(self, other: Any) -> Polynomial:
        if not isinstance(other, NUMBERS):
            return NotImplemented
        right = self.ring.of(other)
        self.ring.spend(len(right.terms))
        made = dict(self.terms)
        for monomial, coefficient in right.terms.items():
            found = made.get(monomial, 0) + coefficient
            if found:
                made[monomial] = Fraction(found)
            else:
                del made[monomial]
        return Polynomial(self.ring, made)

    __radd__ = __add__

    def __neg__(self) -> Polynomial:
        return Polynomial(self.ring, {monomial: -coefficient for monomial, coefficient in self.terms.items()})

    def __sub__(self, other: Any) -> Polynomial:
        return self + -self.ring.of(other)

    def __rsub__(self, other: Any) -> Polynomial:
        return self.ring.of(other) + -self

    def __mul__(self, other: Any) -> Polynomial:
        if not isinstance(other, NUMBERS):
            return NotImplemented
        right = self.ring.of(other)
        self.ring.spend(len(self.terms) * len(right.terms))
        made: dict[Monomial, Fraction] = {}
        for a, x in self.terms.items():
            for b, y in right.terms.items():
                monomial = merged(a, b)
                found = made.get(monomial, 0) + x * y
                if size(found) > BITS:
                    raise TooLarge
                if found:
                    made[monomial] = Fraction(found)
                else:
                    del made[monomial]
        if len(made) > LARGEST:
            raise TooLarge
        return Polynomial(self.ring, made)

    __rmul__ = __mul__

    def __truediv__(self, other: Any) -> Polynomial:
        return self * self.ring.of(other).inverse()

    def __rtruediv__(self, other: Any) -> Polynomial:
        return self.ring.of(other) * self.inverse()

    def __pow__(self, exponent: int) -> Polynomial:
        base = self.inverse() if exponent < 0 else self
        if len(base.terms) == 1:
            ((monomial, coefficient),) = base.terms.items()
            if coefficient != 1 and (size(coefficient) + 1) * abs(exponent) > BITS:
                raise TooLarge
            raised = times(monomial, abs(exponent)) if exponent else UNIT
            return Polynomial(self.ring, {raised: coefficient ** abs(exponent)})
        made = self.ring.constant(1)
        for _ in range(abs(exponent)):
            made = made * base
        return made

    def inverse(self) -> Polynomial:
        """1 over it: of a single term term by term, of a sum an atom of its own.

        Raises:
            ZeroDivisionError: it is 0.
        """
        if not self.terms:
            raise ZeroDivisionError
        lead = next(iter(sorted(self.terms)))
        coefficient = self.terms[lead]
        if len(self.terms) == 1:
            return Polynomial(self.ring, {times(lead, -1): 1 / coefficient})
        monic = Polynomial(self.ring, {merged(m, times(lead, -1)): c / coefficient for m, c in self.terms.items()})
        found = self.ring.atom("inverse", monic)
        ((((number, _),), _),) = found.terms.items()
        self.ring.inverses[number] = monic
        return found * Polynomial(self.ring, {times(lead, -1): 1 / coefficient})

    def number(self) -> Fraction | None:
        """The number it is, None if it is none."""
        if not self.terms:
            return Fraction(0)
        return self.terms.get(UNIT) if len(self.terms) == 1 else None

    def is_finite(self) -> bool:
        """As a number is."""
        return True


NUMBERS = (Polynomial, Fraction, Decimal, int)


def size(coefficient: Fraction | int) -> int:
    """The bits of a number, above and below the line."""
    return coefficient.numerator.bit_length() + coefficient.denominator.bit_length()
