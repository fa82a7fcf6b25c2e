"""a^l instead of a^{l-1}: the right quantity of another layer, or of another step in time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from ....language import adjoint
from ...equivalence.places import subject_tensor
from ...tree import Letter, Negative, Number, Ratio, Ref, Sum, Tree
from ...walk import exchanged
from ..places import At
from ..scene import Scene, same_kind

PRIOR = 0.1


def at(here: At, scene: Scene) -> Iterator[Tree]:
    """A quantity one layer above or below."""
    if isinstance(here.part, Ref):
        yield from neighbours(here.part, scene)


def everywhere(scene: Scene) -> Iterator[tuple[Tree, Tree, Tree]]:
    """The same wherever it stands."""
    for ref in scene.refs:
        for other in neighbours(ref, scene):
            yield exchanged(scene.formula, ref, other), ref, other


def neighbours(ref: Ref, scene: Scene) -> Iterator[Ref]:
    """The same quantity at a label more or less; a tensor whose name differs in its number alone."""
    tensor = subject_tensor(ref)
    if ref.indices and tensor.labels:
        for step in (-1, 1):
            yield replace(ref, indices=(shifted(ref.indices[0], step), *ref.indices[1:]))
    for other in scene.network.tensors():
        same = other.name.rstrip("0123456789") == tensor.name.rstrip("0123456789") and same_kind(other, tensor)
        if other != tensor and same and not ref.single:
            yield replace(ref, tensor=adjoint(other) if ref.tensor.of is not None else other)


def shifted(label: Tree, step: int) -> Tree:
    """l + 1 of l, l of l - 1."""
    letter, offset = label, Fraction(0)
    match label:
        case Sum(parts=(Letter() as letter, Negative(of=Number() | Ratio() as more))):
            offset = -value(more)
        case Sum(parts=(Letter() as letter, Number() | Ratio() as more)):
            offset = value(more)
    total = offset + step
    if not total:
        return letter
    number = Ratio(str(abs(total)))
    return Sum((letter, number if total > 0 else Negative(number)))


def value(number: Number | Ratio) -> Fraction:
    """A number as it counts."""
    return Fraction(number.value) if isinstance(number, Number) else Fraction(number.name)
