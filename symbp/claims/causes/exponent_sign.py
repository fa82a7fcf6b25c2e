"""a = f(-z): exp(z) for exp(-z) in the activation."""

from __future__ import annotations

from collections.abc import Iterator

from ...language import EXP, LOG, Apply, Base, Expression, apply, rewrite
from ..diagnosis.page import Page
from ..diagnosis.slip import Slip, change
from ..sheet import Kind, Line

PRIOR = 0.03


def at(line: Line, page: Page) -> Iterator[Slip]:
    """Every activation, at the argument with the other sign."""
    if line.kind is not Kind.VALUE:
        return

    def turned(base: Base) -> Expression | None:
        if isinstance(base, Apply) and base.function not in (EXP, LOG) and base.order == 0:
            return apply(base.function, -base.argument)
        return None

    formula = rewrite(line.formula, turned)
    if formula != line.formula:
        yield change(line, formula, "sign")
