"""What a left side means together with the right one: a parameter after its update, the losses of all outputs."""

from __future__ import annotations

from dataclasses import replace

from ...language import Role
from ..tree import Call, Matrix, Negative, Ref, Sum, SumOver, Transpose, Tree
from ..walk import walk
from .lexicon import Lexicon
from .misread import Misread

CHANGES = ("more", "less")  # += and -=


def assigned(sides: list[Tree], assigns: bool) -> Tree:
    """The left side: a parameter that is assigned to, or computed from itself, is the updated one."""
    left = sides[0]
    if not isinstance(left, Ref) or left.updates or left.state or left.tensor.role is not Role.PARAMETER:
        return left
    again = any(part == replace(left, at=part.at) for part in walk(sides[1]) if isinstance(part, Ref))
    return replace(left, updates=1) if again or assigns else left


def changed(sides: list[Tree], change: str, start: int) -> list[Tree]:
    """Both sides of w -= x as those of w = w - x.

    Raises:
        Misread: no parameter stands in front, so that it may add up what was there before.
    """
    left, right = sides[:2]
    if not isinstance(left, Ref) or left.updates or left.tensor.role is not Role.PARAMETER:
        raise Misread(start, "expected an equality, or a parameter that an update changes, found += or -=")
    return [left, Sum((left, right if change == "more" else Negative(right, right.at)), right.at)]


def of_every_output(sides: list[Tree], lexicon: Lexicon) -> Tree:
    """E on the left side: the loss, but the losses of all outputs where the right side is a whole vector."""
    part = lexicon.role(Role.PART)
    inner = list(walk(sides[1]))
    vectors = [
        tree for tree in inner if isinstance(tree, Ref) and tree.tensor.sizes and not (tree.indices or tree.single)
    ]
    added = any(isinstance(tree, SumOver | Transpose | Call | Matrix) for tree in inner)
    if part is None or not vectors or added or len(part.sizes) != 1:
        return sides[0]
    return Ref(part, at=sides[0].at)
