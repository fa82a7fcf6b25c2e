"""g / sqrt(v + epsilon) instead of g / (sqrt(v) + epsilon)."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ...language import Base, Element, Expression, Group, Role, rewrite
from ..diagnosis.page import Page
from ..diagnosis.slip import Slip, change
from ..sheet import Kind, Line

PRIOR = 0.05


def at(line: Line, page: Page) -> Iterator[Slip]:
    """Every update that divides by a root and a small constant."""
    if line.kind is Kind.UPDATED:
        formula = rewrite(line.formula, inside)
        if formula != line.formula:
            yield change(line, formula, "inside", quantity=line.of.name)


def inside(base: Base) -> Expression | None:
    """The root of the sum for the sum of a root and a constant."""
    if not isinstance(base, Group) or len(base.body.terms) != 2:
        return None
    root, constant = base.body.terms
    if [exponent for _, exponent in root.factors] != [Fraction(1, 2)] or not is_constant(Expression((constant,))):
        return None
    return (Expression((root,)) ** 2 + Expression((constant,))) ** Fraction(1, 2)


def is_constant(body: Expression) -> bool:
    """Whether it is one of the rule's own constants."""
    factors = [factor for term in body.terms for factor in term.factors]
    return len(factors) == 1 and isinstance(factors[0][0], Element) and factors[0][0].tensor.role is Role.CONSTANT
