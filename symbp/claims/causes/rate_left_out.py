"""w+ = w - dE/dw: the learning rate is missing."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ...language import Element, Expression
from ..diagnosis.formulas import value
from ..diagnosis.page import Page
from ..diagnosis.slip import Slip, change
from ..sheet import Kind, Line

PRIOR = 0.03


def at(line: Line, page: Page) -> Iterator[Slip]:
    """Every update."""
    rate = page.network.numbers.rate
    if line.kind is Kind.UPDATED and rate:
        step = line.formula - value(line.of)
        yield change(line, value(line.of) + parts(step, line) * (1 / Fraction(rate)), "rate", quantity=line.of.name)


def parts(step: Expression, line: Line) -> Expression:
    """The change alone: the old value cancels."""
    return Expression(tuple(term for term in step.terms if term.factors != ((Element(line.of), 1),)))
