"""What an arithmetic has to offer to the evaluator: numbers, powers, functions, and values for data and parameters.

The three arithmetics are integers modulo a prime, floating point, and SymPy's expressions.  Values add and multiply by
the usual operators; `reduce` is applied to every finished sum and product.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from symbp.language import Exponent, Function, Role, slope

from .formula import meaning

Value = Any
"""A number of the arithmetic at hand, or a dual number over it."""


class Undefined(Exception):
    """A value that does not exist here: a division by 0, a root, a logarithm.  It never leaves the certificate."""


class Field(ABC):
    """One arithmetic.  Arbitrary functions are drawn by name, and so are their derivatives of every order."""

    name = ""

    def __init__(self) -> None:
        self._known: dict[tuple[Function, int, Value], Value] = {}

    @abstractmethod
    def constant(self, value: Fraction) -> Value:
        """A rational number."""

    @abstractmethod
    def power(self, value: Value, exponent: Exponent) -> Value:
        """A rational power; a fractional one of a positive number, and positive.

        Raises:
            Undefined: 0 to a negative power, or a root that does not exist.
        """

    @abstractmethod
    def exp(self, value: Value) -> Value:
        """The exponential function."""

    @abstractmethod
    def log(self, value: Value) -> Value:
        """The natural logarithm."""

    @abstractmethod
    def sign(self, value: Value) -> int:
        """-1, 0 or 1."""

    @abstractmethod
    def opaque(self, name: str, order: int, value: Value) -> Value:
        """The derivative of some order of an arbitrary function of one variable."""

    @abstractmethod
    def named(self, name: str, values: Sequence[Value], what: Any) -> Value:
        """A number such as pi, or another function of SymPy's; `what` is its float, or SymPy's class."""

    @abstractmethod
    def functional(self, name: str, values: Sequence[Value]) -> Value:
        """An arbitrary function of many variables."""

    @abstractmethod
    def functional_slope(self, name: str, place: int, values: Sequence[Value]) -> Value:
        """The derivative of an arbitrary function of many variables by one of them."""

    @abstractmethod
    def leaf(self, role: Role, name: str, key: tuple[int, ...]) -> Value:
        """The value of one element of data or of a parameter."""

    @abstractmethod
    def same(self, expected: Value, found: Value) -> bool:
        """Whether two values are equal as far as this arithmetic can tell."""

    def reduce(self, value: Value) -> Value:
        """The value in its simplest form."""
        return value

    def by_sign(self, value: Value, below: Value, at: Value, above: Value) -> Value:
        """One of three values: for a negative number, for 0, for a positive number."""
        return (below, at, above)[self.sign(value) + 1]

    def apply(self, function: Function, order: int, value: Value) -> Value:
        """The derivative of some order of a function, at a value.

        Raises:
            Undefined: the function has no value there.
        """
        key = (function, order, value)
        found = self._known.get(key)
        if found is None:
            formula = slope(function, order)
            found = self.opaque(function.name, order, value) if formula is None else meaning(formula)(self, value)
            self._known[key] = found
        return found
