"""Intervals of floats: (lowest, highest), and functions of one variable on them.

A number printed as 0.593 stands for everything from 0.5925 to 0.5935.  Sums, products and powers of intervals are
exact but for the rounding of floats; a function whose formula names its variable once is, too.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import cache, reduce

import sympy

from ..errors import SpecError
from ..language import Exponent, Function, X, slope
from ..worked.formula import NAMED, exponential, logarithm, power

Interval = tuple[float, float]
EVERYTHING: Interval = (-math.inf, math.inf)
GROWING = {sympy.exp: exponential, sympy.log: logarithm} | {
    kind: NAMED[kind] for kind in (sympy.tanh, sympy.atan, sympy.erf, sympy.sign)
}


def exactly(value: float) -> Interval:
    """One number."""
    return (value, value)


def hull(*found: Interval) -> Interval:
    """The smallest interval around all of them."""
    return (min(low for low, _ in found), max(high for _, high in found))


def meet(left: Interval, right: Interval) -> bool:
    """Whether they have a number in common."""
    return left[0] <= right[1] and right[0] <= left[1]


def add(left: Interval, right: Interval) -> Interval:
    """x + y."""
    return (left[0] + right[0], left[1] + right[1])


def times(left: Interval, right: Interval) -> Interval:
    """x y; 0 times something infinite is 0, for it stands for a limit of finite numbers."""
    (a, b), (c, d) = left, right
    found = (a * c, a * d, b * c, b * d)
    total = sum(found)
    if total - total != 0.0:  # something infinite, or no number
        found = tuple(0.0 if value != value else value for value in found)  # type: ignore[assignment]
    return (min(found), max(found))


def raised(base: Interval, exponent: Exponent) -> Interval:
    """x to a rational power; everything where that has a pole inside."""
    low, high = base
    if exponent != int(exponent):
        if high < 0:
            return EVERYTHING
        ends = power(max(low, 0.0), float(exponent)), power(high, float(exponent))
        return (min(ends), max(ends))
    whole = int(exponent)
    if low <= 0 <= high:
        if whole < 0:
            return EVERYTHING
        if whole % 2 == 0:
            return (0.0, max(power(low, whole), power(high, whole)))
    ends = power(low, whole), power(high, whole)
    return (min(ends), max(ends))


Ranged = Callable[[Interval], Interval]


@cache
def ranged(function: Function, order: int) -> Ranged:
    """All values that a function, or its derivative of some order, takes on an interval, or more.

    Raises:
        SpecError: an arbitrary function has no values.
    """
    formula = slope(function, order) if order else function.formula
    if formula is None:
        raise SpecError(f"the function {function.name} is arbitrary, so it has no values; name an activation")
    return translate(formula)


def translate(formula: sympy.Expr) -> Ranged:
    """The formula as nested functions of intervals; everything where a part of it is not known here."""
    if formula == X:
        return lambda x: x
    if formula.is_number:
        number = exactly(float(formula))
        return lambda x: number
    if isinstance(formula, sympy.Pow) and formula.exp.is_Rational:
        base, exponent = translate(formula.base), formula.exp
        known = int(exponent) if exponent.is_Integer else exponent
        return lambda x: raised(base(x), known)
    parts = [translate(part) for part in formula.args]
    if isinstance(formula, sympy.Add | sympy.Mul):
        return reduce(lambda f, g: both(add if formula.is_Add else times, f, g), parts)
    if isinstance(formula, sympy.Max | sympy.Min):
        chosen = max if isinstance(formula, sympy.Max) else min
        return reduce(lambda f, g: both(lambda a, b: (chosen(a[0], b[0]), chosen(a[1], b[1])), f, g), parts)
    if len(parts) == 1 and type(formula) in GROWING:
        return grown(GROWING[type(formula)], parts[0])
    if isinstance(formula, sympy.Abs):
        return lambda x: size(parts[0](x))
    if isinstance(formula, sympy.Heaviside):
        return lambda x: stepped(parts[0](x), parts[1](x))
    if isinstance(formula, sympy.DiracDelta):
        return lambda x: exactly(0.0) if parts[0](x)[0] > 0 or parts[0](x)[1] < 0 else EVERYTHING
    if isinstance(formula, sympy.sin | sympy.cos):
        return waved(NAMED[type(formula)], parts[0])
    return lambda x: EVERYTHING


def both(operation: Callable[[Interval, Interval], Interval], left: Ranged, right: Ranged) -> Ranged:
    """Two functions, put together."""
    return lambda x: operation(left(x), right(x))


def grown(outer: Callable[[float], float], inner: Ranged) -> Ranged:
    """A growing function of something."""

    def found(x: Interval) -> Interval:
        low, high = inner(x)
        ends = outer(low), outer(high)
        return EVERYTHING if any(end != end for end in ends) else ends

    return found


def waved(outer: Callable[[float], float], inner: Ranged) -> Ranged:
    """A sine or cosine: no further from its value in the middle than the argument is."""

    def found(x: Interval) -> Interval:
        low, high = inner(x)
        if not high - low < 2:
            return (-1.0, 1.0)
        middle, reach = outer((low + high) / 2), (high - low) / 2
        return (max(-1.0, middle - reach), min(1.0, middle + reach))

    return found


def size(x: Interval) -> Interval:
    """|x|."""
    low, high = x
    return (max(low, -high, 0.0), max(-low, high))


def stepped(x: Interval, at_zero: Interval) -> Interval:
    """1 above 0, 0 below, and between them what the convention says at 0."""
    low, high = x
    if low > 0 or high < 0:
        return exactly(float(low > 0))
    found = [at_zero, *([exactly(0.0)] if low < 0 else []), *([exactly(1.0)] if high > 0 else [])]
    return hull(*found)
