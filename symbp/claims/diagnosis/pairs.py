"""Two mistakes at once: the likeliest single ones that matter, in pairs that change different lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from ...language import Tensor, remember
from ..records import Cause
from .digits import agree
from .page import Page
from .panel import Column
from .ranking import Hit, differs, threshold, weigh
from .scene import Scene
from .slip import Variant

PAIRS = 1_000  # pairs that are tried
AMONG = 150  # single mistakes that they are made of
FEW = 3  # updates through which pairs are followed
BOTH = 0.2  # how much less likely a second mistake is than the first


@dataclass(frozen=True)
class Twofold:
    """Pairs of variants with what they give, and how likely they are."""

    both: tuple[tuple[Variant, Variant], ...]
    values: Column
    likely: Column


def pairs(scene: Scene) -> Iterator[Hit]:
    """The pairs that give the claimed number, and are likelier than a coincidence."""
    if scene.updates > FEW:
        return
    found = made(scene)
    for place in np.flatnonzero(agree(scene.claimed, found.values) & (found.likely >= threshold(scene.claimed))):
        causes = [Cause(variant.misconception, variant.values) for variant in found.both[place]]
        cause = replace(causes[0], again=float(found.values[place]), also=causes[1])
        yield Hit(cause, float(found.likely[place]) * scene.weight, 2)


def made(scene: Scene) -> Twofold:
    """The pairs of a scene; those from scratch are remembered."""
    if scene.own or scene.updates or scene.page.extra:
        return twofold(scene)
    known = from_scratch(scene.page)
    if scene.tensor not in known:
        known[scene.tensor] = twofold(scene)
    return known[scene.tensor]


@remember
def from_scratch(page: Page) -> dict[Tensor, Twofold]:
    """The pairs for each claim, as far as they were asked for."""
    return {}


def twofold(scene: Scene) -> Twofold:
    """The likeliest pairs, replayed."""
    variants, values, right = scene.replayed
    matter = [variants[n] for n in np.flatnonzero(differs(values, right))]
    weights = np.array(weigh(matter))
    order = np.argsort(-weights, kind="stable")[:AMONG]
    first, second = np.triu_indices(len(order), 1)
    likely = BOTH * weights[order[first]] * weights[order[second]]
    best = np.argsort(-likely, kind="stable")[:PAIRS]
    chosen = [(n, matter[order[first[n]]], matter[order[second[n]]]) for n in best]
    chosen = [(n, a, b) for n, a, b in chosen if apart(a, b)]
    found = scene.replay([Variant("", a.lines + b.lines) for _, a, b in chosen])
    return Twofold(tuple((a, b) for _, a, b in chosen), found, likely[[n for n, _, _ in chosen]])


def apart(a: Variant, b: Variant) -> bool:
    """Whether two mistakes change different lines."""
    changed = {line.tensor for line in a.lines}
    return changed.isdisjoint(line.tensor for line in b.lines)
