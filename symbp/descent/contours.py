"""Lines of equal value of a function of two variables, by marching squares over a grid of the unit square."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from decimal import Context, Decimal

from .lines import Line, Spot, along

GRID = 40  # squares along each side
LEVELS = 7

Grid = Sequence[Sequence[float]]
"""Values at the corners of the squares, row by row from below; no number where the function has none."""
Edge = tuple[int, int, int]
"""The edge from a corner (column, row) to its right, 0, or upwards, 1."""


def levels(grid: Grid) -> tuple[Decimal, ...]:
    """Round values that part the square: lines lie closer together lower down, where the path is meant to end."""
    values = sorted(value for row in grid for value in row if math.isfinite(value))
    if not values or values[0] == values[-1]:
        return ()
    places = [int((len(values) - 1) * (n / (LEVELS + 1)) ** 1.5) for n in range(1, LEVELS + 1)]
    short = Context(prec=2)
    found = {short.create_decimal_from_float(values[place]).normalize() for place in places}
    return tuple(sorted(level + 0 for level in found if values[0] < level < values[-1]))


def contour(grid: Grid, level: float) -> Iterator[Line]:
    """The lines at one level, each as long as it goes; a closed one ends where it starts."""
    joined: dict[Edge, list[Edge]] = {}
    for row in range(len(grid) - 1):
        for column in range(len(grid[0]) - 1):
            for one, other in pieces(grid, column, row, level):
                joined.setdefault(one, []).append(other)
                joined.setdefault(other, []).append(one)
    ends = [edge for edge in joined if len(joined[edge]) == 1]
    for start in (*ends, *list(joined)):
        if joined[start]:
            yield tuple(crossing(grid, edge, level) for edge in walk(joined, start))


def walk(joined: dict[Edge, list[Edge]], start: Edge) -> Iterator[Edge]:
    """From edge to edge until there is no piece left; pieces that were walked are taken away."""
    here = start
    yield here
    while joined[here]:
        there = joined[here].pop()
        joined[there].remove(here)
        here = there
        yield here


def pieces(grid: Grid, column: int, row: int, level: float) -> list[tuple[Edge, Edge]]:
    """The straight pieces inside one square: none, one, or two around opposite corners."""
    corners = [grid[row][column], grid[row][column + 1], grid[row + 1][column + 1], grid[row + 1][column]]
    if not all(map(math.isfinite, corners)):
        return []
    edges: list[Edge] = [(column, row, 0), (column + 1, row, 1), (column, row + 1, 0), (column, row, 1)]
    above = [value > level for value in corners]
    crossed = [edge for n, edge in enumerate(edges) if above[n] != above[(n + 1) % 4]]
    if len(crossed) < 4:
        return [(crossed[0], crossed[1])] if crossed else []
    below, right, top, left = edges
    # A saddle: the middle says which corners belong together.
    if above[0] == (sum(corners) / 4 > level):
        return [(below, right), (top, left)]
    return [(below, left), (top, right)]


def crossing(grid: Grid, edge: Edge, level: float) -> Spot:
    """Where an edge has the level, as if the function were straight along it."""
    column, row, upwards = edge
    end = (column, row + 1) if upwards else (column + 1, row)
    low, high = grid[row][column], grid[end[1]][end[0]]
    return along(corner(grid, column, row), corner(grid, *end), (level - low) / (high - low))


def corner(grid: Grid, column: int, row: int) -> Spot:
    """The place of a corner in the unit square."""
    return column / (len(grid[0]) - 1), row / (len(grid) - 1)
