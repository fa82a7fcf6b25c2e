"""SymPy's formula of one variable as a Python function of a float, by the math module alone."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import cache, reduce

import sympy

from ..errors import SpecError
from ..language import Function, X, slope

Real = Callable[[float], float]


def exponential(x: float) -> float:
    """e**x, infinite where it is too large."""
    try:
        return math.exp(x)
    except OverflowError:
        return math.inf


def logarithm(x: float) -> float:
    """ln x, minus infinity at 0 and no number below."""
    if x > 0:
        return math.log(x)
    return -math.inf if x == 0 else math.nan


def power(x: float, exponent: float) -> float:
    """x**exponent, infinite where it is too large and no number where it is undefined."""
    try:
        found = x**exponent
    except (ZeroDivisionError, OverflowError):
        return math.inf
    return found if isinstance(found, float | int) else math.nan


def hyperbolic(function: Real) -> Real:
    """sinh or cosh, infinite where it is too large."""

    def value(x: float) -> float:
        try:
            return function(x)
        except OverflowError:
            return math.copysign(math.inf, function(math.copysign(1, x)))

    return value


NAMED: dict[type[sympy.Expr], Real] = {
    sympy.exp: exponential,
    sympy.log: logarithm,
    sympy.sin: lambda x: math.sin(x) if math.isfinite(x) else math.nan,
    sympy.cos: lambda x: math.cos(x) if math.isfinite(x) else math.nan,
    sympy.tan: lambda x: math.tan(x) if math.isfinite(x) else math.nan,
    sympy.sinh: hyperbolic(math.sinh),
    sympy.cosh: hyperbolic(math.cosh),
    sympy.tanh: math.tanh,
    sympy.atan: math.atan,
    sympy.erf: math.erf,
    sympy.Abs: abs,
    sympy.sign: lambda x: float((x > 0) - (x < 0)),
}


@cache
def real(function: Function, order: int) -> Real:
    """The function, or its derivative of some order, in floats; digits lost in between are asked of SymPy.

    Raises:
        SpecError: an arbitrary function has no values, nor has one that is unknown here.
    """
    formula = slope(function, order) if order else function.formula
    if formula is None:
        raise SpecError(f"the function {function.name} is arbitrary, so it has no values; name an activation")
    quick = translate(formula)

    def value(x: float) -> float:
        found = quick(x)
        if math.isfinite(found) or not math.isfinite(x):
            return found
        asked = formula.subs(X, sympy.Float(x, 40)).evalf(20)
        return float(asked) if asked.is_extended_real else math.nan

    return value


def translate(formula: sympy.Expr) -> Real:
    """The formula as nested functions.

    Raises:
        SpecError: a part of the formula is not known here.
    """
    if formula == X:
        return lambda x: x
    if formula.is_number:
        number = float(formula)
        return lambda x: number
    parts = [translate(part) for part in formula.args]
    if isinstance(formula, sympy.Add | sympy.Mul):
        return reduce(plus if formula.is_Add else times, parts)
    if isinstance(formula, sympy.Pow):
        return raised(parts[0], formula.exp, parts[1])
    if isinstance(formula, sympy.Max):
        return lambda x: max(part(x) for part in parts)
    if isinstance(formula, sympy.Min):
        return lambda x: min(part(x) for part in parts)
    if isinstance(formula, sympy.Heaviside):
        return lambda x: step(parts[0](x), parts[1](x))
    if type(formula) in NAMED and len(parts) == 1:
        outer, inner = NAMED[type(formula)], parts[0]
        return lambda x: outer(inner(x))
    raise SpecError(
        f"{type(formula).__name__} has no values here; expected sums, products, powers, exp, log and the like"
    )


def plus(left: Real, right: Real) -> Real:
    """The sum of two functions."""
    return lambda x: left(x) + right(x)


def times(left: Real, right: Real) -> Real:
    """The product of two functions."""
    return lambda x: left(x) * right(x)


def raised(base: Real, exponent: sympy.Expr, varying: Real) -> Real:
    """A power; whole exponents are taken as such, for a negative base has no other."""
    if exponent.is_Integer:
        whole = int(exponent)
        return lambda x: power(base(x), whole)
    return lambda x: power(base(x), varying(x))


def step(x: float, at_zero: float) -> float:
    """1 above zero, 0 below, and what the convention says at zero."""
    return at_zero if x == 0 else float(x > 0)
