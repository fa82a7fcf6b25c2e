"""v = mu v - g with w = w - eta v: gradient and velocity with different signs."""

from __future__ import annotations

from collections.abc import Iterator

from ...language import Element, Expression, Term
from ..diagnosis.page import Page
from ..diagnosis.slip import Slip, change
from ..sheet import Kind, Line

PRIOR = 0.04


def at(line: Line, page: Page) -> Iterator[Slip]:
    """Every velocity, what is carried on or what is added to it with the other sign."""
    if line.kind is not Kind.STATE or line.by is None or Element(line.of) not in bases(line.formula):
        return
    terms = line.formula.terms
    for habit, own in (("carried", True), ("added", False)):
        turned = tuple(
            Term(-t.coefficient, t.factors) if (Element(line.of) in dict(t.factors)) is own else t for t in terms
        )
        yield change(line, Expression(turned), habit, 1.0 if own else 0.7, quantity=line.of.name)


def bases(body: Expression) -> set[object]:
    """What stands in its products."""
    return {base for term in body.terms for base, _ in term.factors}
