"""Descent itself: exact as long as fractions stay short, in floats after that."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction

from ..language import Expression, Tensor
from .evaluate import Undefined, exact, floating, long, nearest, rational
from .records import Point, Problem, Value


class Ground:
    """A function with its slopes, ready to be evaluated anywhere."""

    def __init__(self, problem: Problem, slope: Sequence[Expression]) -> None:
        self.variables: tuple[Tensor, ...] = problem.variables
        self.bodies = (problem.body, *slope)
        self.rational = all(rational(body) for body in self.bodies)
        self.quick = [floating(body, self.variables) for body in self.bodies]

    def point(self, at: tuple[Value, ...]) -> Point | None:
        """The value and the slopes at a point, exact where the point is; None where the function has no value."""
        given = [value for value in at if isinstance(value, Fraction)]
        if self.rational and len(given) == len(at) and not any(map(long, at)):
            places = dict(zip(self.variables, given, strict=True))
            try:
                value, *slope = (exact(body, places) for body in self.bodies)
            except Undefined:
                return None
            return Point(at, value, tuple(slope))
        return self.rounded(tuple(nearest(value) for value in at))

    def rounded(self, at: tuple[float, ...]) -> Point | None:
        """The value and the slopes in floats."""
        found = [quick(at) for quick in self.quick]
        if not all(math.isfinite(value) for value in found):
            return None
        return Point(at, found[0], tuple(found[1:]))


def moved(point: Point, rate: Value) -> tuple[Value, ...]:
    """One step against the slopes."""
    return tuple(value - rate * slope for value, slope in zip(point.at, point.slope, strict=True))


def path(ground: Ground, problem: Problem, rate: Fraction) -> tuple[Point, ...]:
    """The start and the points after each step; it ends early where the function has no value."""
    point = ground.point(tuple(Fraction(value) for value in problem.start))
    found: list[Point] = []
    while point is not None and len(found) < problem.steps:
        found.append(point)
        plain = all(isinstance(value, Fraction) for value in (*point.at, *point.slope))
        point = ground.point(moved(point, rate if plain else nearest(rate)))
    return (*found, point) if point is not None else tuple(found)
