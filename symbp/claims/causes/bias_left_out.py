"""z = w x without b: a bias is not added."""

from __future__ import annotations

from collections.abc import Iterator

from ...language import Element, Expression, Role, Term
from ..diagnosis.page import Page
from ..diagnosis.slip import Slip, change
from ..sheet import Kind, Line

PRIOR = 0.04


def at(line: Line, page: Page) -> Iterator[Slip]:
    """Every weighted input with a bias."""
    if line.kind is not Kind.VALUE or len(line.formula.terms) < 2:
        return
    kept = tuple(term for term in line.formula.terms if not is_bias(term))
    if kept and kept != line.formula.terms:
        yield change(line, Expression(kept), "bias")


def is_bias(term: Term) -> bool:
    """Whether the term is a parameter and nothing else."""
    if len(term.factors) != 1:
        return False
    base, exponent = term.factors[0]
    return isinstance(base, Element) and base.tensor.role is Role.PARAMETER and exponent == 1
