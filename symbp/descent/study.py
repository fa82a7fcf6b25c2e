"""A problem with all that can be said about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

import sympy

from ..certify import certify
from ..errors import SpecError
from ..language import Expression
from .algebra import Algebra
from .bound import bound
from .check import counted as stated
from .check import verdict
from .claims import Chapter
from .factor import Track, general_factor, quadratic_factor
from .letters import letters
from .limit import limit
from .path import Ground, path
from .quadratic import quadratic
from .records import Checked, Course, Point, Problem, Quadratic, Quotient, Study, Value
from .slopes import counted, curvatures, gradient, merged, slopes
from .steepest import along, headings, proof
from .verdict import factor, judge, judge_limit, leading

APART = Decimal("0.01")  # how far beside the start the reader looks


def study(problem: Problem) -> Study:
    """Slopes, curvatures, the factor per step and its bound, every path with its verdict, and the proof of steepness.

    Raises:
        SpecError: the function has no value at the start.
    """
    derivation, own = slopes(problem)
    slope = gradient(derivation, problem.variables)
    bent, others = curvatures(problem, slope)
    names = letters([tensor.name for tensor in problem.variables], problem.network.loss.name)
    track = Track(problem, slope, names)
    flat = quadratic(problem, slope, bent)
    first = general_factor(track, bent) if flat is None else quadratic_factor(track, flat)
    chapters = (first, bound(track, flat), proof(names))
    line = along(names)
    ground = Ground(problem, slope)
    courses = tuple(course(ground, problem, flat, bent, number) for number in range(len(problem.rates)))
    checked = [*own, *others, *claims(chapters), *paths(problem, slope, courses), *closed(flat, courses)]
    checked += counted("along", certify(line))
    start = courses[0].points[0]
    return Study(
        problem,
        derivation,
        slope,
        bent,
        flat,
        names,
        chapters,
        courses,
        line,
        headings(start, problem.direction),
        tuple(quotients(ground, start)),
        merged(checked),
    )


def course(
    ground: Ground,
    problem: Problem,
    flat: Quadratic | None,
    bent: Sequence[Sequence[Expression]],
    number: int,
) -> Course:
    """One learning rate.

    Raises:
        SpecError: the function has no value at the start.
    """
    rate = problem.rates[number]
    points = path(ground, problem, Fraction(rate))
    if not points:
        name = problem.network.name
        raise SpecError(f"{name}: start: expected a point where the function has a slope, found none there")
    if flat is not None:
        factors = tuple(factor(mode.curvature, rate) for mode in flat.modes)
        return Course(rate, points, factors, judge(flat, rate), leading(flat, rate))
    found = limit(ground, problem, bent, rate)
    word, near = judge_limit(found, rate)
    return Course(rate, points, near, word, max(map(abs, near), default=None), found)


def quotients(ground: Ground, start: Point) -> Iterator[Quotient]:
    """The slopes at the start by values to both sides of it, one variable after the other."""
    for place in range(len(start.at)):
        step: Value = Fraction(APART) if exact(start) else float(APART)
        beside = []
        for change in (step, -step):
            at = tuple(value + change if n == place else value for n, value in enumerate(start.at))
            beside.append(ground.point(at))
        above, below = beside
        if above is not None and below is not None:
            yield Quotient(APART, above.value, below.value, (above.value - below.value) / (2 * step))


def claims(chapters: Sequence[Chapter]) -> Iterator[Checked]:
    """Every claim that is no definition, checked by SymPy."""
    for chapter in chapters:
        for claim in chapter.claims:
            if claim.how != "given":
                yield Checked("claims", verdict(claim), stated(claim))


def exact(point: Point) -> bool:
    """Whether all numbers of a point are exact."""
    return all(isinstance(value, Fraction) for value in (*point.at, *point.slope, point.value))


def paths(problem: Problem, slope: Sequence[Expression], courses: Sequence[Course]) -> Iterator[Checked]:
    """Every number of the tables once more, by SymPy: put into the function and its own derivatives."""
    algebra = Algebra()
    whole = algebra(problem.body)
    symbols = [algebra.tensor(variable) for variable in problem.variables]
    bodies = (whole, *(whole.diff(symbol) for symbol in symbols))
    for found in courses:
        before: Point | None = None
        for point in found.points:
            at = {symbol: number(value) for symbol, value in zip(symbols, point.at, strict=True)}
            right = [
                close(body.subs(at), value) for body, value in zip(bodies, (point.value, *point.slope), strict=True)
            ]
            if before is not None:
                moves = zip(before.at, before.slope, point.at, strict=True)
                right += [close(number(a) - number(Fraction(found.rate)) * number(s), b) for a, s, b in moves]
            kind = "exact" if exact(point) else "agrees"
            yield Checked("path", kind if all(right) else "refuted", len(right))
            before = point


def number(value: Fraction | float) -> sympy.Expr:
    """A number as SymPy's, a float by its exact value."""
    return sympy.Rational(*value.as_integer_ratio())


def close(expected: sympy.Expr, found: Fraction | float) -> bool:
    """Equal, where the number is exact; to nine digits, where it is a float."""
    if isinstance(found, Fraction):
        return bool(expected == number(found))
    value = float(expected.evalf(25))
    return abs(value - found) <= 1e-9 * max(1.0, abs(value), abs(found))


def closed(flat: Quadratic | None, courses: Sequence[Course]) -> Iterator[Checked]:
    """Every exact point of a quadratic function's path once more, by the factor to the power of the step."""
    if flat is None or flat.rest is None:
        return
    for found in courses:
        start = [a - b for a, b in zip(found.points[0].at, flat.rest, strict=True)]
        for step, point in enumerate(found.points):
            if not exact(point):
                return
            now = [a - b for a, b in zip(point.at, flat.rest, strict=True)]
            for mode, value in zip(flat.modes, found.factors, strict=True):
                weights = [Algebra()(weight.expression()) for weight in mode.direction]
                ahead = sum(w * number(a) for w, a in zip(weights, now, strict=True))
                behind = sum(w * number(a) for w, a in zip(weights, start, strict=True))
                assert not isinstance(value, float)
                power = Algebra()(value.expression()) ** step
                same = sympy.expand(ahead - power * behind) == 0
                yield Checked("closed", "exact" if same else "refuted", 1)
