"""Random quadratic functions: the exact verdict beside what descent is seen to do, the factor, and the bound."""

from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from symbp.descent import problem, study
from symbp.descent.bound import largest
from symbp.descent.quadratic import modes
from symbp.descent.records import Quadratic
from symbp.descent.surd import Surd
from symbp.descent.verdict import factor, judge

small = st.fractions(min_value=-4, max_value=4, max_denominator=4)
rates = st.decimals(min_value="0.05", max_value="3", places=2)


def simulated(matrix: np.ndarray, away: np.ndarray, rate: float, steps: int = 400) -> str:
    """What becomes of the distance from rest: grows, stays, or goes to 0."""
    first = np.abs(away).max()
    for _ in range(steps):
        away = away - rate * matrix @ away
        if np.abs(away).max() > 1e6 * first:
            return "grows"
    if np.abs(away).max() < 1e-6 * first:
        return "shrinks"
    return "stays" if np.abs(away).max() > 0.3 * first else "between"


EXPECTED = {
    "diverges": "grows",
    "unbounded": "grows",
    "oscillates": "stays",
    "one-step": "shrinks",
    "converges": "shrinks",
    "converges-changing": "shrinks",
}


@given(curvature=small, rate=rates, start=small)
def test_the_verdict_in_one_variable(curvature, rate, start):
    quadratic = Quadratic(((curvature,),), (Fraction(0),), modes(((curvature,),), (start,)))
    verdict = judge(quadratic, rate)
    if not start:
        assert verdict == "rest"
        return
    if not curvature:
        assert verdict == "converges" or factor(Surd(curvature), rate).whole == 1
        return
    seen = simulated(np.array([[float(curvature)]]), np.array([float(start)]), float(rate))
    value = 1 - Fraction(rate) * curvature
    if verdict in ("slowly", "slowly-changing"):
        assert Fraction(9, 10) < abs(value) < 1
    elif abs(abs(value) - 1) > Fraction(1, 20) or abs(value) == 1:
        assert seen == EXPECTED[verdict]
    assert (verdict in ("oscillates",)) == (value == -1)
    assert (verdict == "one-step") == (value == 0)
    assert verdict.endswith("changing") == (-1 < value < 0)


@given(a=small, b=small, d=small, start=st.tuples(small, small), rate=rates)
def test_the_verdict_in_two_variables(a, b, d, start, rate):
    matrix = ((a, b), (b, d))
    quadratic = Quadratic(matrix, (Fraction(0), Fraction(0)), modes(matrix, start))
    verdict = judge(quadratic, rate)
    numbers = np.array([[float(a), float(b)], [float(b), float(d)]])
    values = np.sort(np.linalg.eigvalsh(numbers))
    assert np.allclose(np.sort([float(mode.curvature) for mode in quadratic.modes]), values, atol=1e-9)
    for mode in quadratic.modes:
        direction = np.array([float(part) for part in mode.direction])
        assert np.abs(direction).max() > 0
        assert np.allclose(numbers @ direction, float(mode.curvature) * direction, atol=1e-9)
    if not any(start):
        assert verdict == "rest"
        return
    sizes = [abs(1 - float(rate) * float(mode.curvature)) for mode in quadratic.modes if mode.active]
    flat = any(not mode.curvature.sign for mode in quadratic.modes)
    if verdict in EXPECTED and all(abs(size - 1) > 0.05 for size in sizes) and not flat:
        seen = simulated(numbers, np.array([float(value) for value in start]), float(rate))
        assert seen == EXPECTED[verdict]


def test_a_start_in_one_mode_leaves_the_other_out():
    """Along the axis that is curved less, the rate that would diverge across it converges."""
    steep = study(problem("x**2 + 10*y**2", {"x": 1, "y": 0}, [Decimal("0.15")], steps=3))
    assert steep.courses[0].verdict == "converges"
    assert study(problem("x**2 + 10*y**2", {"x": 1, "y": 1}, [Decimal("0.15")])).courses[0].verdict == "diverges"
    turned = study(problem("x**2 + x*y + y**2", {"x": 1, "y": -1}, [Decimal("0.9")], steps=3))
    assert [mode.active for mode in turned.quadratic.modes] == [False, True]
    assert turned.courses[0].verdict == "converges"


coefficient = st.decimals(min_value="-3", max_value="3", places=1)


@settings(max_examples=15)
@given(a=coefficient, b=coefficient, c=coefficient, start=coefficient, rate=rates)
def test_a_random_parabola_from_its_formula(a, b, c, start, rate):
    """From text to verdict; every number against plain fractions, every claim against SymPy."""
    if not a:
        return
    found = study(problem(f"{a}*x**2 + {b}*x + {c}", {"x": start}, [rate], steps=4))
    assert found.sound
    bent, level, x = 2 * Fraction(a), Fraction(b), Fraction(start)
    (course,) = found.courses
    assert course.factors[0].whole == 1 - Fraction(rate) * bent
    for point in course.points:
        assert point.at == (x,)
        assert point.slope == (bent * x + level,)
        assert point.value == Fraction(a) * x * x + level * x + Fraction(c)
        x -= Fraction(rate) * (bent * x + level)
    assert found.quadratic.rest == (-level / bent,)


@pytest.mark.parametrize(
    ("formula", "rate", "verdict"),
    [
        ("2*x + y", "0.1", "unbounded"),
        ("x**2 + y", "0.1", "unbounded"),
        ("x**2 - y**2", "0.1", "unbounded"),
        ("-x**2 - y**2", "0.1", "unbounded"),
        ("(x - y)**2", "0.1", "converges"),
        ("(x - y)**2", "0.25", "one-step"),
        ("(x - y)**2", "0.5", "oscillates"),
        ("(x + y)**2", "0.5", "oscillates"),
        ("x**2 + y**2", "0.5", "one-step"),
        ("x**2 + x*y + y**2", "0.5", "converges-changing"),
        ("x**2/100 + y**2", "0.5", "slowly"),
    ],
)
def test_shapes(formula, rate, verdict):
    found = study(problem(formula, {"x": 3, "y": 1}, [Decimal(rate)], steps=3))
    assert found.courses[0].verdict == verdict
    assert found.sound


def test_irrational_curvatures_stay_exact():
    """x^2 + x y + 2 y^2 has the curvatures 3 +- sqrt 2; the bound is 2/(3 + sqrt 2)."""
    found = study(problem("x**2 + x*y + 2*y**2", {"x": 1, "y": 1}, [Decimal("0.45"), Decimal("0.46")], steps=3))
    assert [str(mode.curvature.whole) for mode in found.quadratic.modes] == ["3", "3"]
    assert [(mode.curvature.part, mode.curvature.root) for mode in found.quadratic.modes] == [(1, 2), (-1, 2)]
    assert largest(found.quadratic) == found.quadratic.modes[0].curvature
    assert 0.45 < 2 / (3 + 2**0.5) < 0.46
    assert [course.verdict for course in found.courses] == ["slowly-changing", "diverges"]
    assert found.sound
