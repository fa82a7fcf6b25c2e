"""Formulas read node by node have the value that SymPy gives them."""

import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

from symbp.certify.field import Undefined
from symbp.certify.floating import Floating
from symbp.certify.formula import meaning
from symbp.certify.modular import PRIME, Modular
from symbp.language import X

FORMULAS = [
    sympy.exp(2 * X + 1) / (1 + sympy.exp(-X)),
    sympy.exp(X / 2) ** 3,
    sympy.Max(0, X),
    sympy.Min(X, 1, 2 * X),
    sympy.Abs(X - 1) * sympy.sign(X),
    sympy.Heaviside(X, 0) + sympy.Heaviside(X - 0.5, sympy.Rational(1, 2)),
    sympy.sqrt(1 + X**2) ** -1,
    X * (1 + sympy.erf(X / sympy.sqrt(2))) / 2,
    sympy.Piecewise((X, X > 0), (sympy.exp(X) - 1, True)),
    sympy.pi * X**3 - sympy.Rational(1, 7),
    2**X,
    sympy.atan(X) + sympy.sin(X),
    sympy.log(1 + sympy.exp(X)),
]


@pytest.mark.parametrize("formula", FORMULAS, ids=str)
@pytest.mark.parametrize("x", [-1.25, 0.3, 0.5, 2.0])
def test_a_formula_has_sympys_value(formula, x):
    assert meaning(formula)(Floating(0), x) == pytest.approx(float(formula.subs(X, x)), rel=1e-12)


def test_a_step_at_its_kink_has_its_second_argument():
    assert meaning(sympy.Heaviside(X, 0))(Floating(0), 0.0) == 0
    assert meaning(sympy.Heaviside(X))(Floating(0), 0.0) == 0.5


@given(st.integers(1, PRIME - 1))
def test_exponentials_over_a_common_unit(x):
    field = Modular(0)
    assert meaning(sympy.exp(3 * X))(field, x) == pow(field.exp(x), 3, PRIME)
    assert meaning(sympy.exp(-2 * X))(field, x) == pow(field.exp(x), -2, PRIME)
    assert meaning(sympy.exp(X + 1))(field, x) == field.exp(x) * field.exp(1) % PRIME


def test_what_is_undefined_is_said_to_be():
    for formula, x in ((1 / X, 0.0), (sympy.log(X), -1.0), (sympy.sqrt(X), -1.0), (sympy.exp(sympy.exp(X)), 800.0)):
        with pytest.raises(Undefined):
            meaning(formula)(Floating(0), x)
