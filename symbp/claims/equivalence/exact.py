"""Arithmetic of polynomials, with functions as atoms: what is equal here is equal, whatever the data are.

A quantity that an equation defines as f(argument) has the name of that function at that argument, and f' is written
in terms of f where that can be found: sigma' = sigma (1 - sigma).  With `written`, functions made of exponentials are
written out instead.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import sympy

from ...calculus.slope import in_output
from ...certify.field import Field, Undefined
from ...certify.formula import meaning
from ...language import EXP, LOG, Exponent, Function, Role, slope
from .cases import cases, idempotent
from .clearing import cleared, without_roots
from .logarithms import logarithm
from .polynomial import Polynomial, Ring

KINKED = (sympy.Max, sympy.Min, sympy.Heaviside, sympy.Piecewise, sympy.Abs, sympy.sign)


class Exact(Field):
    """Polynomials over atoms."""

    name = "exact"

    def __init__(self, work: int, *, written: bool = False) -> None:
        super().__init__()
        self.ring = Ring(work)
        self.written = written

    def constant(self, value: Fraction) -> Polynomial:
        """The number."""
        return self.ring.constant(value)

    def power(self, value: Any, exponent: Exponent) -> Polynomial:
        """A power; a root is an atom of its own, but of the power of a single function or root."""
        base = self.ring.of(value)
        if Fraction(exponent).denominator == 1:
            if exponent < 0 and not base:
                raise Undefined("division-by-zero")
            return base ** int(exponent)
        root = Fraction(1, Fraction(exponent).denominator)
        return self.ring.atom("root", base, root) ** Fraction(exponent).numerator

    def exp(self, value: Any) -> Polynomial:
        """exp of a sum as a product: of its terms, each to the power of its coefficient."""
        base = self.ring.of(value)
        made = self.ring.constant(1)
        for monomial, coefficient in base.terms.items():
            unit = Polynomial(self.ring, {monomial: Fraction(1, coefficient.denominator)})
            made = made * self.ring.atom("exp", unit) ** coefficient.numerator
        return made

    def log(self, value: Any) -> Polynomial:
        """Exponentials in front of what is an atom."""
        return logarithm(self.ring.of(value))

    def sign(self, value: Any) -> int:
        """Known of numbers only."""
        number = value.number() if isinstance(value, Polynomial) else Fraction(value)
        if number is None:
            raise Undefined("sign")
        return (number > 0) - (number < 0)

    def by_sign(self, value: Any, below: Any, at: Any, above: Any) -> Any:
        """All cases at once: `below` and `above` with the step of the value between them.

        A value that is 0 by cases of its own is split by these; else the place where it is 0 is left out.
        """
        base = self.ring.of(value)
        if base.number() is not None:
            return super().by_sign(base, below, at, above)
        return cases(base, self.ring.of(below), self.ring.of(at), self.ring.of(above))

    def apply(self, function: Function, order: int, value: Any) -> Polynomial:
        """A function as an atom, its slope by its own value; exponentials and logarithms by their rules."""
        base = self.ring.of(value)
        formula = slope(function, order)
        if formula is None or (formula.has(*KINKED) and not self.written):
            return self.opaque(function.name, order, base)
        if self.written or function in (EXP, LOG) or function.elementary or formula.is_number:
            try:
                return self.ring.of(meaning(formula)(self, base))
            except Undefined:
                return self.opaque(function.name, order, base)
        by_output = in_output(function) if order == 1 else None
        if by_output is not None:
            return self.ring.of(meaning(by_output)(self, self.apply(function, 0, base)))
        if order == 0 and formula.is_polynomial():
            return self.ring.of(meaning(formula)(self, base))
        return self.opaque(function.name, order, base)

    def opaque(self, name: str, order: int, value: Any) -> Polynomial:
        """An atom for each function, order and argument."""
        return self.ring.atom("function", name, order, value)

    def named(self, name: str, values: Sequence[Any], what: Any) -> Polynomial:
        """An atom."""
        return self.ring.atom("named", name, *values)

    def functional(self, name: str, values: Sequence[Any]) -> Polynomial:
        """An atom for each list of arguments."""
        return self.ring.atom("functional", name, *values)

    def functional_slope(self, name: str, place: int, values: Sequence[Any]) -> Polynomial:
        """An atom for each list of arguments and place in it."""
        return self.ring.atom("functional slope", name, place, *values)

    def leaf(self, role: Role, name: str, key: tuple[int, ...]) -> Polynomial:
        """An atom for each element."""
        return self.ring.atom("leaf", name, key)

    def same(self, expected: Any, found: Any) -> bool:
        """Whether the difference is 0, denominators cleared."""
        difference = self.ring.of(expected) - self.ring.of(found)
        return not difference or not idempotent(cleared(without_roots(difference)))
