"""w+ = w - dE/dw: the learning rate is missing."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ...language import Element, Expression, Term
from ..diagnosis.page import Page
from ..diagnosis.slip import Slip, change
from ..sheet import Line

PRIOR = 0.03


def at(line: Line, page: Page) -> Iterator[Slip]:
    """Every update, and every velocity that has the rate in it."""
    rate = page.network.numbers.rate
    if rate and has_rate(line, page):
        formula = with_rate(line, page, Fraction(1))
        yield change(line, formula, "rate", quantity=line.of.name)


def has_rate(line: Line, page: Page) -> bool:
    """Whether the learning rate stands in a line of an update."""
    return line.moves and any(is_rated(term, page) for term in line.formula.terms)


def is_rated(term: Term, page: Page) -> bool:
    """Whether a term is multiplied by the learning rate."""
    rate = page.network.numbers.rate
    return rate is not None and bool(term.factors) and abs(term.coefficient) == Fraction(rate) > 0


def with_rate(line: Line, page: Page, rate: Fraction) -> Expression:
    """The line with another learning rate; the old value stays what it is."""
    return Expression(
        tuple(
            Term(rate if term.coefficient > 0 else -rate, term.factors)
            if is_rated(term, page) and not (term.coefficient > 0 and Element(line.of) in dict(term.factors))
            else term
            for term in line.formula.terms
        )
    )


def parts(step: Expression, line: Line) -> Expression:
    """The change alone: the old value cancels."""
    return Expression(tuple(term for term in step.terms if term.factors != ((Element(line.of), 1),)))
