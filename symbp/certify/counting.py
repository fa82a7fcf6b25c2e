"""Arithmetic that only counts: how large an expression becomes with every definition written out."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from symbp.language import Exponent, Role

from .field import Field
from .plan import Plan
from .setting import Setting
from .world import World

LARGEST = 1300  # nodes of a loss that SymPy is given with everything written out


class Count:
    """The number of nodes of an expression; sums and products add."""

    __slots__ = ("nodes",)

    def __init__(self, nodes: int = 1) -> None:
        self.nodes = nodes

    def __add__(self, other: Any) -> Count:
        return Count(self.nodes + (other.nodes if isinstance(other, Count) else 1))

    def __neg__(self) -> Count:
        return one_more(self)

    __radd__ = __mul__ = __rmul__ = __sub__ = __rsub__ = __add__


def one_more(value: Count | int) -> Count:
    """A node above others."""
    return Count().__add__(value)


class Counting(Field):
    """Sizes in place of values."""

    name = "counting"

    def constant(self, value: Fraction) -> Count:
        """One node."""
        return Count()

    def power(self, value: Any, exponent: Exponent) -> Count:
        """One more."""
        return one_more(value)

    def exp(self, value: Any) -> Count:
        """One more."""
        return one_more(value)

    def log(self, value: Any) -> Count:
        """One more."""
        return one_more(value)

    def sign(self, value: Any) -> int:
        """Any will do."""
        return 1

    def opaque(self, name: str, order: int, value: Any) -> Count:
        """One more."""
        return one_more(value)

    def named(self, name: str, values: Sequence[Any], what: Any) -> Count:
        """One more than all arguments."""
        return sum(values, Count())

    def functional(self, name: str, values: Sequence[Any]) -> Count:
        """Every argument, in a wave and in a parabola."""
        return sum((*values, *values), Count())

    def functional_slope(self, name: str, place: int, values: Sequence[Any]) -> Count:
        """Every argument."""
        return sum(values, Count())

    def leaf(self, role: Role, name: str, key: tuple[int, ...]) -> Count:
        """One node."""
        return Count()

    def same(self, expected: Any, found: Any) -> bool:
        """Never asked."""
        return False


def written_out(plan: Plan, setting: Setting) -> int:
    """The number of nodes of the loss with every definition written out."""
    found = World(plan, setting, Counting(), facts=False, dual=False).run()
    return int(getattr(found, "nodes", 1))
