"""x^2 where x belongs: an exponent lost, or one too many."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from ...tree import Number, Power, Ratio, Ref, Sum, Tree
from ..places import At
from ..scene import Scene

PRIOR = 0.03


def at(here: At, scene: Scene) -> Iterator[Tree]:
    """A power without its exponent or with another one; a quantity or a sum squared."""
    match here.part:
        case Power(base=base, exponent=Number(value=value)):
            yield base
            yield replace(here.part, exponent=Number(value + 1))
            yield replace(here.part, exponent=Number(value - 1))
        case Power(base=base):
            yield base
        case Ref() | Sum():
            yield Power(here.part, Number(Decimal(2)))
            yield Power(here.part, Ratio("1/2"))
