"""x * y without y: a factor is left out of a product."""

from __future__ import annotations

from collections.abc import Iterator

from ...language import Expression, Term
from ..diagnosis.formulas import locals_in, upstreams_in, without
from ..diagnosis.page import Page
from ..diagnosis.slip import Slip, change
from ..sheet import Kind, Line

PRIOR = 0.04
GENERAL = True


def at(line: Line, page: Page) -> Iterator[Slip]:
    """Every product, without each of its factors."""
    if line.kind is Kind.UPDATED or page.is_slope(line.tensor):
        return
    terms = line.formula.terms
    for place, term in enumerate(terms):
        if len(term.factors) < 2:
            continue
        for factor in term.factors:
            rest = Term(term.coefficient, tuple(other for other in term.factors if other != factor))
            formula = Expression((*terms[:place], rest, *terms[place + 1 :]))
            yield change(
                line, formula, weight=1 / len(terms), quantity=page.name(line.tensor), factor=page.show(factor)
            )
    for wanted in (locals_in, upstreams_in) if line.kind is Kind.ADJOINT and len(terms) > 1 else ():
        changed = []
        for term in terms:
            for tensor in wanted(term):
                term = without(term, tensor)
            changed.append(term)
        if tuple(changed) != terms:
            left = ", ".join(page.name(tensor) for term in terms[:3] for tensor in wanted(term))
            yield change(line, Expression(tuple(changed)), quantity=page.name(line.tensor), factor=left)
