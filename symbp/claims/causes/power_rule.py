"""(x^n)' without its factor n, or with the exponent left as it was."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ...language import Element, Expression, Term, merge
from ..diagnosis.page import Page
from ..diagnosis.slip import Slip, change
from ..sheet import Kind, Line

PRIOR = 0.03
GENERAL = True


def at(line: Line, page: Page) -> Iterator[Slip]:
    """Every local derivative that has a factor in front, or a power in it."""
    if line.kind is not Kind.LOCAL or not line.formula.terms:
        return
    terms = line.formula.terms
    if len(terms) == 1 and abs(terms[0].coefficient) != 1:
        sign = 1 if terms[0].coefficient > 0 else -1
        yield change(line, Expression((Term(Fraction(sign), terms[0].factors),)), "factor", quantity=line.tensor.name)
    if len(terms) == 1 and line.by is not None:
        for base, exponent in terms[0].factors:
            if base == Element(line.by) and exponent < 0:
                for wrong in {exponent + 1, -exponent}:
                    factors = merge((*terms[0].factors, (base, wrong - exponent)))
                    formula = Expression((Term(terms[0].coefficient, factors),))
                    yield change(line, formula, f"exponent {wrong - exponent}", quantity=line.tensor.name)
    if line.tensor not in page.slopes and any(squared(term) for term in page.lines[line.of].formula.terms):
        yield change(line, line.formula**2, "square", quantity=line.tensor.name)


def squared(term: Term) -> bool:
    """Whether a square stands in it."""
    return any(exponent == 2 for _, exponent in term.factors)
