"""f'(z) with the mask the wrong way round, or another slope at the kink itself."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ...language import X, apply, product
from ...language import slope as of
from ..diagnosis.page import Page
from ..diagnosis.slip import Slip, change
from ..sheet import Kind, Line

PRIOR = 0.03


def at(line: Line, page: Page) -> Iterator[Slip]:
    """Every slope of a function with a kink at 0."""
    if line.kind is not Kind.LOCAL or line.tensor not in page.slopes:
        return
    slope = page.slopes[line.tensor]
    function = slope.activation.function
    if function.kinks != (0,) or function.formula is None:
        return
    derivative = of(function)
    assert derivative is not None
    up, down = (Fraction(str(derivative.subs(X, x))) for x in (1, -1))
    here, there = (apply(function, z, 1) for z in (slope.argument, -slope.argument))
    wrong = {
        "reversed": up + down - here,
        f"{up} at 0": up + down - there,
        f"{(up + down) / 2} at 0": (here - there + up + down) * Fraction(1, 2),
    }
    for name, formula in wrong.items():
        yield change(line, product((formula, slope.rest)), name, mask=name, quantity=line.of.name)
