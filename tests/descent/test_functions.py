"""Functions that are not quadratic: where they settle is compared with mathematics known otherwise."""

import math
from decimal import Decimal
from fractions import Fraction

import pytest

from symbp.descent import problem, study
from symbp.descent.limit import MOST


def courses(formula, start, *rates, steps=4):
    found = study(problem(formula, start, [Decimal(rate) for rate in rates], steps=steps))
    assert found.sound
    assert found.quadratic is None
    return found.courses


def test_cosine_settles_at_pi():
    for course in courses("cos(x)", {"x": 1}, "0.1", "0.5", "1.5"):
        assert course.limit.kind == "settles"
        assert course.limit.at[0] == pytest.approx(math.pi, abs=1e-7)
        assert course.limit.curvatures == pytest.approx([1.0])
        assert course.factors == pytest.approx([1 - float(course.rate)])
        assert course.verdict == ("converges-changing" if course.rate > 1 else "converges")


def test_the_minimum_of_a_sum_of_an_exponential_and_a_line():
    (course,) = courses("exp(x) - 2*x", {"x": 0}, "0.3")
    assert course.limit.at[0] == pytest.approx(math.log(2))
    assert course.limit.curvatures == pytest.approx([2.0])
    assert course.factors == pytest.approx([0.4])


def test_a_polynomial_path_stays_exact_and_matches_plain_fractions():
    (course,) = courses("x**4 - x", {"x": Decimal("0.5")}, "0.1", steps=5)
    x = Fraction(1, 2)
    for point in course.points:
        assert point.at == (x,)
        assert point.value == x**4 - x
        x -= Fraction(1, 10) * (4 * x**3 - 1)
    assert course.limit.at[0] == pytest.approx(0.25 ** (1 / 3))


def test_long_fractions_are_carried_on_in_floats():
    (course,) = courses("x**4 - x", {"x": Decimal("0.5")}, "0.1", steps=40)
    assert len(course.points) == 41
    assert isinstance(course.points[3].at[0], Fraction)
    assert isinstance(course.points[-1].at[0], float)
    assert course.points[-1].at[0] == pytest.approx(0.25 ** (1 / 3), abs=1e-6)


def test_the_banana_valley():
    (course,) = courses("(1 - x)**2 + 100*(y - x**2)**2", {"x": Decimal("0.9"), "y": Decimal("0.8")}, "0.0019")
    assert course.limit.kind == "settles" or course.limit.steps == MOST
    assert course.limit.at == pytest.approx((1, 1), abs=0.1)


@pytest.mark.parametrize(
    ("formula", "start", "rate", "verdict"),
    [
        ("x**4", {"x": 1}, "1", "diverges"),
        ("x**4", {"x": 1}, "0.5", "oscillates"),
        ("x**4", {"x": 1}, "0.1", "moving"),
        ("exp(x**2)", {"x": 1}, "5", "diverges"),
        ("exp(x**2)", {"x": 1}, "5.4", "diverges"),
        ("(1 + x)**50", {"x": Decimal("0.5")}, "0.1", "diverges"),
        ("x**3", {"x": 1}, "0.1", "moving"),
        ("x**3", {"x": -1}, "1", "diverges"),
        ("cos(x)", {"x": 0}, "0.1", "rest"),
        ("sin(x)*y", {"x": 0, "y": 0}, "0.1", "rest"),
        ("log(x)", {"x": 1}, "1.5", "undefined"),
        ("(x**2 - 1)**2", {"x": 0}, "0.1", "rest"),
        ("(x**2 - 1)**2 + y**2", {"x": 0, "y": 1}, "0.1", "stationary"),
        ("(1 - x)**2 + 100*(y - x**2)**2", {"x": -1, "y": 1}, "0.5", "landed"),
    ],
)
def test_verdicts(formula, start, rate, verdict):
    (course,) = courses(formula, start, rate)
    assert course.verdict == verdict


def test_a_path_that_leaves_the_domain_ends_there():
    (course,) = courses("log(x)**2 + x", {"x": 2}, "5")
    assert len(course.points) == 1
    assert course.verdict == "undefined"


def test_values_are_what_the_formula_gives():
    """Every function the formulas may call, beside Python's own."""
    known = {
        "exp": math.exp,
        "log": math.log,
        "sin": math.sin,
        "cos": math.cos,
        "tanh": math.tanh,
        "atan": math.atan,
        "erf": math.erf,
        "sqrt": math.sqrt,
    }
    for name, function in known.items():
        (course,) = courses(f"{name}(x)", {"x": Decimal("0.7")}, "0.01", steps=1)
        assert float(course.points[0].value) == pytest.approx(function(0.7), rel=1e-12)
        difference = (function(0.7 + 1e-6) - function(0.7 - 1e-6)) / 2e-6
        assert float(course.points[0].slope[0]) == pytest.approx(difference, rel=1e-7)


def test_the_directions_at_the_start():
    """Against numbers: no unit vector has a smaller product with the gradient than the one against it."""
    found = study(problem("x**2*y + exp(y)", {"x": 1, "y": 2}, [Decimal("0.1")], direction={"x": 3, "y": 4}))
    gradient = (4.0, 1 + math.exp(2))
    by_key = {heading.key: heading for heading in found.headings}
    assert by_key["own"].direction == (Fraction(3, 5), Fraction(4, 5))
    assert float(by_key["own"].slope) == pytest.approx(0.6 * gradient[0] + 0.8 * gradient[1])
    assert float(by_key["down"].slope) == pytest.approx(-math.hypot(*gradient))
    assert float(by_key["up"].slope) == pytest.approx(math.hypot(*gradient))
    slopes = [math.cos(t / 50) * gradient[0] + math.sin(t / 50) * gradient[1] for t in range(315)]
    assert min(slopes) >= float(by_key["down"].slope) - 1e-12
    assert max(slopes) <= float(by_key["up"].slope) + 1e-12
