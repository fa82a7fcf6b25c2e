"""Two mistakes at once: the likeliest single ones that matter, in pairs that change different lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from ...language import Tensor, remember
from ..records import Cause
from .digits import agree
from .page import Page
from .panel import Column, Places
from .ranking import Hit, differs, threshold, weigh
from .scene import Scene
from .slip import Variant

PAIRS = 1_000  # pairs that are tried
AMONG = 150  # single mistakes that they are made of
FEW = 3  # updates through which pairs are followed
BOTH = 0.2  # how much less likely a second mistake is than the first


@dataclass(frozen=True)
class Twofold:
    """Pairs of `variants`, by their places, with what they give, and how likely they are."""

    variants: tuple[Variant, ...]
    first: Places
    second: Places
    values: Column
    likely: Column


def pairs(scene: Scene) -> Iterator[Hit]:
    """The pairs that give the claimed number, and are likelier than a coincidence."""
    if scene.updates > FEW or scene.is_long:
        return
    least = threshold(scene.claimed)
    found = made(scene, least)
    for place in np.flatnonzero(agree(scene.claimed, found.values) & (found.likely >= least)):
        both = found.variants[found.first[place]], found.variants[found.second[place]]
        causes = [Cause(variant.misconception, variant.values) for variant in both]
        cause = replace(causes[0], again=float(found.values[place]), also=causes[1])
        yield Hit(cause, float(found.likely[place]) * scene.weight, 2)


def made(scene: Scene, least: float) -> Twofold:
    """The pairs of a scene that are likely enough; those from scratch are remembered, all of them."""
    if scene.own or scene.updates or scene.page.extra:
        return twofold(scene, least)
    known = from_scratch(scene.page)
    if scene.tensor not in known:
        known[scene.tensor] = twofold(scene)
    return known[scene.tensor]


@remember
def from_scratch(page: Page) -> dict[Tensor, Twofold]:
    """The pairs for each claim, as far as they were asked for."""
    return {}


def twofold(scene: Scene, least: float = 0.0) -> Twofold:
    """The likeliest pairs that change different lines, replayed."""
    variants, values, right = scene.replayed
    matter = [variants[n] for n in np.flatnonzero(differs(values, right))]
    weights = np.array(weigh(matter))
    order = np.argsort(-weights, kind="stable")[:AMONG]
    among = tuple(matter[n] for n in order)
    first, second = np.triu_indices(len(order), 1)
    likely = BOTH * weights[order[first]] * weights[order[second]]
    best = np.argsort(-likely, kind="stable")[:PAIRS]
    best = best[(likely[best] >= least) & apart(among)[first[best], second[best]]]
    first, second = first[best], second[best]
    return Twofold(
        among, first, second, scene.replay(among, takers(first, second, len(among)), len(best)), likely[best]
    )


def takers(first: Places, second: Places, count: int) -> list[Places]:
    """In which pairs each of so many mistakes is made."""
    both = np.concatenate([first, second])
    order = np.argsort(both, kind="stable")
    ends = np.searchsorted(both[order], np.arange(1, count))
    return np.split(order % max(1, len(first)), ends)[:count]


def apart(variants: Sequence[Variant]) -> NDArray[np.bool_]:
    """Which mistakes change different lines."""
    lines = {tensor: n for n, tensor in enumerate({line.tensor for variant in variants for line in variant.lines})}
    changed = np.zeros((len(variants), len(lines)))
    for n, variant in enumerate(variants):
        changed[n, [lines[line.tensor] for line in variant.lines]] = 1
    return np.asarray(changed @ changed.T == 0)
