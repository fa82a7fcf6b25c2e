"""x + y without y: a term of a sum is left out."""

from __future__ import annotations

from collections.abc import Iterator

from ...language import Expression
from ..diagnosis.page import Page
from ..diagnosis.slip import Slip, change
from ..sheet import Kind, Line

PRIOR = 0.03
GENERAL = True
MOST = 12


def at(line: Line, page: Page) -> Iterator[Slip]:
    """Every sum in the forward pass or in a local derivative, without each of its terms."""
    terms = line.formula.terms
    if line.kind not in (Kind.VALUE, Kind.LOCAL) or len(terms) < 2 or page.is_slope(line.tensor):
        return
    for place, term in enumerate(terms[:MOST]):
        rest = (*terms[:place], *terms[place + 1 :])
        text = " ".join(page.show(factor) for factor in term.factors) or str(term.coefficient)
        yield change(line, Expression(rest), f"{place - len(terms)}", quantity=page.name(line.tensor), term=text)
