"""log10 x or log2 x for ln x."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import log

from ...language import LOG, Apply, Base, Expression, as_expression, rewrite
from ..diagnosis.page import Page
from ..diagnosis.slip import Slip, change
from ..sheet import Line

PRIOR = 0.03


def at(line: Line, page: Page) -> Iterator[Slip]:
    """Every line with a logarithm."""
    for base in (10, 2):
        factor = Fraction(1 / log(base))

        def other(found: Base, factor: Fraction = factor) -> Expression | None:
            return as_expression(found) * factor if isinstance(found, Apply) and found.function is LOG else None

        formula = rewrite(line.formula, other)
        if formula != line.formula:
            yield change(line, formula, str(base), quantity=page.name(line.tensor), base=str(base))
