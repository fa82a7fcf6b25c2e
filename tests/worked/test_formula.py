"""Formulas in floats against SymPy in 50 digits, for every activation that there is."""

import math

import pytest
import sympy

from symbp.language import Function, X, slope
from symbp.library import find, names
from symbp.worked.formula import real

FUNCTIONS = {
    name: module.FUNCTION
    for name in names("operations")
    if hasattr(module := find("operations", name, "activation"), "FUNCTION")
}


@pytest.mark.parametrize("order", [0, 1])
@pytest.mark.parametrize("name", FUNCTIONS)
def test_activation(name, order):
    function = FUNCTIONS[name]
    formula = slope(function, order) if order else function.formula
    far = () if formula.has(sympy.erf) else (-800.0, 720.0, 1000.0)  # SymPy takes for ever over 1 + erf(-500)
    for point in (-5.5, -1.25, -1e-3, 1e-3, 0.5, 2.0, 5.5, *far):
        exact = formula.subs(X, sympy.Float(point, 60)).evalf(50)
        found = real(function, order)(point)
        if not exact.is_extended_real:  # outside of the function's domain
            assert math.isnan(found)
        elif abs(exact) > sympy.Float("1.7e308"):
            assert math.isinf(found)
        else:
            assert found == pytest.approx(float(exact), rel=1e-9, abs=1e-13)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_at_zero(name):
    exact, found = FUNCTIONS[name].formula.subs(X, 0), real(FUNCTIONS[name], 0)(0.0)
    if exact.is_finite:
        assert found == pytest.approx(float(exact))
    else:
        assert not math.isfinite(found)


@pytest.mark.parametrize("point", [math.inf, -math.inf, math.nan])
@pytest.mark.parametrize("name", FUNCTIONS)
def test_what_is_no_number_is_no_error(name, point):
    assert isinstance(real(FUNCTIONS[name], 0)(point), float)


def test_arbitrary_functions_have_no_values():
    from symbp.errors import SpecError

    with pytest.raises(SpecError, match="arbitrary"):
        real(Function("f"), 0)


@pytest.mark.parametrize("kind", [sympy.sin, sympy.cos, sympy.tan, sympy.atan, sympy.sinh, sympy.cosh, sympy.erf])
def test_elementary_functions(kind):
    for point in (-2.5, -0.5, 0.0, 1.25):
        assert real(Function("f", kind(X)), 0)(point) == pytest.approx(float(kind(point)))
    assert real(Function("f", sympy.sinh(X)), 0)(-1000.0) == -math.inf
