"""The parabola y = 4x^2 from x = 2, against values worked out elsewhere by hand."""

from decimal import Decimal
from fractions import Fraction

import pytest
import sympy

from symbp.descent import study
from symbp.descent.claims import Relation
from symbp.descent.evaluate import exact
from symbp.language import number
from symbp.phrases import phrases
from symbp.spec import load_any

# x and y after 0, 1, 2, ... steps, and the verdict, by learning rate.
TRUE = {
    "1.0": ("2 -14 98", "16 784 38416", "diverges"),
    "0.26": ("2 -2.16 2.3328 -2.519424", "16 18.6624 21.76782336 25.389989167104", "diverges"),
    "0.25": ("2 -2 2 -2", "16 16 16 16", "oscillates for ever"),
    "0.24": (
        "2 -1.84 1.6928 -1.557376",
        "16 13.5424 11.46228736 9.701680021504",
        "converges slowly, changing sides",
    ),
    "0.1": ("2 0.4 0.08 0.016", "16 0.64 0.0256 0.001024", "converges"),
}


@pytest.fixture(scope="module")
def parabola():
    return study(load_any("descent-parabola"))


def test_every_true_value(parabola):
    assert [str(course.rate) for course in parabola.courses] == list(TRUE)
    for course in parabola.courses:
        xs, ys, verdict = TRUE[str(course.rate)]
        known = [(Fraction(x), Fraction(y)) for x, y in zip(xs.split(), ys.split(), strict=True)]
        assert [(point.at[0], point.value) for point in course.points][: len(known)] == known
        said = phrases("en").say(f"descent.verdict.{course.verdict}", level="the minimum", count=0)
        assert said.parts == (verdict,)


def test_the_slope_is_8x(parabola):
    (body,) = parabola.slope
    (x,) = parabola.problem.variables
    for value in (Fraction(-3), Fraction(0), Fraction(2), Fraction(7, 5)):
        assert exact(body, {x: value}) == 8 * value
    assert number(parabola.curvatures[0][0]) == 8


def test_the_factor_is_1_minus_8_eta(parabola):
    for course in parabola.courses:
        (factor,) = course.factors
        assert factor.rational
        assert factor.whole == 1 - 8 * Fraction(course.rate)


def test_the_bound_is_a_quarter(parabola):
    (read,) = [claim for claim in parabola.chapter("bound").claims if claim.reason == "read"]
    (relation,) = read.relations
    assert relation.signs == ("<", "<")
    assert [number(part) for part in relation.parts] == [0, None, Fraction(1, 4)]
    assert relation == Relation(relation.parts, ("<", "<"))
    # Nobody's algebra but SymPy's own: the set of all rates for which the factor is smaller than 1.
    eta = sympy.Symbol("eta", real=True)
    solved = sympy.solve_univariate_inequality(abs(1 - 8 * eta) < 1, eta, relational=False)
    assert solved == sympy.Interval.open(0, sympy.Rational(1, 4))


def test_everything_is_exact(parabola):
    assert parabola.sound
    assert parabola.counts == {"exact": parabola.counts["exact"], "agrees": 0, "refuted": 0, "unknown": 0}
    for course in parabola.courses:
        for point in course.points:
            assert all(isinstance(value, Fraction) for value in (*point.at, *point.slope, point.value))


def test_the_start_is_exact(parabola):
    assert parabola.problem.start == (Decimal(2),)
    right, left = parabola.headings
    assert (right.slope, left.slope) == (16, -16)
    assert [found.quotient for found in parabola.quotients] == [16]
