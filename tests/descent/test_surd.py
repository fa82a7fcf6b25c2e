"""Numbers a + b*sqrt(n): signs without rounding, arithmetic against high precision."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st
from sympy import Rational, sqrt

from symbp.descent.surd import Surd, square_root

parts = st.fractions(min_value=-50, max_value=50, max_denominator=9)
roots = st.sampled_from([2, 3, 5, 6, 7, 10])


def value(surd: Surd):
    """The same number as SymPy has it."""
    return rational(surd.whole) + rational(surd.part) * sqrt(surd.root)


def rational(number: Fraction):
    return Rational(number.numerator, number.denominator)


@given(whole=parts, part=parts, root=roots, other=parts)
def test_arithmetic(whole, part, root, other):
    surd = Surd(whole, part, root)
    assert value(surd.plus(other)) == value(surd) + rational(other)
    assert (value(surd.times(other)) - value(surd) * rational(other)).expand() == 0
    assert (value(surd.squared()) - value(surd) ** 2).expand() == 0
    assert value(surd.minus(Surd(other))) == value(surd) - rational(other)


@given(whole=parts, part=parts, root=roots)
def test_the_sign(whole, part, root):
    surd = Surd(whole, part, root)
    number = value(surd).evalf(40)
    assert surd.sign == int(bool(number > 0)) - int(bool(number < 0))
    assert abs(float(surd) - number) <= 1e-12 * max(1, abs(number))


def test_a_sign_that_floats_do_not_see():
    """Continued fractions of sqrt 2: 1 more or less in 10^40."""
    one, other = Fraction(1), Fraction(1)
    for _ in range(100):
        one, other = one + 2 * other, one + other
    close = Surd(one, -other, 2)
    assert close.sign in (-1, 1)
    assert close.sign == -Surd(-one, other, 2).sign
    assert abs(float(close)) < 1e-30


@given(st.fractions(min_value=0, max_value=1000, max_denominator=50))
def test_square_roots(number):
    root = square_root(number)
    assert value(root) == sqrt(rational(number))
    assert root.sign == (number > 0)
    assert root.rational == bool(value(root).is_rational)
