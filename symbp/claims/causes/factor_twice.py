"""x * y * y: a factor is multiplied in twice."""

from __future__ import annotations

from collections.abc import Iterator

from ...language import Expression, Term, merge
from ..diagnosis.page import Page
from ..diagnosis.slip import Slip, change
from ..sheet import Kind, Line

PRIOR = 0.01
GENERAL = True


def at(line: Line, page: Page) -> Iterator[Slip]:
    """Every product, with each of its factors once more."""
    terms = line.formula.terms
    for place, term in enumerate(terms if not (line.kind is Kind.UPDATED or page.is_slope(line.tensor)) else ()):
        for factor in term.factors if len(term.factors) > 1 else ():
            more = Term(term.coefficient, merge((*term.factors, factor)))
            formula = Expression((*terms[:place], more, *terms[place + 1 :]))
            yield change(line, formula, quantity=page.name(line.tensor), factor=page.show(factor))
