"""Slips of the pen: how many digits were changed, left out, put in or swapped with their neighbour."""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

FURTHER = 3  # digits that may have been left out


def slips(published: Decimal, value: float, most: int = 999) -> int:
    """The least number of slips from the value's digits, rounded or cut anywhere near, to the published ones.

    It is not counted further where it is certain that there are more than `most`.
    """
    written = digits(published)
    exponent = published.as_tuple().exponent
    assert isinstance(exponent, int)
    candidates = set()
    for places in range(exponent - FURTHER, exponent + 1):
        for way in (ROUND_HALF_UP, ROUND_DOWN):
            candidates.add(digits(Decimal(value).quantize(Decimal(1).scaleb(places), way)))
    near = (candidate for candidate in candidates if unlike(written, candidate) <= most)
    return min((distance(written, candidate) for candidate in near), default=most + 1)


def unlike(left: str, right: str) -> int:
    """The least number of slips that the signs alone ask for, in whichever order they stand."""
    more = fewer = 0
    for sign in {*left, *right}:
        surplus = left.count(sign) - right.count(sign)
        more, fewer = more + max(surplus, 0), fewer - min(surplus, 0)
    return max(more, fewer)


def digits(value: Decimal) -> str:
    """The sign and the digits around the point, as they stand on the page."""
    return f"{value:f}"


def distance(left: str, right: str) -> int:
    """Changed, missing, additional and swapped neighbouring signs, the fewest that turn one into the other."""
    rows = [list(range(len(right) + 1))]
    for i, a in enumerate(left, start=1):
        row = [i]
        for j, b in enumerate(right, start=1):
            best = min(rows[-1][j] + 1, row[-1] + 1, rows[-1][j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b:
                best = min(best, rows[-2][j - 2] + 1)
            row.append(best)
        rows.append(row)
    return rows[-1][-1]
