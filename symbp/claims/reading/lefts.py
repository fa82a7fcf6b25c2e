"""What a left side means together with the right one: a parameter after its update, the losses of all outputs."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from ...language import Role
from ..tree import Call, Letter, Matrix, Negative, Number, Ref, Slope, Sum, SumOver, Transpose, Tree
from ..walk import walk
from .lexicon import Lexicon
from .misread import Misread

CHANGES = ("more", "less")  # += and -=


def assigned(sides: list[Tree], assigns: bool, lexicon: Lexicon) -> Tree:
    """The left side: a parameter that is assigned to, or computed from itself or its value, is the updated one."""
    left = sides[0]
    if not isinstance(left, Ref) or left.updates or left.state or left.tensor.role is not Role.PARAMETER:
        return left
    again = any(part == replace(left, at=part.at) for part in walk(sides[1]) if isinstance(part, Ref))
    return replace(left, updates=1) if again or assigns or from_value(left, sides[1], lexicon) else left


def from_value(left: Ref, right: Tree, lexicon: Lexicon) -> bool:
    """Whether numbers begin with the value that a parameter has, and add something to it: 0.3 + 0.0127."""
    if not isinstance(right, Sum) or not isinstance(right.parts[0], Number):
        return False
    if any(isinstance(part, Ref | Slope | Letter) for part in walk(right)):
        return False
    given = dict(lexicon.network.numbers.values).get(left.single or left.tensor.name)
    return isinstance(given, Decimal) and given == right.parts[0].value


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
