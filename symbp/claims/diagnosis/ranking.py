"""Which of the mistakes that fit are named, and in which order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from ..records import Cause
from .digits import chance

UNKNOWN = 0.02  # how likely a mistake is that nobody knows of, beside those that are known
MENTIONED = 6  # causes that are worth naming


@dataclass(frozen=True)
class Hit:
    """A mistake that reproduces all digits, how likely it is before these are known, and how many lines it changes."""

    cause: Cause
    weight: float
    size: int = 1


def merged(hits: Iterable[Hit]) -> list[Hit]:
    """The hits, likeliest first; of a misconception that gives one number in several ways, that with fewest lines."""
    found: dict[object, Hit] = {}
    for hit in sorted(hits, key=lambda hit: -hit.weight):
        second = hit.cause.also.misconception if hit.cause.also is not None else ""
        again = None if hit.cause.again is None else f"{hit.cause.again:.12g}"
        key = (hit.cause.misconception, second, again)
        known = found.setdefault(key, hit)
        if hit.size < known.size:
            found[key] = replace(hit, weight=known.weight)
    return list(found.values())


def threshold(claimed: Decimal) -> float:
    """How likely a mistake has to be, that it is a better explanation than an unknown one and a coincidence."""
    return UNKNOWN * chance(claimed)


def ranked(hits: list[Hit], claimed: Decimal) -> tuple[Cause, ...]:
    """The causes that are named; the last is "many" with the `count` of all that fit, where not all are named."""
    least = threshold(claimed)
    named = [hit.cause for hit in hits if hit.weight >= least][:MENTIONED]
    if len(named) < len(hits):
        named.append(Cause("many", (("count", str(len(hits))),)))
    return tuple(named)


def also(first: Cause, second: Cause, again: float) -> Cause:
    """Two mistakes that give a number together."""
    return replace(first, again=again, also=replace(second, again=None))
