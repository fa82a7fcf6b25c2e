"""SymPy's formula of a function, read node by node into arithmetic of our own.

Exponentials are written over common units, exp(a + b) as exp(a) exp(b) and exp(n x) as exp(x)**n, so that an
arithmetic that knows exp by its rules alone sees what exp(2x) and exp(-x) have to do with exp(x).
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Any

import sympy

from symbp.language import X

if TYPE_CHECKING:
    from .field import Field

Meaning = Callable[["Field", Any], Any]


@cache
def meaning(formula: sympy.Expr) -> Meaning:
    """The formula as a function of an arithmetic and the value of its variable."""
    if formula == X:
        return lambda field, x: x
    if formula.is_Rational or formula.is_Float:
        value = Fraction(int(formula.p), int(formula.q)) if formula.is_Rational else Fraction(float(formula))
        return lambda field, x: field.constant(value)
    parts = tuple(meaning(part) for part in formula.args if isinstance(part, sympy.Expr))
    if formula.is_Add:
        return lambda field, x: field.reduce(sum(part(field, x) for part in parts))
    if formula.is_Mul:
        return lambda field, x: multiply(field, [part(field, x) for part in parts])
    if isinstance(formula, sympy.exp):
        return exponential(formula.args[0])
    if isinstance(formula, sympy.log):
        return lambda field, x: field.log(parts[0](field, x))
    if formula.is_Pow:
        return raised(formula.base, formula.exp)
    if isinstance(formula, sympy.Max | sympy.Min):
        return extreme(parts, 1 if isinstance(formula, sympy.Max) else -1)
    if isinstance(formula, sympy.Heaviside):
        return step(parts)
    if isinstance(formula, sympy.Abs):
        return absolute(parts[0])
    if isinstance(formula, sympy.sign):
        return lambda field, x: field.by_sign(parts[0](field, x), *(field.constant(Fraction(n)) for n in (-1, 0, 1)))
    if isinstance(formula, sympy.Piecewise):
        return piecewise(formula)
    if formula.is_NumberSymbol:
        number = float(formula)
        return lambda field, x: field.named(str(formula), [], number)
    name = type(formula).__name__
    return lambda field, x: field.named(name, [part(field, x) for part in parts], formula.func)


def multiply(field: Field, values: list[Any]) -> Any:
    """The product, reduced as it grows."""
    made = values[0]
    for value in values[1:]:
        made = field.reduce(made * value)
    return made


def exponential(argument: sympy.Expr) -> Meaning:
    """exp of a sum, as a product of integer powers of exp of its parts."""
    units: list[tuple[Meaning, int, int]] = []
    for part in sympy.Add.make_args(argument):
        times, rest = part.as_coeff_Mul()
        if rest == 1 or not times.is_Rational:
            times, rest = sympy.Integer(1), part
        units.append((meaning(rest), int(times.p), int(times.q)))

    def value(field: Field, x: Any) -> Any:
        made = field.constant(Fraction(1))
        for rest, times, over in units:
            inner = rest(field, x)
            unit = field.exp(inner if over == 1 else field.reduce(field.constant(Fraction(1, over)) * inner))
            made = field.reduce(made * field.power(unit, times))
        return made

    return value


def raised(base: sympy.Expr, exponent: sympy.Expr) -> Meaning:
    """A power; one that is not rational by way of the logarithm."""
    below = meaning(base)
    if exponent.is_Rational:
        times = int(exponent) if exponent.is_Integer else Fraction(int(exponent.p), int(exponent.q))
        return lambda field, x: field.power(below(field, x), times)
    above = meaning(exponent)
    return lambda field, x: field.exp(field.reduce(above(field, x) * field.log(below(field, x))))


def absolute(part: Meaning) -> Meaning:
    """The absolute value."""

    def value(field: Field, x: Any) -> Any:
        found = part(field, x)
        return field.by_sign(found, field.reduce(-found), found, found)

    return value


def extreme(parts: tuple[Meaning, ...], direction: int) -> Meaning:
    """The largest or smallest of several values."""

    def value(field: Field, x: Any) -> Any:
        best = parts[0](field, x)
        for part in parts[1:]:
            other = part(field, x)
            difference = field.reduce(other - best)
            best = field.by_sign(difference, *((best, best, other) if direction > 0 else (other, best, best)))
        return best

    return value


def step(parts: tuple[Meaning, ...]) -> Meaning:
    """Heaviside's function: 0, 1, and its second argument at 0."""

    def value(field: Field, x: Any) -> Any:
        nothing, one = (field.constant(Fraction(n)) for n in (0, 1))
        return field.by_sign(parts[0](field, x), nothing, parts[1](field, x), one)

    return value


def piecewise(formula: sympy.Piecewise) -> Meaning:
    """The first branch whose condition, a comparison, holds."""
    branches = [(meaning(value), condition(test)) for value, test in formula.args]

    def value(field: Field, x: Any) -> Any:
        from .field import Undefined

        for branch, holds in branches:
            if holds(field, x):
                return branch(field, x)
        raise Undefined("no-branch")

    return value


def condition(test: sympy.Basic) -> Callable[[Field, Any], bool]:
    """A comparison, or True."""
    if test == sympy.true:
        return lambda field, x: True
    if not isinstance(test, sympy.core.relational.Relational):
        return unreadable
    difference = meaning(test.lhs - test.rhs)
    signs = {">": (1,), ">=": (1, 0), "<": (-1,), "<=": (-1, 0), "==": (0,), "!=": (-1, 1)}[test.rel_op]
    return lambda field, x: field.sign(difference(field, x)) in signs


def unreadable(field: Field, x: Any) -> bool:
    """A condition that is no comparison."""
    from .field import Undefined

    raise Undefined("condition")
