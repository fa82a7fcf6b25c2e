"""Where descent goes in the long run on a function that is not quadratic: seen in floating point, and said so."""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from ..language import Expression
from .evaluate import floating
from .path import Ground, moved
from .records import Limit, Point, Problem

MOST = 3000  # steps
FAR = 1e9  # times the size of the start
STILL = 1e-12  # a step shorter than this, by the size of the point, is none
LEVEL = 1e-8  # a slope smaller than this, by the largest one met, is none
APART = 1e-6  # points further apart than this are two


def limit(ground: Ground, problem: Problem, curvatures: Sequence[Sequence[Expression]], rate: Decimal) -> Limit:
    """Follow descent until it settles, cycles, leaves, or has taken all steps."""
    point = ground.rounded(tuple(float(value) for value in problem.start))
    far = FAR * (1 + max(abs(float(value)) for value in problem.start))
    before: Point | None = None
    steepest = 0.0
    for step in range(MOST):
        if point is None:
            return Limit("undefined" if before is None else ending(ground, before, rate), step)
        to = tuple(float(value) for value in moved(point, float(rate)))
        if not all(abs(value) <= far for value in to):
            return Limit("leaves", step)
        slope = max(abs(float(value)) for value in point.slope)
        steepest = max(steepest, slope)
        if slope <= LEVEL * steepest and distance(to, floats(point)) <= STILL * (1 + size(point)):
            return settled(problem, curvatures, to, step)
        if before is not None and distance(to, floats(before)) <= STILL * (1 + size(point)):
            if distance(to, floats(point)) > APART * (1 + size(point)):
                return Limit("cycles", step, to)
        before, point = point, ground.rounded(to)
    return Limit("moving", MOST, floats(point) if point is not None else ())


def ending(ground: Ground, before: Point, rate: Decimal) -> str:
    """Whether a step ended where the function has no value, or where its value is too large for a float."""
    at = tuple(float(value) for value in moved(before, float(rate)))
    if ground.rational:
        return "undefined" if ground.point(tuple(map(Fraction, at))) is None else "leaves"
    return "leaves" if math.isinf(ground.quick[0](at)) else "undefined"


def floats(point: Point) -> tuple[float, ...]:
    """Where a point is."""
    return tuple(float(value) for value in point.at)


def size(point: Point) -> float:
    """The largest coordinate."""
    return max(abs(value) for value in floats(point))


def distance(one: Sequence[float], other: Sequence[float]) -> float:
    """The largest difference of two coordinates."""
    return max(abs(a - b) for a, b in zip(one, other, strict=True))


def settled(problem: Problem, curvatures: Sequence[Sequence[Expression]], at: tuple[float, ...], step: int) -> Limit:
    """The point where descent came to rest, with the curvatures there, the largest first."""
    found = [[floating(entry, problem.variables)(at) for entry in row] for row in curvatures]
    if not all(math.isfinite(entry) for row in found for entry in row):
        return Limit("undefined", step)
    if len(found) == 1:
        return Limit("settles", step, at, (found[0][0],))
    (a, b), (_, d) = found
    middle, reach = (a + d) / 2, math.hypot((a - d) / 2, b)
    return Limit("settles", step, at, (middle + reach, middle - reach))
