"""x / y for x * y: a factor is divided by."""

from __future__ import annotations

from collections.abc import Iterator

from ...language import Expression, Term, merge
from ..diagnosis.page import Page
from ..diagnosis.slip import Slip, change
from ..sheet import Kind, Line

PRIOR = 0.01
GENERAL = True


def at(line: Line, page: Page) -> Iterator[Slip]:
    """Every product, each of its factors turned over."""
    terms = line.formula.terms
    for place, term in enumerate(terms if not (line.kind is Kind.UPDATED or page.is_slope(line.tensor)) else ()):
        for base, exponent in term.factors if len(term.factors) > 1 else ():
            turned = merge((*term.factors, (base, -2 * exponent)))
            formula = Expression((*terms[:place], Term(term.coefficient, turned), *terms[place + 1 :]))
            yield change(line, formula, quantity=page.name(line.tensor), factor=page.show((base, exponent)))
