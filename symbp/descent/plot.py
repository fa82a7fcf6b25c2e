"""What a drawing of all paths consists of: on the curve of a function of one variable, over the contours of one of two.

Every place is one in the unit square, rounded, so that a drawing is only laid out from here.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from ..language import node
from .contours import GRID, contour, levels
from .evaluate import Floating, floating
from .lines import Line, Spot, clipped, inside, rounded, simplified, spot_rounded
from .records import Course, Study
from .window import Range, drawable, heights, marks, part, window

CURVE = 200  # pieces of a curve
APART = 0.07  # how far apart points are that both bear their number

Marks = tuple[tuple[Decimal, float], ...]


@node
class Panel:
    """One path: its lines, its points, the numbers beside them, and the first step that lies outside."""

    lines: tuple[Line, ...]
    points: tuple[Spot, ...]
    numbers: tuple[Number, ...]
    leaves: int | None


@node
class Number:
    """The number of a step, and on which side of its point it stands: the one to which the path does not go."""

    step: int
    at: Spot
    right: bool
    above: bool


@node
class Plot:
    """What lies below all paths, a curve or lines at some `levels`; the minimum; marks at both axes; and the paths."""

    ground: tuple[Line, ...]
    levels: tuple[Decimal, ...]
    rest: Spot | None
    across: Marks
    up: Marks
    panels: tuple[Panel, ...]


def plot(study: Study) -> Plot:
    """The drawing of all paths of a study, every panel over the same ground."""
    body = floating(study.problem.body, study.problem.variables)
    sides = window(study)
    if len(sides) == 1:
        return over_curve(study, body, sides[0])
    return over_contours(study, body, sides)


def over_curve(study: Study, body: Floating, across: Range) -> Plot:
    """The function as a curve, and the points on it."""
    low, high = across
    places = [low + (high - low) * n / CURVE for n in range(CURVE + 1)]
    values = [drawable(body((place,))) for place in places]
    tracks = [[(drawable(point.at[0]), drawable(point.value)) for point in course.points] for course in study.courses]
    shown = [value for track in tracks for place, value in track if low <= place <= high]
    up = heights([value for value in values if math.isfinite(value)] or [0.0], shown)
    spots = [(part(x, across), part(y, up)) for x, y in zip(places, values, strict=True)]
    ground = [simplified(line) for stretch in unbroken(spots) for line in clipped(stretch)]
    flat = study.quadratic
    rest = None
    if flat is not None and flat.rest is not None and flat.shape == "up":
        lowest = drawable(flat.rest[0])
        rest = (part(lowest, across), part(drawable(body((lowest,))), up))
    panels = [panel([(part(x, across), part(y, up)) for x, y in track]) for track in tracks]
    return drawn(ground, (), rest, (across, up), panels)


def over_contours(study: Study, body: Floating, sides: Sequence[Range]) -> Plot:
    """Lines of equal value, and the paths across them."""
    across, up = sides
    columns, rows = ([low + (high - low) * n / GRID for n in range(GRID + 1)] for low, high in sides)
    grid = [[drawable(body((x, y))) for x in columns] for y in rows]
    found = levels(grid)
    ground = [simplified(line) for level in found for line in contour(grid, float(level))]
    flat = study.quadratic
    rest = None
    if flat is not None and flat.rest is not None and flat.shape == "bowl":
        rest = (part(drawable(flat.rest[0]), across), part(drawable(flat.rest[1]), up))
    return drawn(ground, found, rest, (across, up), [panel(track(course, sides)) for course in study.courses])


def drawn(
    ground: Sequence[Line],
    found: tuple[Decimal, ...],
    rest: Spot | None,
    sides: tuple[Range, Range],
    panels: Sequence[Panel],
) -> Plot:
    """The drawing, rounded."""
    across, up = (tuple((mark, round(part(float(mark), side), 3)) for mark in marks(side)) for side in sides)
    lowest = spot_rounded(rest) if rest is not None and inside(rest) else None
    return Plot(tuple(rounded(line) for line in ground), found, lowest, across, up, tuple(panels))


def track(course: Course, sides: Sequence[Range]) -> list[Spot]:
    """The points of a path in the plane."""
    points = [[part(drawable(at), side) for at, side in zip(p.at, sides, strict=True)] for p in course.points]
    return [(x, y) for x, y in points]


def panel(track: Sequence[Spot]) -> Panel:
    """One path as far as it can be seen."""
    seen = [step for step, spot in enumerate(track) if inside(spot)]
    named: list[int] = []
    for step in seen:
        if all(math.dist(track[step], track[other]) > APART for other in named):
            named.append(step)
    leaves = next((step for step in range(len(track)) if step not in seen), None)
    known = [piece for piece in pairwise(track) if all(map(math.isfinite, (*piece[0], *piece[1])))]
    lines = tuple(rounded(line) for line in clipped([*(start for start, _ in known), *(end for _, end in known[-1:])]))
    points = tuple(spot_rounded(track[step]) for step in seen)
    return Panel(lines, points, tuple(number(track, step) for step in named), leaves)


def number(track: Sequence[Spot], step: int) -> Number:
    """The number of a step, away from the points before and after it."""
    beside = [spot for spot in (*track[max(0, step - 1) : step], *track[step + 1 : step + 2]) if math.isfinite(spot[1])]
    ways = [sum(spot[place] - track[step][place] for spot in beside) for place in range(2)]
    return Number(step, spot_rounded(track[step]), ways[0] <= 0, ways[1] <= 0)


def unbroken(spots: Sequence[Spot]) -> list[list[Spot]]:
    """The stretches of a curve where the function has values."""
    found: list[list[Spot]] = [[]]
    for spot in spots:
        if math.isfinite(spot[1]):
            found[-1].append(spot)
        elif found[-1]:
            found.append([])
    return found
