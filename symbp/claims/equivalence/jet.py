"""Numbers with a small change: x + x' e, where e * e = 0, over any arithmetic; so derivatives are differentiated again.

f(x + x' e) = f(x) + f'(x) x' e.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from ...certify.field import Field, Undefined
from ...language import Exponent, Function, Role


class Jet:
    """value + slope * e."""

    __slots__ = ("slope", "value")

    def __init__(self, value: Any, slope: Any) -> None:
        self.value = value
        self.slope = slope

    def __bool__(self) -> bool:
        return bool(self.value) or bool(self.slope)

    def __add__(self, other: Any) -> Jet:
        if isinstance(other, Jet):
            return Jet(self.value + other.value, self.slope + other.slope)
        return Jet(self.value + other, self.slope)

    __radd__ = __add__

    def __neg__(self) -> Jet:
        return Jet(-self.value, -self.slope)

    def __sub__(self, other: Any) -> Jet:
        return self.__add__(-other)

    def __rsub__(self, other: Any) -> Jet:
        return self.__neg__().__add__(other)

    def __mul__(self, other: Any) -> Jet:
        if isinstance(other, Jet):
            return Jet(self.value * other.value, self.value * other.slope + self.slope * other.value)
        return Jet(self.value * other, self.slope * other)

    __rmul__ = __mul__


class Tangent(Field):
    """Jets over the numbers of another arithmetic."""

    name = "tangent"

    def __init__(self, base: Field) -> None:
        super().__init__()
        self.base = base

    def constant(self, value: Fraction) -> Any:
        """The number, which does not change."""
        return self.base.constant(value)

    def power(self, value: Any, exponent: Exponent) -> Any:
        """x^n + n x^(n-1) x' e."""
        if not isinstance(value, Jet):
            return self.base.power(value, exponent)
        if not exponent:
            return self.base.constant(Fraction(1))
        slope = self.base.constant(Fraction(exponent)) * self.base.power(value.value, exponent - 1)
        return Jet(self.base.power(value.value, exponent), slope * value.slope)

    def exp(self, value: Any) -> Any:
        """exp(x) + exp(x) x' e."""
        if not isinstance(value, Jet):
            return self.base.exp(value)
        found = self.base.exp(value.value)
        return Jet(found, found * value.slope)

    def log(self, value: Any) -> Any:
        """log(x) + x'/x e."""
        if not isinstance(value, Jet):
            return self.base.log(value)
        return Jet(self.base.log(value.value), self.base.power(value.value, -1) * value.slope)

    def sign(self, value: Any) -> int:
        """That of the value."""
        return self.base.sign(value.value if isinstance(value, Jet) else value)

    def apply(self, function: Function, order: int, value: Any) -> Any:
        """A function, and its next derivative times the change."""
        if not isinstance(value, Jet):
            return self.base.apply(function, order, value)
        slope = self.base.apply(function, order + 1, value.value)
        return Jet(self.base.apply(function, order, value.value), slope * value.slope)

    def opaque(self, name: str, order: int, value: Any) -> Any:
        """The same of an arbitrary function."""
        if not isinstance(value, Jet):
            return self.base.opaque(name, order, value)
        slope = self.base.opaque(name, order + 1, value.value)
        return Jet(self.base.opaque(name, order, value.value), slope * value.slope)

    def named(self, name: str, values: Sequence[Any], what: Any) -> Any:
        """Of numbers that do not change."""
        return self.base.named(name, still(values), what)

    def functional(self, name: str, values: Sequence[Any]) -> Any:
        """An arbitrary function of many variables: the sum of its slopes times the changes."""
        plain = [value.value if isinstance(value, Jet) else value for value in values]
        made = self.base.functional(name, plain)
        for place, value in enumerate(values):
            if isinstance(value, Jet):
                made = made + Jet(0, self.base.functional_slope(name, place, plain) * value.slope)
        return made

    def functional_slope(self, name: str, place: int, values: Sequence[Any]) -> Any:
        """Of numbers that do not change."""
        return self.base.functional_slope(name, place, still(values))

    def leaf(self, role: Role, name: str, key: tuple[int, ...]) -> Any:
        """Data as they are."""
        return self.base.leaf(role, name, key)

    def same(self, expected: Any, found: Any) -> bool:
        """Whether values and changes are equal."""
        parts = [(x.value, x.slope) if isinstance(x, Jet) else (x, 0) for x in (expected, found)]
        return all(self.base.same(a, b) for a, b in zip(*parts, strict=True))


def still(values: Sequence[Any]) -> Sequence[Any]:
    """Numbers that do not change.

    Raises:
        Undefined: one of them does.
    """
    if any(isinstance(value, Jet) for value in values):
        raise Undefined("second-derivative")
    return values
