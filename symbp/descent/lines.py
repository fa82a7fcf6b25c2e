"""Lines of a drawing in the unit square: cut off at its edge, and without the points that no eye would miss."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

Spot = tuple[float, float]
Line = tuple[Spot, ...]

FINE = 0.001  # how far a simplified line may lie from the true one
PLACES = 3


def inside(spot: Spot) -> bool:
    """Whether a spot lies in the square."""
    return 0 <= spot[0] <= 1 and 0 <= spot[1] <= 1


def clipped(spots: Sequence[Spot]) -> Iterator[Line]:
    """The stretches of a line that lie in the square."""
    stretch: list[Spot] = []
    for start, end in pairwise(spots):
        part = visible(start, end)
        if part is None or (stretch and stretch[-1] != part[0]):
            if stretch:
                yield tuple(stretch)
            stretch = []
        if part is not None:
            stretch += [part[1]] if stretch else part
    if stretch:
        yield tuple(stretch)


def visible(start: Spot, end: Spot) -> tuple[Spot, Spot] | None:
    """What is left of one straight piece, by Liang and Barsky: it enters at the last and leaves at the first edge."""
    first, last = 0.0, 1.0
    for place in range(2):
        at, way = start[place], end[place] - start[place]
        if way == 0:
            if not 0 <= at <= 1:
                return None
            continue
        near, far = sorted((-at / way, (1 - at) / way))
        first, last = max(first, near), min(last, far)
    if first >= last:
        return None
    return along(start, end, first) if first > 0 else start, along(start, end, last) if last < 1 else end


def along(start: Spot, end: Spot, part: float) -> Spot:
    """start + part (end - start)."""
    return start[0] + part * (end[0] - start[0]), start[1] + part * (end[1] - start[1])


def simplified(line: Line) -> Line:
    """The line with the fewest of its points near enough, by Douglas and Peucker: the farthest stays, or none does."""
    if len(line) < 3:
        return line
    far, place = max((distance(spot, line[0], line[-1]), -n) for n, spot in enumerate(line[1:-1], start=1))
    if far <= FINE:
        return (line[0], line[-1])
    return (*simplified(line[: 1 - place])[:-1], *simplified(line[-place:]))


def distance(spot: Spot, start: Spot, end: Spot) -> float:
    """How far a spot lies from the straight line through two others, or from both where they are one."""
    across, up = end[0] - start[0], end[1] - start[1]
    length = (across**2 + up**2) ** 0.5
    if length < FINE:
        return float(((spot[0] - start[0]) ** 2 + (spot[1] - start[1]) ** 2) ** 0.5)
    return float(abs(across * (spot[1] - start[1]) - up * (spot[0] - start[0])) / length)


def rounded(line: Line) -> Line:
    """The line with all numbers rounded: the same on every machine."""
    return tuple(spot_rounded(spot) for spot in line)


def spot_rounded(spot: Spot) -> Spot:
    """One spot; no negative zero."""
    return round(spot[0], PLACES) + 0.0, round(spot[1], PLACES) + 0.0
