"""Functions whose second derivatives do not change: where they rest, and the modes of their steps."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import sympy

from ..language import Expression
from .algebra import Algebra
from .records import Mode, Problem, Quadratic
from .surd import Surd, square_root

Vector = tuple[Fraction, ...]
Grid = tuple[Vector, ...]


def quadratic(
    problem: Problem, slope: Sequence[Expression], curvatures: Sequence[Sequence[Expression]]
) -> Quadratic | None:
    """The function as a quadratic one, or None where its second derivatives change from place to place."""
    algebra = Algebra()
    found = [[fraction(sympy.expand(algebra(entry))) for entry in row] for row in curvatures]
    if any(entry is None for row in found for entry in row):
        return None
    matrix: Grid = tuple(tuple(entry for entry in row if entry is not None) for row in found)
    origin = {algebra.tensor(variable): 0 for variable in problem.variables}
    level = [fraction(sympy.expand(algebra(body)).subs(origin)) for body in slope]
    if any(entry is None for entry in level):
        return None
    offset = tuple(entry for entry in level if entry is not None)
    start = tuple(Fraction(value) for value in problem.start)
    rest = resting(matrix, offset, start)
    away = None if rest is None else tuple(a - b for a, b in zip(start, rest, strict=True))
    return Quadratic(matrix, rest, modes(matrix, away))


def fraction(value: sympy.Expr) -> Fraction | None:
    """A rational number, else None."""
    return Fraction(int(value.p), int(value.q)) if isinstance(value, sympy.Rational) else None


def times(matrix: Grid, vector: Vector) -> Vector:
    """The product of a matrix and a column."""
    return tuple(sum((a * b for a, b in zip(row, vector, strict=True)), Fraction(0)) for row in matrix)


def resting(matrix: Grid, offset: Vector, start: Vector) -> Vector | None:
    """The point with slope 0, the one nearest to the start where there are several; None where there is none."""
    if len(matrix) == 1:
        ((curvature,),) = matrix
        if curvature:
            return (-offset[0] / curvature,)
        return start if not offset[0] else None
    (a, b), (c, d) = matrix
    determinant = a * d - b * c
    if determinant:
        return ((b * offset[1] - d * offset[0]) / determinant, (c * offset[0] - a * offset[1]) / determinant)
    slope = tuple(x + y for x, y in zip(times(matrix, start), offset, strict=True))
    trace = a + d
    if not trace:
        return None if any(slope) else start
    # Along the one direction that is curved, the slope falls to 0 after slope/trace; across it nothing changes.
    found = tuple(x - y / trace for x, y in zip(start, slope, strict=True))
    left = tuple(x + y for x, y in zip(times(matrix, found), offset, strict=True))
    return None if any(left) else found


def modes(matrix: Grid, away: Vector | None) -> tuple[Mode, ...]:
    """The directions that a step only stretches, the most curved first; `away` leads from rest to the start."""
    if len(matrix) == 1:
        return (Mode(Surd(matrix[0][0]), (Surd(Fraction(1)),), away is None or any(away)),)
    (a, b), (_, d) = matrix
    if not b:
        axes = ((a, (1, 0)), (d, (0, 1)))
        found = [
            Mode(Surd(curvature), tuple(Surd(Fraction(c)) for c in axis), away is None or bool(away[axis[1]]))
            for curvature, axis in axes
        ]
        return tuple(sorted(found, key=lambda mode: (-abs(mode.curvature.whole), mode.direction[1].whole)))
    middle, reach = (a + d) / 2, square_root(((a - d) / 2) ** 2 + b * b)
    both = (reach.plus(middle), reach.times(Fraction(-1)).plus(middle))
    if middle < 0:
        both = both[::-1]
    made = []
    for mine, other in (both, both[::-1]):
        direction = (Surd(b), mine.plus(-a)) if b > 0 else (Surd(-b), mine.plus(-a).times(Fraction(-1)))
        made.append(Mode(mine, direction, away is None or off(matrix, away, other)))
    return tuple(made)


def off(matrix: Grid, away: Vector, other: Surd) -> bool:
    """Whether a vector has a part in one mode: unless it lies in the other one alone."""
    turned = times(matrix, away)
    if not other.rational:
        return any(away)
    return any(x != other.whole * y for x, y in zip(turned, away, strict=True))
