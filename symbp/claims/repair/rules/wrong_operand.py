"""z instead of a: another quantity put in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ...equivalence.places import subject_tensor
from ...tree import Ref, Tree
from ...walk import exchanged
from ..places import At
from ..scene import Scene, same_kind

PRIOR = 0.05


def at(here: At, scene: Scene) -> Iterator[Tree]:
    """Any quantity in the place of one."""
    if isinstance(here.part, Ref):
        yield from others(here.part, scene)


def everywhere(scene: Scene) -> Iterator[tuple[Tree, Tree, Tree]]:
    """The same wherever it stands."""
    for ref in scene.refs:
        for other in others(ref, scene):
            yield exchanged(scene.formula, ref, other), ref, other


def others(ref: Ref, scene: Scene) -> Iterator[Ref]:
    """Single numbers for one; tensors with as many indices, at the same ones."""
    for other in scene.others:
        if ref.single and other.single:
            yield other
        elif not ref.single and same_kind(subject_tensor(ref), subject_tensor(other)):
            yield replace(other, indices=ref.indices, example=ref.example)
