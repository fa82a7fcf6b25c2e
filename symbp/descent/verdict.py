"""What becomes of descent with a learning rate: decided from the factors per step, exactly where they are exact."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from .records import Limit, Quadratic
from .surd import Surd

SLOW = Fraction(9, 10)  # a step that leaves more than this of the distance is called slow
CLOSE = 1e-9  # what a factor found in floating point may be off by


def factor(curvature: Surd, rate: Decimal) -> Surd:
    """1 - rate*curvature."""
    return curvature.times(-Fraction(rate)).plus(Fraction(1))


def judge(quadratic: Quadratic, rate: Decimal) -> str:
    """The verdict on a quadratic function, exactly: only modes in which the start is off the minimum count."""
    if quadratic.rest is None:
        return "unbounded"
    found = [factor(mode.curvature, rate) for mode in quadratic.modes if mode.active]
    return judge_factors(found) if found else "rest"


def judge_factors(factors: Sequence[Surd]) -> str:
    """The verdict from the factors of all modes that take part."""
    if any(value.plus(Fraction(1)).sign < 0 for value in factors):
        return "diverges"
    if any(value.plus(Fraction(-1)).sign > 0 for value in factors):
        return "unbounded"
    if any(value.plus(Fraction(1)).sign == 0 for value in factors):
        return "oscillates"
    if all(value.sign == 0 for value in factors):
        return "one-step"
    largest = largest_of(factors)
    slow = largest.squared().plus(-(SLOW**2)).sign > 0
    return worded(slow, largest.sign < 0)


def largest_of(factors: Sequence[Surd]) -> Surd:
    """The factor of the largest size."""
    largest = factors[0]
    for value in factors[1:]:
        if value.squared().minus(largest.squared()).sign > 0:
            largest = value
    return largest


def leading(quadratic: Quadratic, rate: Decimal) -> Surd | None:
    """The size of the largest factor that takes part."""
    found = [factor(mode.curvature, rate) for mode in quadratic.modes if mode.active]
    if not found:
        return None
    largest = largest_of(found)
    return largest.times(Fraction(-1)) if largest.sign < 0 else largest


def worded(slow: bool, changing: bool) -> str:
    """The verdict on a path that comes to rest."""
    return ("slowly" if slow else "converges") + ("-changing" if changing else "")


def judge_limit(limit: Limit, rate: Decimal) -> tuple[str, tuple[float, ...]]:
    """The verdict on any other function, from where it was seen to go, and the factors there, in floating point."""
    if limit.kind != "settles":
        words = {"cycles": "oscillates", "leaves": "diverges", "undefined": "undefined", "moving": "moving"}
        return words[limit.kind], ()
    factors = tuple(1 - float(rate) * curvature for curvature in limit.curvatures)
    if not limit.steps:
        return "rest", factors
    if any(curvature < 0 for curvature in limit.curvatures):
        return "stationary", factors
    largest = max(factors, key=abs)
    if abs(largest) > 1:
        return "landed", factors
    return worded(abs(largest) > float(SLOW) + CLOSE, largest < 0), factors
