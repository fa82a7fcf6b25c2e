"""SymPy's formula of one variable as a Python function of a float, by the math module alone."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, reduce
from typing import Any

import sympy

from ..errors import SpecError
from ..language import Function, X, slope

Real = Callable[[float], float]


@dataclass(frozen=True)
class Arithmetic:
    """What the nodes of a formula mean: functions of one number and operations on two, by SymPy's classes."""

    named: Mapping[type[sympy.Expr], Callable[[Any], Any]]
    operations: Mapping[type[sympy.Expr], Callable[[Any, Any], Any]]


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


def formula_of(function: Function, order: int) -> sympy.Expr:
    """The formula of the function, or of its derivative of some order.

    Raises:
        SpecError: an arbitrary function has none.
    """
    formula = slope(function, order) if order else function.formula
    if formula is None:
        raise SpecError(f"the function {function.name} is arbitrary, so it has no values; name an activation")
    return formula


@cache
def real(function: Function, order: int) -> Real:
    """The function, or its derivative of some order, in floats; digits lost in between are asked of SymPy.

    Raises:
        SpecError: an arbitrary function has no values, nor has one that is unknown here.
    """
    formula = formula_of(function, order)
    quick: Real = translate(formula, FLOATS)

    def value(x: float) -> float:
        found = quick(x)
        if math.isfinite(found) or not math.isfinite(x):
            return found
        asked = formula.subs(X, sympy.Float(x, 40)).evalf(20)
        return float(asked) if asked.is_extended_real else math.nan

    return value


def translate(formula: sympy.Expr, arithmetic: Arithmetic) -> Callable[[Any], Any]:
    """The formula as nested functions of an arithmetic's numbers.

    Raises:
        SpecError: a part of the formula is not known here.
    """
    if formula == X:
        return lambda x: x
    if formula.is_number:
        number = float(formula)
        return lambda x: number
    parts = [translate(part, arithmetic) for part in formula.args]
    for kind, operation in arithmetic.operations.items():
        if isinstance(formula, kind):
            return reduce(lambda left, right, of=operation: both(of, left, right), parts)  # type: ignore[misc]
    if type(formula) in arithmetic.named and len(parts) == 1:
        outer, inner = arithmetic.named[type(formula)], parts[0]
        return lambda x: outer(inner(x))
    raise SpecError(
        f"{type(formula).__name__} has no values here; expected sums, products, powers, exp, log and the like"
    )


def both(operation: Callable[[Any, Any], Any], left: Callable[[Any], Any], right: Callable[[Any], Any]) -> Any:
    """An operation on the values of two functions."""
    return lambda x: operation(left(x), right(x))


def step(x: float, at_zero: float) -> float:
    """1 above zero, 0 below, and what the convention says at zero."""
    return at_zero if x == 0 else float(x > 0)


FLOATS = Arithmetic(
    NAMED,
    {
        sympy.Add: operator.add,
        sympy.Mul: operator.mul,
        sympy.Max: max,
        sympy.Min: min,
        sympy.Pow: power,
        sympy.Heaviside: step,
    },
)
