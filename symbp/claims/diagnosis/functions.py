"""SymPy's formula of one variable as a function of arrays: no number where there is none, and never an error."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, reduce
from math import erf
from typing import Any

import numpy as np
import sympy
from numpy.typing import NDArray

from ...errors import SpecError
from ...language import Function, X, slope

Array = NDArray[np.float64]
Vectorised = Callable[[Any], Any]

NAMED: dict[type[sympy.Expr], Vectorised] = {
    sympy.exp: np.exp,
    sympy.log: np.log,
    sympy.sin: np.sin,
    sympy.cos: np.cos,
    sympy.tanh: np.tanh,
    sympy.atan: np.arctan,
    sympy.erf: np.vectorize(erf, otypes=[float]),
    sympy.Abs: np.abs,
    sympy.sign: np.sign,
}


@cache
def on_arrays(function: Function, order: int) -> Vectorised:
    """The function, or its derivative of some order.

    Raises:
        SpecError: an arbitrary function has no values, nor has one that is unknown here.
    """
    formula = slope(function, order) if order else function.formula
    if formula is None:
        raise SpecError(f"the function {function.name} is arbitrary, so it has no values; name an activation")
    return translate(formula)


def translate(formula: sympy.Expr) -> Vectorised:
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
    if isinstance(formula, sympy.Add | sympy.Mul | sympy.Max | sympy.Min):
        return reduce(lambda left, right: both(OPERATIONS[type(formula)], left, right), parts)
    if isinstance(formula, sympy.Pow):
        return both(raised, *parts)
    if isinstance(formula, sympy.Heaviside):
        return both(np.heaviside, *parts)
    if type(formula) in NAMED and len(parts) == 1:
        outer, inner = NAMED[type(formula)], parts[0]
        return lambda x: outer(inner(x))
    raise SpecError(f"{type(formula).__name__} has no values here; expected sums, products, powers, exp, log and so on")


OPERATIONS: dict[type[sympy.Expr], Callable[[Any, Any], Any]] = {
    sympy.Add: np.add,
    sympy.Mul: np.multiply,
    sympy.Max: np.maximum,
    sympy.Min: np.minimum,
}


def both(operation: Callable[[Any, Any], Any], left: Vectorised, right: Vectorised) -> Vectorised:
    """An operation on the values of two functions."""
    return lambda x: operation(left(x), right(x))


def raised(base: Any, exponent: Any) -> Any:
    """base**exponent in floats, so that a negative exponent is a quotient."""
    return np.power(np.asarray(base, dtype=float), exponent)
