"""Exact numbers of the form a + b*sqrt(n), as the curvatures of a function of two variables are."""

from __future__ import annotations

from fractions import Fraction
from math import isqrt, sqrt

from ..language import Expression, Group, as_expression, node

TRIED = 1000  # squares up to this one's are drawn out of a root


@node
class Surd:
    """whole + part*sqrt(root)."""

    whole: Fraction
    part: Fraction = Fraction(0)
    root: int = 1

    def plus(self, number: Fraction) -> Surd:
        """The sum with a rational number."""
        return Surd(self.whole + number, self.part, self.root)

    def times(self, number: Fraction) -> Surd:
        """The product with a rational number."""
        return made(self.whole * number, self.part * number, self.root)

    def squared(self) -> Surd:
        """The square."""
        return made(self.whole**2 + self.part**2 * self.root, 2 * self.whole * self.part, self.root)

    def minus(self, other: Surd) -> Surd:
        """The difference of two with one and the same root, or of which one is rational."""
        assert self.root == other.root or not (self.part and other.part)
        return made(self.whole - other.whole, self.part - other.part, self.root if self.part else other.root)

    @property
    def sign(self) -> int:
        """-1, 0 or 1, found without rounding."""
        one, other = sign(self.whole), sign(self.part)
        if one * other >= 0:
            return one or other
        return one * sign(self.whole**2 - self.part**2 * self.root)

    @property
    def rational(self) -> bool:
        """Whether there is no root in it."""
        return not self.part

    def __float__(self) -> float:
        """The nearest float, about."""
        if self.sign == 0:
            return 0.0
        # Where both parts nearly cancel, their product with the conjugate does not.
        if sign(self.whole) * sign(self.part) < 0:
            return float(self.whole**2 - self.part**2 * self.root) / (
                float(self.whole) - float(self.part) * sqrt(self.root)
            )
        return float(self.whole) + float(self.part) * sqrt(self.root)

    def expression(self) -> Expression:
        """The number in the language."""
        found = as_expression(self.whole)
        if self.part:
            root = as_expression(Group(as_expression(self.root))) ** Fraction(1, 2)
            found = found + self.part * root
        return found


def sign(value: Fraction) -> int:
    """-1, 0 or 1."""
    return (value > 0) - (value < 0)


def made(whole: Fraction, part: Fraction, root: int) -> Surd:
    """The number; without a root where its part is 0."""
    return Surd(whole, part, root) if part else Surd(whole)


def square_root(value: Fraction) -> Surd:
    """The root of a number that is not negative, small squares drawn out."""
    under = value.numerator * value.denominator
    outside = 1
    whole = isqrt(under)
    if whole * whole == under:
        return Surd(Fraction(whole, value.denominator))
    for factor in range(2, TRIED):
        while under % (factor * factor) == 0:
            under //= factor * factor
            outside *= factor
    return Surd(Fraction(0), Fraction(outside, value.denominator), under)
