"""w - dE/dw instead of w - eta dE/dw: the learning rate left out."""

from __future__ import annotations

from collections.abc import Iterator

from ...tree import Letter, Negative, Ref, Times, Tree
from ..places import At, times
from ..scene import Scene

PRIOR = 0.05


def at(here: At, scene: Scene) -> Iterator[Tree]:
    """A term of an update, times the learning rate."""
    if isinstance(scene.subject, Ref) and scene.subject.updates and here.is_term:
        if not isinstance(here.part, Negative):
            yield times(Times.PLAIN, Letter("eta"), here.part)
