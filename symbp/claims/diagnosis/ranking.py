"""Which of the mistakes that fit are named, and in which order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

import numpy as np
from numpy.typing import NDArray

from ..records import Cause
from .digits import chance
from .folder import misconceptions
from .panel import Column
from .slip import Variant

UNKNOWN = 0.1  # how likely a mistake is that nobody knows of, beside those that are known
MENTIONED = 6  # causes that are worth naming


@dataclass(frozen=True)
class Hit:
    """A mistake that reproduces all digits, how likely it is before these are known, and how many lines it changes."""

    cause: Cause
    weight: float
    size: int = 1


NOTHING = Hit(Cause("", again=0.0), 0.0)  # 0 comes about in many ways that have nothing to do with each other


def merged(hits: Iterable[Hit]) -> list[Hit]:
    """The hits, likeliest first; of a misconception that gives one number in several ways, that with fewest lines."""
    found: dict[object, Hit] = {}
    for hit in sorted(hits, key=lambda hit: -hit.weight):
        key = (names_of(hit.cause), number(hit))
        known = found.setdefault(key, hit)
        if hit.size < known.size:
            found[key] = replace(hit, weight=known.weight)
    precise = {number(hit) for hit in found.values() if not is_general(hit)} - {number(NOTHING)}
    found = {key: hit for key, hit in found.items() if not (is_general(hit) and number(hit) in precise)}
    alike = {(names_of(hit.cause), hit.cause.values): hit for hit in reversed(found.values())}
    return [hit for hit in found.values() if hit in alike.values()]


def is_general(hit: Hit) -> bool:
    """Whether it is said of many mistakes."""
    return hit.cause.again is not None and hit.cause.misconception in general()


@cache
def general() -> frozenset[str]:
    """The misconceptions that are."""
    return frozenset(misconception.name for misconception in misconceptions() if misconception.general)


def number(hit: Hit) -> str | None:
    """What the mistake gives, to compare."""
    return None if hit.cause.again is None else f"{hit.cause.again:.12g}"


def names_of(cause: Cause) -> tuple[str, ...]:
    """The name of the mistake, or of both, in whichever order."""
    both = (cause,) if cause.also is None else (cause, cause.also)
    return tuple(sorted(mistake.misconception for mistake in both))


def threshold(claimed: Decimal) -> float:
    """How likely a mistake has to be, that it is a better explanation than an unknown one and a coincidence."""
    return UNKNOWN * chance(claimed)


def explained(hits: list[Hit], claimed: Decimal) -> bool:
    """Whether one of the mistakes is likelier than a coincidence."""
    return any(hit.weight >= threshold(claimed) for hit in hits)


def ranked(hits: list[Hit], claimed: Decimal) -> tuple[Cause, ...]:
    """The causes that are named; the last is "many" with the `count` of all that fit, where not all are named.

    The only one that fits is named in any case, with "chance" beside it where that is likelier.
    """
    least = threshold(claimed)
    named = [hit.cause for hit in hits if hit.weight >= least][:MENTIONED]
    if len(hits) == 1 and not named:
        return hits[0].cause, Cause("chance")
    if len(named) < len(hits):
        named.append(Cause("many", (("count", str(len(hits))),)))
    return tuple(named)


def weigh(variants: Sequence[Variant]) -> list[float]:
    """How likely each variant is: its misconception's prior, shared among its variants."""
    prior = {misconception.name: misconception.prior for misconception in misconceptions()}
    total: dict[str, float] = {}
    for variant in variants:
        total[variant.misconception] = total.get(variant.misconception, 0.0) + variant.weight
    return [prior[v.misconception] * v.weight / max(1.0, total[v.misconception]) for v in variants]


def differs(values: Column, right: float) -> NDArray[np.bool_]:
    """Whether a mistake changes the number at all."""
    return np.asarray(np.abs(values - right) > 1e-12 * abs(right))
