"""Dual numbers: a value with its slopes by every element it was read from."""

from __future__ import annotations

from collections.abc import Hashable
from fractions import Fraction
from typing import Any

from symbp.language import Exponent, Function

from .field import Field, Value


class Dual:
    """value + sum over e of slopes[e] * (a small change of e)."""

    __slots__ = ("slopes", "value")

    def __init__(self, value: Value, slopes: dict[Hashable, Value]) -> None:
        self.value = value
        self.slopes = slopes

    def __add__(self, other: Any) -> Dual:
        if not isinstance(other, Dual):
            return Dual(self.value + other, dict(self.slopes))
        made = Dual(self.value, dict(self.slopes))
        made += other
        return made

    def __radd__(self, other: Any) -> Dual:
        return self.__add__(other)

    def __iadd__(self, other: Any) -> Dual:
        """Add in place; only to a sum that nobody else holds."""
        if isinstance(other, Dual):
            for key, slope in other.slopes.items():
                self.slopes[key] = self.slopes.get(key, 0) + slope
            other = other.value
        self.value = self.value + other
        return self

    def __mul__(self, other: Any) -> Dual:
        if not isinstance(other, Dual):
            return Dual(self.value * other, {key: slope * other for key, slope in self.slopes.items()})
        slopes = {key: slope * other.value for key, slope in self.slopes.items()}
        for key, slope in other.slopes.items():
            slopes[key] = slopes.get(key, 0) + slope * self.value
        return Dual(self.value * other.value, slopes)

    def __rmul__(self, other: Any) -> Dual:
        return self.__mul__(other)

    def __mod__(self, modulus: int) -> Dual:
        return Dual(self.value % modulus, {key: slope % modulus for key, slope in self.slopes.items()})

    def mapped(self, value: Value, slope: Value) -> Dual:
        """f of this number, given f and f' at its value."""
        return Dual(value, {key: slope * inner for key, inner in self.slopes.items()})


def raised(field: Field, value: Value, exponent: Exponent) -> Value:
    """A power of a number or of a dual number.

    Raises:
        Undefined: the power, or its slope, does not exist.
    """
    if not isinstance(value, Dual):
        return field.power(value, exponent)
    slope = field.constant(Fraction(exponent)) * field.power(value.value, exponent - 1)
    return field.reduce(value.mapped(field.power(value.value, exponent), slope))


def applied(field: Field, function: Function, order: int, value: Value) -> Value:
    """A function, or its derivative of some order, at a number or at a dual number.

    Raises:
        Undefined: the function, or its derivative, has no value there.
    """
    if not isinstance(value, Dual):
        return field.apply(function, order, value)
    slope = field.apply(function, order + 1, value.value)
    return field.reduce(value.mapped(field.apply(function, order, value.value), slope))


def functional(field: Field, name: str, values: list[Value]) -> Value:
    """An arbitrary function of many numbers or dual numbers."""
    plain = [value.value if isinstance(value, Dual) else value for value in values]
    made = field.functional(name, plain)
    for place, value in enumerate(values):
        if isinstance(value, Dual):
            slope = field.functional_slope(name, place, plain)
            made = made + value.mapped(0, slope)
    return field.reduce(made)
