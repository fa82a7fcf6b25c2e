"""m = (1 - beta) g in every step: what was carried on is forgotten."""

from __future__ import annotations

from collections.abc import Iterator

from ...language import Element, Expression
from ..diagnosis.page import Page
from ..diagnosis.slip import Slip, change
from ..sheet import Kind, Line

PRIOR = 0.03


def at(line: Line, page: Page) -> Iterator[Slip]:
    """Every quantity that a step adds to, as if it began anew."""
    if line.kind is not Kind.STATE or line.by is None:
        return
    rest = tuple(term for term in line.formula.terms if Element(line.of) not in dict(term.factors))
    if rest and rest != line.formula.terms:
        yield change(line, Expression(rest), "anew", quantity=line.of.name)
