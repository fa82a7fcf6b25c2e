"""a = z: the activation is not applied."""

from __future__ import annotations

from collections.abc import Iterator

from ...language import EXP, LOG, Apply, Base, Expression, Group, as_expression, product, rewrite
from ..diagnosis.page import Page
from ..diagnosis.slip import Slip, change
from ..sheet import Kind, Line

PRIOR = 0.03


def at(line: Line, page: Page) -> Iterator[Slip]:
    """Every activation."""
    if line.kind is not Kind.VALUE:
        return

    def plain(base: Base) -> Expression | None:
        if isinstance(base, Apply) and base.function not in (EXP, LOG) and base.order == 0:
            return product((base.argument,)) if len(base.argument.terms) == 1 else as_expression(Group(base.argument))
        return None

    formula = rewrite(line.formula, plain)
    if formula != line.formula:
        yield change(line, formula, "activation")
