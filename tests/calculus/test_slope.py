"""Activation derivatives found in the output: checked as identities, at points, for every operation in the folder."""

import pytest
import sympy

from symbp.calculus.slope import in_output
from symbp.insight import steepest
from symbp.language import Function, X, slope
from symbp.library import find, names

FUNCTIONS = [
    module.FUNCTION for name in names("operations") if hasattr(module := find("operations", name, ""), "FUNCTION")
]
POINTS = [sympy.Rational(p, 7) for p in (-19, -5, -1, 2, 11, 30)]
EXTRA = [
    Function("scaled", 3 / (2 + sympy.exp(-2 * X))),
    Function("gompertz log", sympy.log(1 + 2 * sympy.exp(X / 2))),
    Function("exp", sympy.exp(3 * X)),
    Function("logit shift", (sympy.exp(X) - 2) / (3 * sympy.exp(X) + 1)),
]


@pytest.mark.parametrize("function", FUNCTIONS + EXTRA, ids=lambda f: f.name)
def test_formula_in_the_output_is_the_derivative(function: Function) -> None:
    formula = in_output(function)
    if formula is None:
        return
    for point in POINTS:
        output = function.formula.subs(X, point)
        want = slope(function).subs(X, point)
        assert abs(sympy.N(formula.subs(X, output) - want, 40)) < sympy.Float("1e-35")


@pytest.mark.parametrize("function", EXTRA, ids=lambda f: f.name)
def test_it_is_found_for_functions_nobody_listed(function: Function) -> None:
    assert in_output(function) is not None


@pytest.mark.parametrize("name", ["silu", "relu"])
def test_no_formula_is_claimed_where_the_output_does_not_determine_the_slope(name: str) -> None:
    assert in_output(find("operations", name, "").FUNCTION) is None


@pytest.mark.parametrize("function", FUNCTIONS + EXTRA, ids=lambda f: f.name)
def test_the_largest_slope_is_not_exceeded_and_is_approached(function: Function) -> None:
    bounds = steepest(function)
    if bounds.largest is None:
        return
    values = [float(slope(function).subs(X, sympy.Rational(k, 20))) for k in range(-800, 801)]
    assert max(values) <= bounds.largest * (1 + 1e-12)
    assert max(values) > float(bounds.largest) * 0.999
