"""Bound indices that can never be captured.

Two disciplines keep them apart.  In a term they carry a serial number that is unique in the derivation (`freshen`).
Inside a parenthesis or a function's argument the sum is closed: its indices carry negative serials that follow from
the depth alone (`close`), so that equal sums are equal records.
"""

from __future__ import annotations

from itertools import count

from .arithmetic import merge
from .expression import Base, Expression, Term
from .index import Index, multiples
from .walk import inside, positions, put_base

CLOSED = 8  # bound indices of one closed sum


class Fresh:
    """A counter of serial numbers for bound indices, one per derivation."""

    def __init__(self, start: int = 1) -> None:
        self._count = count(start)

    def index(self, like: Index) -> Index:
        """An index over the same size that nothing else uses."""
        return Index(like.name, like.size, next(self._count), like.first)


def freshen_term(term: Term, fresh: Fresh) -> Term:
    """The term with bound indices that nothing else uses."""
    if not term.bound:
        return term
    new = {index: fresh.index(index) for index in term.bound}
    factors = tuple((put_base(base, new), exponent) for base, exponent in term.factors)
    return Term(term.coefficient, factors, tuple(new.values()))


def freshen(expression: Expression, fresh: Fresh) -> Expression:
    """The expression with bound indices that nothing else uses."""
    return Expression(tuple(freshen_term(term, fresh) for term in expression.terms))


def depth(expression: Expression) -> int:
    """How many closed sums stand inside each other."""
    deepest = 0
    for term in expression.terms:
        inner = max((depth(body) for base, _ in term.factors if (body := inside(base)) is not None), default=0)
        deepest = max(deepest, inner + bool(term.bound))
    return deepest


def close(expression: Expression) -> Expression:
    """The expression with its own bound indices renamed by depth, the same for equal sums."""
    if not any(term.bound for term in expression.terms):
        return expression
    level = depth(expression)
    terms = []
    for term in expression.terms:
        order = in_order(term)
        new = {index: Index("", index.size, -(CLOSED * level + k), index.first) for k, index in enumerate(order)}
        factors = merge((put_base(base, new), exponent) for base, exponent in term.factors)
        terms.append(Term(term.coefficient, factors, tuple(new.values())))
    return Expression(tuple(terms))


def in_order(term: Term) -> tuple[Index, ...]:
    """The bound indices in the order in which the factors first mention them."""
    seen: dict[Index, None] = {}
    bound = frozenset(term.bound)

    def look(base: Base) -> None:
        for position in positions(base):
            for symbol in multiples(position)[0]:
                if symbol in bound:
                    assert isinstance(symbol, Index)
                    seen.setdefault(symbol)
        body = inside(base)
        for inner in () if body is None else body.terms:
            for factor, _ in inner.factors:
                look(factor)

    for base, _ in term.factors:
        look(base)
    return (*seen, *(index for index in term.bound if index not in seen))
