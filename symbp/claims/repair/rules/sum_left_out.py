"""delta_k w_kj instead of its sum over k: what is shared, or leads to several units, is not summed."""

from __future__ import annotations

from collections.abc import Iterator

from ...tree import Call, Letter, Ones, Ref, SumOver, Times, Transpose, Tree
from ..places import At, times
from ..scene import Scene, is_whole

PRIOR = 0.08


def at(here: At, scene: Scene) -> Iterator[Tree]:
    """Any part summed over a letter, or over all examples; a sum that does not belong there."""
    if isinstance(here.part, SumOver):
        yield here.part.body
        return
    if isinstance(here.part, Letter):
        return
    for letter in scene.letters:
        if any(Letter(letter) in bare_letters(ref) for ref in scene.refs):
            yield SumOver(letter, here.part)
    if here.is_term and is_whole(here.part):
        yield times(Times.PLAIN, here.part, Ones())
        yield times(Times.PLAIN, Transpose(Ones()), here.part)
        yield Call("sum", (here.part,))


def bare_letters(ref: Ref) -> set[Letter]:
    """The letters that stand alone as an index."""
    return {Letter(index.name) for index in ref.indices if isinstance(index, Letter)}
