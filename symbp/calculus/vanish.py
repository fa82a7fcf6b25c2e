"""Sums that a definition makes constant: Sum over i of (x[i] - mu) is 0, because mu is the mean of x.

The factors that depend on a summed index are multiplied out, unfolded once if need be, and the sums used that follow
from a definition u = c * Sum of body.  Only a plain number is accepted.  Declared facts are left to a step that names
them.
"""

from __future__ import annotations

from fractions import Fraction

from symbp.language import (
    Base,
    Cardinal,
    Element,
    Expression,
    Fact,
    Fresh,
    Index,
    Network,
    Role,
    Term,
    as_expression,
    bases,
    free_in_base,
    number,
    power,
    product,
    remember,
    rewrite,
    total,
)

from .collect import collect, multiply_out
from .fact import use
from .instance import definitions, instance


@remember
def known_sums(network: Network) -> tuple[Fact, ...]:
    """Sum of body = u / c for every definition u = c * Sum of body over one index."""
    found: list[Fact] = []
    for equation in network.equations:
        if len(equation.body.terms) != 1 or len(equation.body.terms[0].bound) != 1:
            continue
        term = equation.body.terms[0]
        index = term.bound[0]
        inner = tuple(factor for factor in term.factors if index in free_in_base(factor[0]))
        outer = Expression((Term(term.coefficient, tuple(f for f in term.factors if f not in inner)),))
        value = product((as_expression(equation.output), power(outer, -1)))
        found.append(Fact(equation.tensor.name, Expression((Term(Fraction(1), inner, (index,)),)), value, False))
    return tuple(found)


def vanish(network: Network, expression: Expression, fresh: Fresh) -> Expression:
    """The expression with every sum replaced that its definition makes a plain number."""
    found = []
    for term in expression.terms:
        done = constant_factor(network, term, fresh)
        if done.coefficient:
            found.append(done)
    return Expression(tuple(found))


def constant_factor(network: Network, term: Term, fresh: Fresh) -> Term:
    """The term with the sums over its bound indices worked out where they are numbers."""
    for index in term.bound:
        inner = tuple(factor for factor in term.factors if index in free_in_base(factor[0]))
        body = Expression((Term(Fraction(1), inner, (index,)),))
        if not inner or any(isinstance(b, Element) and b.tensor.role is Role.ADJOINT for b in bases(body)):
            continue
        for attempt in (body, unfolded(network, body, index, fresh)):
            value = number(summed(network, attempt, index, fresh))
            if value is not None:
                factors = tuple(factor for factor in term.factors if factor not in inner)
                rest = tuple(other for other in term.bound if other != index)
                return constant_factor(network, Term(term.coefficient * value, factors, rest), fresh)
    return term


def unfolded(network: Network, body: Expression, index: Index, fresh: Fresh) -> Expression:
    """The body with every defined quantity that is read at the index replaced by its definition, once."""

    def rule(base: Base) -> Expression | None:
        if not isinstance(base, Element) or index not in base.indices or base.tensor not in definitions(network):
            return None
        return instance(definitions(network)[base.tensor], base, fresh)

    return rewrite(body, rule)


def summed(network: Network, body: Expression, index: Index, fresh: Fresh) -> Expression:
    """The sum multiplied out, a term without the index counted as often as its size says, known sums used."""
    terms: list[Term] = []
    for term in multiply_out(body, fresh, powers=True).terms:
        if index not in term.bound or any(index in free_in_base(base) for base, _ in term.factors):
            terms.append(term)
            continue
        size = as_expression(index.size if isinstance(index.size, int) else Cardinal(index.size))
        rest = Term(term.coefficient, term.factors, tuple(other for other in term.bound if other != index))
        terms.extend(total(product((Expression((Term(rest.coefficient, rest.factors),)), size)), *rest.bound).terms)
    made = Expression(tuple(terms))
    for fact in known_sums(network):
        made = use(fact, made)
    return collect(made)
