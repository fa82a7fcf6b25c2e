"""a = g(z): another activation than the network has."""

from __future__ import annotations

from collections.abc import Iterator

from ...language import EXP, LOG, Apply, Base, Expression, Function, apply, product, rewrite
from ...library import find
from ..diagnosis.page import Page
from ..diagnosis.slip import Slip, change
from ..sheet import Kind, Line

PRIOR = 0.03
COMMON = ("sigmoid", "tanh", "relu")


def at(line: Line, page: Page) -> Iterator[Slip]:
    """Every activation by every other common one, and its slope by the other's."""
    for name in COMMON:
        other: Function = find("operations", name, "function").FUNCTION
        if line.kind is Kind.VALUE:
            formula = rewrite(line.formula, lambda base, other=other: exchanged(base, other))  # type: ignore[misc]
            if formula != line.formula:
                yield change(line, formula, name, other=name)
        elif line.tensor in page.slopes:
            slope = page.slopes[line.tensor]
            wrong = apply(other, slope.argument, 1)
            if slope.activation.function != other and not other.kinks:
                yield change(line, product((wrong, slope.rest)), name, other=name)


def exchanged(base: Base, other: Function) -> Expression | None:
    """The other function at the same argument."""
    if isinstance(base, Apply) and base.function not in (EXP, LOG, other) and base.order == 0:
        return apply(other, base.argument)
    return None
