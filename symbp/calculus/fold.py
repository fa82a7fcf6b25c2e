"""Folding: a definition recognised inside a result, exp(z)/S becoming y again.

An equation u = c * product of b**p is a relation equal to 1: u * product of b**-p / c.  One base of a term is matched
with a base of the relation, and the term is multiplied by the power of the relation that removes it.  The new term is
taken if it is shorter and no exponent grew or changed its sign.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from symbp.language import (
    Base,
    Delta,
    Equation,
    Exponent,
    Expression,
    Factor,
    Index,
    Network,
    Term,
    Within,
    merge,
    node,
    put_base,
    remember,
)

from .cost import term_cost
from .instance import formal
from .match import Matching, head, match_base


@node
class Relation:
    """An equation as a product that equals `coefficient`: the output, and every base to the power -p.

    Its brackets stand apart: what it defines is 0 where one of them is.
    """

    number: int
    coefficient: Fraction
    factors: tuple[Factor, ...]
    brackets: tuple[Base, ...]
    formal: frozenset[Index]


@remember
def relations(network: Network) -> dict[object, tuple[Relation, ...]]:
    """The equations that define a quantity as one product, by the head of every factor on their right."""
    found: dict[object, tuple[Relation, ...]] = {}
    for number, equation in enumerate(network.equations):
        terms = equation.body.terms
        if len(terms) != 1 or terms[0].bound or not terms[0].factors:
            continue
        plain = [factor for factor in terms[0].factors if not isinstance(factor[0], Delta | Within)]
        brackets = tuple(base for base, _ in terms[0].factors if isinstance(base, Delta | Within))
        inverse = tuple((base, -exponent) for base, exponent in plain)
        names = frozenset(formal(equation))
        made = Relation(number, terms[0].coefficient, ((equation.output, 1), *inverse), brackets, names)
        for base, _ in plain:
            found[head(base)] = (*found.get(head(base), ()), made)
    return found


@remember
def places(network: Network) -> dict[Equation, int]:
    """Where each equation stands in the order of evaluation."""
    return {equation: number for number, equation in enumerate(network.equations)}


def fold(network: Network, expression: Expression, last: Equation) -> Expression:
    """The expression with definitions up to that of `last` recognised in its terms."""
    number = places(network)[last]
    return Expression(tuple(fold_term(network, term, number) for term in expression.terms))


def fold_term(network: Network, term: Term, last: int) -> Term:
    """Apply relations as long as the term gets shorter."""
    shorter: Term | None = term
    while shorter is not None:
        term = shorter
        found = (relation for base, _ in term.factors for relation in relations(network).get(head(base), ()))
        tries = (made for relation in found if relation.number <= last for made in attempts(term, relation))
        shorter = next(tries, None)
    return term


def attempts(term: Term, relation: Relation) -> Iterator[Term]:
    """The shorter terms that one relation leads to."""
    for pattern, power in relation.factors[1:]:
        for base, exponent in term.factors:
            times = -Fraction(exponent) / Fraction(power)
            now = Matching(relation.formal)
            if times.denominator != 1 or not match_base(pattern, base, now):
                continue
            moved = tuple((put_base(b, now.found), e * int(times)) for b, e in relation.factors)
            brackets = [put_base(bracket, now.found) for bracket in relation.brackets]
            left = tuple(factor for factor in term.factors if factor[0] not in brackets)
            if len(left) + len(brackets) != len(term.factors):
                continue
            coefficient = term.coefficient * relation.coefficient ** -int(times)
            made = Term(coefficient, in_place(left, base, moved), term.bound)
            if fold_cost(made) < fold_cost(term) and tame(term.factors, made.factors, moved[0][0]):
                yield made


def fold_cost(term: Term) -> tuple[int, int]:
    """The length of a term, then its exponents squared: x/r^2 is worth less than xhat/r."""
    return term_cost(term), int(2 * sum(exponent * exponent for _, exponent in term.factors))


def in_place(factors: tuple[Factor, ...], base: Base, moved: tuple[Factor, ...]) -> tuple[Factor, ...]:
    """The product with the relation's output standing where the matched base stood."""
    placed: list[Factor] = []
    for factor in factors:
        if factor[0] == base:
            placed.append(moved[0])
        placed.append(factor)
    return merge((*placed, *moved[1:]))


def tame(before: tuple[Factor, ...], after: tuple[Factor, ...], output: Base) -> bool:
    """Whether no exponent grew or changed its sign, the output's excepted, and at most one base is new."""
    old: dict[Base, Exponent] = dict(before)
    new = 0
    for base, exponent in after:
        was = old.get(base)
        new += was is None
        if base == output:
            continue
        if was is not None and (exponent * exponent > was * was or (exponent > 0) != (was > 0)):
            return False
    return new <= 1
