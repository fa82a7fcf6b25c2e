"""A wrong number and the mistakes that give it: every one of them replayed, named only if all digits agree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from ...language import Tensor
from ..evaluate import evaluate
from ..records import Cause
from ..sheet import Sheet
from .digits import agree
from .folder import misconceptions
from .panel import Column
from .ranking import Hit, also, merged, ranked, threshold
from .scene import Scene, scenes
from .slip import Variant

PAIRS = 3_000  # pairs that are tried
BOTH = 0.2  # how much less likely two mistakes are than their product says that they are independent


def diagnose(
    sheet: Sheet, tensor: Tensor, claimed: Decimal, given: Mapping[Tensor, float] = {}, updates: int = 0
) -> tuple[Cause, ...]:
    """The mistakes that reproduce every digit of a wrong number, likeliest first; none if no known mistake does.

    `tensor` is what the claim is about, after so many `updates`; `given` are the author's own earlier numbers.  Single
    mistakes come first, pairs only where none fits.  With few digits a mistake is named only if it is likelier than a
    coincidence; the last cause is then "many", with the `count` of all that fit.

    Raises:
        SpecError: a quantity without a number, an arbitrary function, or updates without a learning rate.
        SizeError: more updates than one can wait for.
    """
    places = tuple(scenes(sheet, tensor, claimed, given, updates))
    found = merged(hit for scene in places for hit in (*singles(scene), *in_writing(scene), *miscounted(scene)))
    if not found:
        found = merged(hit for scene in places for hit in pairs(scene))
    return ranked(found, claimed)


def singles(scene: Scene) -> Iterator[Hit]:
    """The variants that give the claimed number."""
    variants = scene.variants()
    if not variants:
        return
    values = scene.replay(variants)
    weights = weigh(variants)
    for place in np.flatnonzero(agree(scene.claimed, values) & differs(values, scene.value)):
        again = float(values[place])
        variant = variants[place]
        yield Hit(
            Cause(variant.misconception, variant.values, again), weights[place] * scene.weight, len(variant.lines)
        )


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


def in_writing(scene: Scene) -> Iterator[Hit]:
    """Slips of the pen: what is written differs from the number by its digits alone."""
    for misconception in misconceptions():
        if misconception.number is not None and np.isfinite(scene.value):
            values = misconception.number(scene.claimed, scene.value)
            if values is not None:
                yield Hit(Cause(misconception.name, values), misconception.prior * scene.weight)


def miscounted(scene: Scene) -> Iterator[Hit]:
    """More or fewer updates than were asked for."""
    if not scene.updates or scene.own:
        return
    for variant in scene.variants():
        if variant.more:
            again = evaluate(scene.page.sheet, updates=scene.updates + variant.more)[scene.tensor]
            if agree(scene.claimed, again):
                yield Hit(Cause(variant.misconception, variant.values, again), variant.weight)


def pairs(scene: Scene) -> Iterator[Hit]:
    """Two mistakes at once, as many as there is time for and digits to tell them apart."""
    variants = scene.variants()
    if scene.updates or not variants:
        return
    values = scene.replay(variants)
    weights = np.array(weigh(variants))
    least = threshold(scene.claimed)
    matter = [int(n) for n in np.flatnonzero(differs(values, scene.value)) if variants[n].rounding is None]
    matter.sort(key=lambda n: -weights[n])
    both: list[tuple[int, int]] = []
    for at, first in enumerate(matter):
        for second in matter[at + 1 :]:
            if BOTH * weights[first] * weights[second] < least or len(both) >= PAIRS:
                break
            if not {line.tensor for line in variants[first].lines} & {line.tensor for line in variants[second].lines}:
                both.append((first, second))
    if not both:
        return
    columns = [Variant("", variants[a].lines + variants[b].lines) for a, b in both]
    found = scene.replay(columns)
    for place in np.flatnonzero(agree(scene.claimed, found)):
        one, two = both[place]
        causes = [Cause(variants[n].misconception, variants[n].values) for n in (one, two)]
        weight = BOTH * float(weights[one] * weights[two]) * scene.weight
        yield Hit(also(causes[0], causes[1], float(found[place])), weight, 2)
