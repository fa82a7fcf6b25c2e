"""w_kj instead of w_jk: indices exchanged, another letter, or a sum over another one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from itertools import combinations

from ...tree import Delta, Letter, Number, Ref, SumOver, Tree
from ...walk import rebuilt
from ..places import At
from ..scene import Scene

PRIOR = 0.09
NUMBERS = (1, 2, 3)


def at(here: At, scene: Scene) -> Iterator[Tree]:
    """The indices of a quantity; the letter that a sum runs over."""
    match here.part:
        case Ref(indices=indices):
            labels = len((here.part.tensor.of or here.part.tensor).labels)
            for n in range(labels, len(indices) - 1):
                changed = (*indices[:n], indices[n + 1], indices[n], *indices[n + 2 :])
                yield replace(here.part, indices=changed)
            for n in range(labels, len(indices)):
                for other in other_indices(indices[n], scene):
                    yield replace(here.part, indices=(*indices[:n], other, *indices[n + 1 :]))
        case SumOver():
            for letter in scene.letters:
                if letter != here.part.index:
                    yield replace(here.part, index=letter)
        case Delta():
            for letter in scene.letters:
                yield replace(here.part, left=Letter(letter))
                yield replace(here.part, right=Letter(letter))


def everywhere(scene: Scene) -> Iterator[tuple[Tree, Tree, Tree]]:
    """Two letters exchanged wherever they stand."""
    for one, other in combinations(scene.letters, 2):
        exchange = {one: other, other: one}
        made = rebuilt(scene.formula, lambda part, exchange=exchange: renamed(part, exchange))  # type: ignore[misc]
        yield made, scene.formula, made


def renamed(part: Tree, names: Mapping[str, str]) -> Tree:
    """A quantity or a sum with other letters."""
    match part:
        case Ref(indices=indices):
            found = (Letter(names.get(i.name, i.name)) if isinstance(i, Letter) else i for i in indices)
            return replace(part, indices=tuple(found))
        case SumOver(index=index):
            return replace(part, index=names.get(index, index))
    return part


def other_indices(index: Tree, scene: Scene) -> Iterator[Tree]:
    """What an index may have been confused with."""
    if isinstance(index, Letter):
        yield from (Letter(name) for name in scene.letters if name != index.name)
    elif isinstance(index, Number):
        yield from (Number(Decimal(n)) for n in NUMBERS if n != index.value)
