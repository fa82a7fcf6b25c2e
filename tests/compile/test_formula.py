"""Formulas rewritten so that they can be evaluated anywhere: the same function as before, in many digits."""

import pytest
import sympy

from symbp.compile.formula import LOGISTIC, SOFTPLUS, stable
from symbp.compile.logarithm import log_of
from symbp.language import Function, X, slope
from symbp.library import find, names

POINTS = [sympy.Rational(k, 7) for k in (-25, -9, -3, 1, 4, 11, 30)]
OWN = [
    Function("swish2", X / (1 + sympy.exp(-2 * X))),
    Function("half tanh", sympy.tanh(X / 2)),
    Function("logit gap", (sympy.exp(3 * X) - 2) / (sympy.exp(3 * X) + 5)),
    Function("squashed", sympy.exp(X) / (1 + sympy.exp(X)) ** 2 + X),
    Function("plus", sympy.log(1 + sympy.exp(2 * X)) * X),
    Function("bump", sympy.exp(-(X**2))),
    Function("root", sympy.sqrt(X**2 + 1)),
]
ALL = [
    module.FUNCTION
    for name in names("operations")
    if hasattr(module := find("operations", name, "operation"), "FUNCTION")
] + OWN


def value(formula, at):
    """The formula at a point, the two functions of our own written out."""
    plain = formula.replace(LOGISTIC, lambda u: 1 / (1 + sympy.exp(-u)))
    plain = plain.replace(SOFTPLUS, lambda u: sympy.log(1 + sympy.exp(u)))
    return plain.subs(X, at).evalf(30)


@pytest.mark.parametrize("function", ALL, ids=lambda function: function.name)
@pytest.mark.parametrize("order", [0, 1])
def test_the_stable_formula_is_the_same_function(function, order):
    formula = slope(function, order)
    for at in POINTS:
        assert abs(value(stable(formula), at) - formula.subs(X, at).evalf(30)) < 1e-25


@pytest.mark.parametrize("name", ["sigmoid", "silu", "tanh"])
@pytest.mark.parametrize("order", [0, 1])
def test_no_exponential_is_left_that_could_overflow(name, order):
    assert not stable(slope(find("operations", name, "operation").FUNCTION, order)).has(sympy.exp)


@pytest.mark.parametrize("function", ALL, ids=lambda function: function.name)
@pytest.mark.parametrize(("constant", "factor"), [(0, 1), (1, -1), (1, 1), (2, -3)])
def test_the_logarithm_of_an_activation(function, constant, factor):
    from fractions import Fraction

    found = log_of(function, Fraction(constant), Fraction(factor))
    if found is None:
        return
    for at in POINTS:
        inside = (constant + factor * function.formula.subs(X, at)).evalf(40)
        assert abs(value(found.formula, at) - sympy.log(inside).evalf(30)) < 1e-25


def test_the_logarithm_of_a_sigmoid_is_found():
    from fractions import Fraction

    sigmoid = find("operations", "sigmoid", "operation").FUNCTION
    assert log_of(sigmoid, Fraction(0), Fraction(1)).formula == -SOFTPLUS(-X)
    assert log_of(sigmoid, Fraction(1), Fraction(-1)).formula == -SOFTPLUS(X)
