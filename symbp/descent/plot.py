"""The paths drawn by matplotlib: on the curve of a function of one variable, over the contours of one of two."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from typing import Any

from ..errors import ToolError
from .evaluate import Floating, floating, nearest
from .records import Course, Study

KINDS = ("svg", "png")
ACROSS = 3  # panels in a row
CURVE = 200  # points of a curve
GRID = 60  # points of a contour along each side
LEVELS = 15


def needs_matplotlib() -> None:
    """Go on only if drawings can be made.

    Raises:
        ToolError: matplotlib is not installed.
    """
    try:
        import matplotlib.figure  # noqa: F401
    except ImportError:
        raise ToolError("a plot needs matplotlib: pip install 'symbp[plot]'") from None


def draw(study: Study, kind: str, titles: Sequence[str]) -> bytes:
    """A drawing with a panel, and its title, for every learning rate; the same bytes every time.

    Raises:
        ToolError: matplotlib is not installed.
    """
    needs_matplotlib()
    import matplotlib
    from matplotlib.figure import Figure

    body = floating(study.problem.body, study.problem.variables)
    columns = min(ACROSS, len(study.courses))
    rows = math.ceil(len(study.courses) / columns)
    figure = Figure(figsize=(3.2 * columns, 2.8 * rows), layout="constrained")
    panels = figure.subplots(rows, columns, squeeze=False).flat
    for panel, course, title in zip(panels, study.courses, titles, strict=False):
        panel.set_title(title, fontsize=9, parse_math=False)
        (curve if len(study.problem.variables) == 1 else contours)(panel, study, body, course)
        panel.tick_params(labelsize=7)
    for panel in list(figure.axes)[len(study.courses) :]:
        panel.set_axis_off()
    content = io.BytesIO()
    unchanging = {"svg": {"Date": None}, "png": {"Software": None}}
    with matplotlib.rc_context({"svg.hashsalt": "symbp", "svg.fonttype": "path"}):
        figure.savefig(content, format=kind, metadata=unchanging[kind])
    return content.getvalue()


def curve(panel: Any, study: Study, body: Floating, course: Course) -> None:
    """The function and the points on it."""
    low, high = window(study, course, 0)
    places = [low + (high - low) * n / (CURVE - 1) for n in range(CURVE)]
    panel.plot(places, [finite(body((x,))) for x in places], color="0.6", linewidth=1)
    values = [finite(nearest(point.value)) for point in course.points]
    panel.plot(track(course, 0), values, "o-", markersize=3, linewidth=0.8)
    panel.set_xlim(low, high)
    label(panel, study.letters.variables[0], study.letters.value)


def contours(panel: Any, study: Study, body: Floating, course: Course) -> None:
    """Lines of equal value, and the path across them."""
    import numpy as np

    (left, right), (low, high) = (window(study, course, place) for place in range(2))
    across, up = np.linspace(left, right, GRID), np.linspace(low, high, GRID)
    values = np.array([[finite(body((float(x), float(y)))) for x in across] for y in up])
    if np.isfinite(values).any() and np.nanmax(values) > np.nanmin(values):
        # Levels that lie closer together lower down, where the path is meant to end.
        bottom, top = np.nanmin(values), np.nanmax(values)
        levels = bottom + (top - bottom) * np.linspace(0, 1, LEVELS) ** 2
        panel.contour(across, up, np.ma.masked_invalid(values), levels=levels[1:], linewidths=0.6, cmap="Greys_r")
    panel.plot(track(course, 0), track(course, 1), "o-", markersize=3, linewidth=0.8)
    label(panel, *study.letters.variables)


def track(course: Course, place: int) -> list[float]:
    """One coordinate along the path."""
    return [finite(nearest(point.at[place])) for point in course.points]


def finite(value: float) -> float:
    """The value, or no number where it is too large to be drawn."""
    return value if abs(value) < 1e300 else math.nan


def window(study: Study, course: Course, place: int) -> tuple[float, float]:
    """What a coordinate runs over: the path, where the function is level, and some room."""
    known = [value for value in track(course, place) if not math.isnan(value)]
    flat = study.quadratic
    if flat is not None and flat.rest is not None:
        known.append(nearest(flat.rest[place]))
    low, high = min(known), max(known)
    room = 0.15 * (high - low) or 1.0
    return low - room, high + room


def label(panel: Any, across: str, up: str) -> None:
    """The names at the axes."""
    panel.set_xlabel(across, fontsize=8, parse_math=False)
    panel.set_ylabel(up, fontsize=8, parse_math=False)
