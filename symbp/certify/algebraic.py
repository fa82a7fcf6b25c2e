"""Arithmetic of SymPy's expressions: equalities that hold without any sampling.

Every name that SymPy sees is internal (v1, v2, ..., f1, f2, ...).  Arbitrary functions are functions of that kind, or,
given floating-point stand-ins, the waves and parabolas that those have, so that SymPy can differentiate them.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import sympy

from symbp.language import Exponent, Function, Role, X, slope

from .field import Field, Undefined
from .floating import Floating

LARGEST = 150  # operations of a difference that is still brought to a common denominator


class Algebraic(Field):
    """SymPy's expressions; `concrete` gives arbitrary functions a formula."""

    name = "algebraic"

    def __init__(self, concrete: Floating | None = None) -> None:
        super().__init__()
        self.concrete = concrete
        self.symbols: dict[tuple[object, ...], sympy.Symbol] = {}
        self._functions: dict[tuple[object, ...], Any] = {}

    def symbol(self, *key: object) -> sympy.Symbol:
        """The symbol that stands for something."""
        return self.symbols.setdefault(key, sympy.Symbol(f"v{len(self.symbols) + 1}", real=True))

    def function(self, name: str, order: object) -> Any:
        """A function symbol, whose derivatives are again symbols: of the next order, or by the place of a variable."""
        found = self._functions.get((name, order))
        if found is None:

            def fdiff(applied: Any, argindex: int = 1) -> Any:
                below = order + 1 if isinstance(order, int) else ("by", argindex - 1)
                return self.function(name, below)(*applied.args)

            made = type(sympy.Function)(f"f{len(self._functions) + 1}", (sympy.Function,), {"fdiff": fdiff})
            found = self._functions[name, order] = made
        return found

    def constant(self, value: Fraction) -> sympy.Expr:
        """An exact number."""
        return sympy.Rational(value.numerator, value.denominator)

    def power(self, value: Any, exponent: Exponent) -> sympy.Expr:
        """A power."""
        if exponent < 0 and value == 0:
            raise Undefined("division-by-zero")
        return sympy.Pow(value, self.constant(Fraction(exponent)))

    def exp(self, value: Any) -> sympy.Expr:
        """The exponential."""
        return sympy.exp(value)

    def log(self, value: Any) -> sympy.Expr:
        """The natural logarithm."""
        return sympy.log(value)

    def sign(self, value: Any) -> int:
        """Known of numbers only."""
        if not getattr(value, "is_number", True):
            raise Undefined("sign")
        return int(sympy.sign(value))

    def apply(self, function: Function, order: int, value: Any) -> sympy.Expr:
        """The formula itself, with the value in place of its variable."""
        formula = slope(function, order)
        return self.opaque(function.name, order, value) if formula is None else formula.xreplace({X: exact(value)})

    def opaque(self, name: str, order: int, value: Any) -> sympy.Expr:
        """A function of its own for each order, or a wave."""
        if self.concrete is None:
            return self.function(name, order)(value)
        height, rate, phase = map(exact, self.concrete.wave(name))
        inner = sympy.Symbol("v0", real=True)
        wave = height * sympy.sin(rate * inner + phase)
        return (
            wave.diff(inner, order).xreplace({inner: exact(value)}) if order else wave.xreplace({inner: exact(value)})
        )

    def named(self, name: str, values: Sequence[Any], what: Any) -> sympy.Expr:
        """SymPy's own."""
        return what(*values) if values else exact(what)

    def functional(self, name: str, values: Sequence[Any]) -> sympy.Expr:
        """A function of many variables, or a parabola and a wave."""
        if self.concrete is None:
            return self.function(name, "value")(*values)
        both = [(*map(exact, self.concrete.parabola(name, place)), value) for place, value in enumerate(values)]
        return sympy.sin(sum(c * v for c, _, v in both)) + sum(q * v**2 for _, q, v in both)

    def functional_slope(self, name: str, place: int, values: Sequence[Any]) -> sympy.Expr:
        """A function of its own for each place, or the derivative."""
        if self.concrete is None:
            return self.function(name, ("by", place))(*values)
        inner = [sympy.Symbol(f"v{number}", real=True) for number in range(len(values))]
        formula = self.functional(name, inner).diff(inner[place])
        return formula.xreplace(dict(zip(inner, map(exact, values), strict=True)))

    def leaf(self, role: Role, name: str, key: tuple[int, ...]) -> sympy.Symbol:
        """A symbol for each element."""
        return self.symbol(name, key)

    def same(self, expected: Any, found: Any) -> bool:
        """Whether SymPy can show that two expressions are equal."""
        difference = (exact(expected) - exact(found)).replace(sympy.Heaviside, unscaled)
        if difference == 0 or spread(difference) == 0:
            return True
        if sympy.count_ops(difference) > LARGEST:
            return False
        return bool(sympy.expand(difference) == 0 or sympy.cancel(sympy.together(difference)) == 0)


def spread(difference: sympy.Expr) -> sympy.Expr:
    """Products of sums as sums of products, roots and denominators left alone: small work, whatever stands in those."""
    found = []
    for term in sympy.Add.make_args(difference):
        many = math.prod(len(factor.args) for factor in sympy.Mul.make_args(term) if factor.is_Add)
        found.append(sympy.expand_mul(term, deep=False) if many <= LARGEST else term)
    return sympy.Add(*found)


def unscaled(argument: sympy.Expr, *at_zero: sympy.Expr) -> sympy.Expr:
    """A step of 2x is a step of x."""
    return sympy.Heaviside(argument.primitive()[1], *at_zero)


def exact(value: Any) -> sympy.Expr:
    """A number as SymPy's; a float by its exact value."""
    if isinstance(value, float):
        return sympy.Rational(value)
    return sympy.Integer(value) if isinstance(value, int) else value
