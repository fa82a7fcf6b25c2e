"""m instead of m / (1 - beta^t), or 1 - beta in every step: running means that start at 0 are not corrected for it."""

from __future__ import annotations

from collections.abc import Iterator

from ...language import Base, Element, Expression, Role, Tensor, Term, as_expression, elements, rewrite
from ...update import base_of, is_power
from ..diagnosis.page import Page
from ..diagnosis.slip import Slip, change
from ..sheet import Kind, Line

PRIOR = 0.06


def at(line: Line, page: Page) -> Iterator[Slip]:
    """Every corrected mean: without its correction, with that of the first step, with that of the next one."""
    powers = [element.tensor for element in elements(line.formula) if is_power(element.tensor)]
    if line.kind is not Kind.STATE or not powers or is_power(line.of):
        return
    kept = tuple(Term(t.coefficient, tuple(f for f in t.factors if f[1] > 0)) for t in line.formula.terms)
    yield change(line, Expression(kept), "none", quantity=line.of.name)
    yield change(line, with_exponent(line.formula, 0), "first", 0.5, quantity=line.of.name)
    yield change(line, with_exponent(line.formula, 1), "next", 0.2, quantity=line.of.name)


def with_exponent(body: Expression, more: int) -> Expression:
    """The formula with the constant itself for its power, or the power of the next step."""

    def other(base: Base) -> Expression | None:
        if not isinstance(base, Element) or not is_power(base.tensor):
            return None
        constant = as_expression(Element(Tensor(base_of(base.tensor), role=Role.CONSTANT)))
        return constant * as_expression(base) if more else constant

    return rewrite(body, other)
