"""p_j (1 - p_k) instead of p_j ([j = k] - p_k): all entries as if they stood on the diagonal."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from ...tree import Delta, Letter, Ratio, Tree
from ..places import At, is_constant
from ..scene import Scene

PRIOR = 0.06


def at(here: At, scene: Scene) -> Iterator[Tree]:
    """A number where a bracket belongs, or a bracket where a number does."""
    if isinstance(here.part, Delta):
        yield Ratio("1")
    elif is_constant(here.part):
        for left, right in combinations(scene.letters, 2):
            yield Delta(Letter(left), Letter(right))
