"""Drawings tell the truth: points where the path is, lines where the function has their value, nothing outside."""

import math
import random
from itertools import pairwise

import pytest

from descent.problems import NAMES, studied
from symbp.descent.contours import contour
from symbp.descent.lines import FINE, clipped, distance, inside, simplified
from symbp.descent.plot import plot
from symbp.descent.window import marks, window

BODIES = {
    "bowl": lambda x, y: x**2 + x * y + y**2 - x,
    "surds": lambda x, y: x**2 + x * y + 2 * y**2,
    "saddle": lambda x, y: x * y,
    "waves": lambda x, y: math.sin(x) * math.cos(y) + x**2 / 10 + math.exp(-y),
}


def place(value, side):
    return side[0] + value * (side[1] - side[0])


@pytest.mark.parametrize("name", NAMES)
def test_points_are_those_of_the_path_and_all_others_are_said_to_leave(name):
    study = studied(name)
    sides = window(study)
    for course, panel in zip(study.courses, plot(study).panels, strict=True):
        seen = [
            n for n, p in enumerate(course.points) if all(a <= v <= b for v, (a, b) in zip(p.at, sides, strict=True))
        ]
        if len(sides) == 2:
            assert len(panel.points) == len(seen)
        assert panel.points[0] == panel.numbers[0].at
        for shown, step in zip(panel.points, seen, strict=False):
            for part, value, side in zip(shown, course.points[step].at, sides, strict=False):
                assert place(part, side) == pytest.approx(float(value), abs=0.001 * (side[1] - side[0]))
        assert panel.leaves is None or panel.leaves > 0
        assert (panel.leaves is None) == (len(panel.points) == len(course.points))


@pytest.mark.parametrize("name", sorted(BODIES))
def test_lines_of_equal_value_have_one_of_the_values_that_are_named(name):
    study = studied(name)
    made = plot(study)
    across, up = window(study)
    levels = [float(level) for level in made.levels]
    assert len(levels) >= 5
    near = min(b - a for a, b in pairwise(levels)) / 4
    spots = [spot for line in made.ground for spot in line]
    for x, y in spots:
        value = BODIES[name](place(x, across), place(y, up))
        assert min(abs(value - level) for level in levels) < near


def test_the_curve_of_a_parabola():
    study = studied("parabola")
    made = plot(study)
    (across,) = window(study)
    marked = [float(mark) for mark, _ in made.up], [part for _, part in made.up]
    scale = (marked[0][-1] - marked[0][0]) / (marked[1][-1] - marked[1][0])
    for line in made.ground:
        for x, y in line:
            assert 4 * place(x, across) ** 2 == pytest.approx(marked[0][0] + (y - marked[1][0]) * scale, abs=0.2)


def test_a_circle_is_one_closed_line():
    grid = [[(column - 10) ** 2 + (row - 10) ** 2 for column in range(21)] for row in range(21)]
    (line,) = contour(grid, 50.5)
    assert line[0] == line[-1]
    assert len(set(line)) == len(line) - 1
    for x, y in line:
        assert math.hypot(20 * x - 10, 20 * y - 10) == pytest.approx(math.sqrt(50.5), abs=0.05)


def test_lines_part_at_a_saddle_and_stop_where_there_are_no_values():
    grid = [[(column - 4.5) * (row - 4.5) for column in range(10)] for row in range(10)]
    assert len(list(contour(grid, 0.1))) == 2
    assert len(list(contour(grid, -0.1))) == 2
    grid[0] = [math.nan] * 10
    assert all(y >= 1 / 9 for line in contour(grid, 0.1) for _, y in line)


def test_what_is_cut_off_lies_outside_and_what_is_left_on_the_line():
    assert list(clipped([(-1, 0.5), (2, 0.5)])) == [((0.0, 0.5), (1.0, 0.5))]
    assert list(clipped([(-1, 0.5), (0.5, 3)])) == []
    assert list(clipped([(0.5, 0.5), (0.5, 2), (0.6, 2), (0.6, 0.5)])) == [
        ((0.5, 0.5), (0.5, 1.0)),
        ((0.6, 1.0), (0.6, 0.5)),
    ]
    draw = random.Random(3)
    for _ in range(300):
        start, end = [(draw.uniform(-1, 2), draw.uniform(-1, 2)) for _ in range(2)]
        kept = list(clipped([start, end]))
        for part in (n / 200 for n in range(201)):
            spot = tuple(a + part * (b - a) for a, b in zip(start, end, strict=True))
            on = any(distance(spot, *line) < 1e-9 and between(spot, *line) for line in kept)
            assert on == inside(spot)


def between(spot, start, end):
    return all(min(a, b) - 1e-9 <= v <= max(a, b) + 1e-9 for v, a, b in zip(spot, start, end, strict=True))


def test_simpler_lines_stay_near():
    draw = random.Random(4)
    line = tuple((n / 400, 0.5 + 0.3 * math.sin(n / 40) + draw.uniform(-1, 1) * FINE) for n in range(401))
    short = simplified(line)
    assert len(short) < len(line) / 4
    assert short[0] == line[0]
    assert short[-1] == line[-1]
    for spot in line:
        (piece,) = [p for p in pairwise(short) if p[0][0] <= spot[0] <= p[1][0]][:1]
        assert distance(spot, *piece) <= FINE + 1e-12


@pytest.mark.parametrize("side", [(0.0, 1.0), (-3.1, 2.9), (-1e-9, 2e-9), (1e6, 1e6 + 1), (-0.4, 41.0), (3e20, 7e20)])
def test_marks_are_round_and_evenly_spaced(side):
    found = [float(mark) for mark in marks(side)]
    assert 2 <= len(found) <= 5
    assert side[0] <= found[0] < found[-1] <= side[1]
    steps = [b - a for a, b in pairwise(found)]
    assert steps == pytest.approx([steps[0]] * len(steps))
    assert max(found[0] - side[0], side[1] - found[-1]) < steps[0]
