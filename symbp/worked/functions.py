"""SymPy's formula of one variable as a function of arrays: no number where there is none, and never an error."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from math import erf
from typing import Any

import numpy as np
import sympy

from ..language import Function
from .formula import Arithmetic, formula_of, translate


def raised(base: Any, exponent: Any) -> Any:
    """base**exponent in floats, so that a negative exponent is a quotient."""
    return np.power(np.asarray(base, dtype=float), exponent)


ARRAYS = Arithmetic(
    {
        sympy.exp: np.exp,
        sympy.log: np.log,
        sympy.sin: np.sin,
        sympy.cos: np.cos,
        sympy.tan: np.tan,
        sympy.sinh: np.sinh,
        sympy.cosh: np.cosh,
        sympy.tanh: np.tanh,
        sympy.atan: np.arctan,
        sympy.erf: np.vectorize(erf, otypes=[float]),
        sympy.Abs: np.abs,
        sympy.sign: np.sign,
    },
    {
        sympy.Add: np.add,
        sympy.Mul: np.multiply,
        sympy.Max: np.maximum,
        sympy.Min: np.minimum,
        sympy.Pow: raised,
        sympy.Heaviside: np.heaviside,
    },
)


@cache
def on_arrays(function: Function, order: int) -> Callable[[Any], Any]:
    """The function, or its derivative of some order.

    Raises:
        SpecError: an arbitrary function has no values, nor has one that is unknown here.
    """
    return translate(formula_of(function, order), ARRAYS)
