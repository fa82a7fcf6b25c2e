"""m = beta2 m + (1 - beta2) g, or m = (1 - beta) m + beta g: the shares of the running means are exchanged."""

from __future__ import annotations

from collections.abc import Iterator

from ...language import Base, Element, Expression, Group, Role, Tensor, Term, elements
from ..diagnosis.formulas import exchanged, value
from ..diagnosis.page import Page
from ..diagnosis.slip import Slip, change
from ..sheet import Kind, Line

PRIOR = 0.05
PARTNERS = {"beta1": "beta2", "beta2": "beta1"}


def at(line: Line, page: Page) -> Iterator[Slip]:
    """Every running mean with the other constant, and with both of its shares in each other's place."""
    if line.kind is not Kind.STATE:
        return
    own = tuple(dict.fromkeys(e.tensor for e in elements(line.formula) if e.tensor.role is Role.CONSTANT))
    constants = tuple(tensor for tensor in page.given if tensor.role is Role.CONSTANT and tensor.name in PARTNERS)
    partners = {tensor: other for tensor in own for other in constants if PARTNERS.get(tensor.name) == other.name}
    if partners:
        yield change(line, exchanged(line.formula, partners), "constants", quantity=line.of.name)
    for constant in own:
        turned = Expression(tuple(turn(term, constant) for term in line.formula.terms))
        if turned != line.formula and line.by is not None:
            yield change(line, turned, "shares", quantity=line.of.name)


def turn(term: Term, constant: Tensor) -> Term:
    """beta for 1 - beta, and the other way round."""
    share, rest = Element(constant), Group(1 - value(constant))
    swap: dict[Base, Base] = {share: rest, rest: share}
    return Term(term.coefficient, tuple((swap.get(base, base), n) for base, n in term.factors))
