"""v = mu v + (1 - mu) g instead of v = mu v + g, or the other way round."""

from __future__ import annotations

from collections.abc import Iterator

from ...language import Base, Element, Expression, Group, Role, Term, merge
from ..diagnosis.formulas import value
from ..diagnosis.page import Page
from ..diagnosis.slip import Slip, change
from ..sheet import Kind, Line

PRIOR = 0.05


def at(line: Line, page: Page) -> Iterator[Slip]:
    """Every quantity that is carried on, the share of what is added to it left out or put in."""
    if line.kind is not Kind.STATE or line.by is None:
        return
    carried = [t for t in line.formula.terms if Element(line.of) in dict(t.factors)]
    constants = [b for t in carried for b, _ in t.factors if isinstance(b, Element) and b.tensor.role is Role.CONSTANT]
    if len(carried) == len(constants) == 1:
        share = Group(1 - value(constants[0].tensor))
        terms = tuple(term if term in carried else shared(term, share) for term in line.formula.terms)
        habit = "left out" if any(share in dict(t.factors) for t in line.formula.terms) else "put in"
        yield change(line, Expression(terms), habit, quantity=line.of.name, share=habit)


def shared(term: Term, share: Base) -> Term:
    """The term without its share, or with one."""
    if share in dict(term.factors):
        return Term(term.coefficient, tuple(factor for factor in term.factors if factor[0] != share))
    return Term(term.coefficient, merge(((share, 1), *term.factors)))
