"""The decay in the gradient for the decay beside it, or the other way round, or without the rate."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ...language import Element, Expression, Role, Tensor, Term, adjoint, elements
from ..diagnosis.formulas import swapped, value
from ..diagnosis.page import Page
from ..diagnosis.slip import Slip, change
from ..sheet import Kind, Line

PRIOR = 0.05
DECAY = Tensor("decay", role=Role.CONSTANT)


def at(line: Line, page: Page) -> Iterator[Slip]:
    """Every update with a decay, and what it carries on of the gradient."""
    parameter = line.by if line.kind is Kind.STATE else line.of
    update = None if parameter is None else page.update(parameter)
    if parameter is None or update is None or DECAY not in page.cells:
        return
    gradient = adjoint(parameter)
    beside = tuple(term for term in update.formula.terms if Element(DECAY) in dict(term.factors))
    if line.kind is Kind.STATE and beside and gradient in {e.tensor for e in elements(line.formula)}:
        more = value(gradient) + value(DECAY) * value(parameter)
        yield change(line, swapped(line.formula, gradient, more), "in the gradient", quantity=parameter.name)
    elif line.kind is Kind.UPDATED and beside:
        kept = Expression(tuple(term for term in line.formula.terms if term not in beside))
        carried = "in the gradient" if any(page.lines[s].kind is Kind.STATE for s in read(line, page)) else "left out"
        yield change(line, kept, carried, quantity=parameter.name)
        without_rate = tuple(Term(Fraction(-1), term.factors) for term in beside)
        yield change(line, kept + Expression(without_rate), "no rate", 0.5, quantity=parameter.name)
    elif line.kind is Kind.UPDATED and DECAY in {e.tensor for e in elements(line.formula)}:
        rate = page.network.numbers.rate
        plain = value(parameter) - Fraction(rate or 0) * value(gradient)
        yield change(line, plain - value(DECAY) * value(parameter), "no rate", 0.5, quantity=parameter.name)
        yield change(line, plain, "left out", 0.5, quantity=parameter.name)
        grown = plain + Fraction(rate or 0) * value(DECAY) * value(parameter)
        yield change(line, grown, "sign", 0.5, quantity=parameter.name)


def read(line: Line, page: Page) -> Iterator[Tensor]:
    """What a line reads that other lines compute."""
    yield from (element.tensor for element in elements(line.formula) if element.tensor in page.lines)
