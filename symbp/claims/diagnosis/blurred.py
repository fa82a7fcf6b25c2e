"""Mistakes behind numbers of which not all digits were written: they stand for everything that rounds to them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

import numpy as np

from ...language import Tensor, elements
from ..records import Cause
from .digits import unit_of
from .ranking import UNKNOWN, Hit, differs, weigh
from .scene import RIGHT, Scene

MOST = 6  # numbers that are followed
COARSE = 50.0  # units of the last digit; who allows for more explains nothing


def blurred(scene: Scene, reach: Mapping[Tensor, float]) -> Iterator[Hit]:
    """The variants that give the claimed number somewhere in the reach of the author's own numbers.

    They have to be likelier than a coincidence in as wide a range.
    """
    near_by = front(scene)
    own = [tensor for tensor in scene.own if tensor in reach and tensor in near_by]
    if not own or len(own) > MOST or scene.updates:
        return
    variants, values, right = scene.replayed
    spread, off = np.zeros(len(values)), 0.0
    for tensor in own:
        moved = replace(scene, own={**scene.own, tensor: scene.own[tensor] + reach[tensor]})
        found = moved.replay((*scene.variants, RIGHT))
        with np.errstate(all="ignore"):
            spread += np.abs(found[:-1] - values)
        off += abs(float(found[-1]) - right)
    unit, written = unit_of(scene.claimed), float(scene.claimed)
    with np.errstate(all="ignore"):
        near = (np.abs(values - written) <= unit / 2 + spread) & (spread <= COARSE * unit)
        near &= differs(values, right) & (np.abs(values - right) > spread + off + unit)
    weights = weigh(variants) if near.any() else []
    for place in np.flatnonzero(near):
        chance = min(1.0, (unit + 2 * float(spread[place])) / abs(written)) if written else 1.0
        if weights[place] * scene.weight >= UNKNOWN * chance:
            cause = Cause(variants[place].misconception, variants[place].values, float(values[place]))
            yield Hit(cause, weights[place] * scene.weight, len(variants[place].lines))


def front(scene: Scene) -> frozenset[Tensor]:
    """The author's own numbers that the claim is computed from, directly or by what was not written down."""
    lines = (scene.page.lines.get(tensor) for tensor in scene.cone)
    read = (element.tensor for line in lines if line is not None for element in elements(line.formula))
    return frozenset(tensor for tensor in read if tensor in scene.own)
