"""ln(x + c) for ln x: a tiny constant that protects programs from ln 0."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ...language import LOG, Apply, Base, Expression, apply, rewrite
from ..diagnosis.page import Page
from ..diagnosis.slip import Slip, change
from ..sheet import Line

PRIOR = 0.02
EXPONENTS = (7, 8, 9, 10, 12, 15, 6, 5, 4, 11, 13, 14, 16)


def at(line: Line, page: Page) -> Iterator[Slip]:
    """Every logarithm."""
    for exponent in EXPONENTS:
        shift = Fraction(1, 10**exponent)

        def shifted(found: Base, shift: Fraction = shift) -> Expression | None:
            if isinstance(found, Apply) and found.function is LOG and found.order == 0:
                return apply(LOG, found.argument + shift)
            return None

        formula = rewrite(line.formula, shifted)
        if formula != line.formula:
            yield change(line, formula, str(exponent), quantity=page.name(line.tensor), constant=f"1e-{exponent}")
