"""Folding: a definition recognised inside a result, exp(z)/S becoming y again.

An equation u = c * product of b**p is a relation equal to 1: u * product of b**-p / c.  One base of a term is matched
with a base of the relation, and the term is multiplied by the power of the relation that removes it.  The new term is
taken if it is shorter and no exponent grew or changed its sign.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from symbp.language import (
    Apply,
    Base,
    Delta,
    Element,
    Equation,
    Exponent,
    Expression,
    Factor,
    Group,
    Index,
    Network,
    Position,
    Term,
    Within,
    inside,
    merge,
    multiples,
    node,
    plus,
    put_base,
    remember,
)

from .cost import term_cost

Matching = dict[Index, Position]


def match(pattern: Expression, found: Expression, new: Matching | None = None) -> Matching | None:
    """The positions for the pattern's formal indices that make it the same as what was found, or None."""
    if len(pattern.terms) != len(found.terms):
        return None
    now = dict(new or {})
    for left, right in zip(pattern.terms, found.terms, strict=True):
        if (
            left.coefficient != right.coefficient
            or len(left.factors) != len(right.factors)
            or left.bound != right.bound
        ):
            return None
        for (base, exponent), (other, times) in zip(left.factors, right.factors, strict=True):
            if exponent != times or not match_base(base, other, now):
                return None
    return now


def match_base(pattern: Base, found: Base, now: Matching) -> bool:
    """Match one base, adding to what is known about the formal indices."""
    if type(pattern) is not type(found):
        return False
    if isinstance(pattern, Element) and isinstance(found, Element):
        if pattern.tensor != found.tensor:
            return False
        pairs = zip(pattern.labels + pattern.indices, found.labels + found.indices, strict=True)
        return all(match_position(left, right, now) for left, right in pairs)
    if isinstance(pattern, Apply) and isinstance(found, Apply):
        if (pattern.function, pattern.order) != (found.function, found.order):
            return False
    elif not isinstance(pattern, Group):
        return pattern == found
    left, right = inside(pattern), inside(found)
    assert left is not None and right is not None
    deeper = match(left, right, now)
    if deeper is None:
        return False
    now.update(deeper)
    return True


def match_position(pattern: Position, found: Position, now: Matching) -> bool:
    """Solve pattern = found for the pattern's one formal index."""
    terms, offset = multiples(pattern)
    formal = [symbol for symbol in terms if isinstance(symbol, Index) and symbol.serial == 0]
    if not formal:
        return pattern == found
    index = formal[0]
    if len(terms) > 1 or terms[index] != 1:
        return pattern == found
    value = plus(found, -offset)
    if isinstance(value, Index) and index.size != value.size and not hasattr(index.size, "labels"):
        return False
    return now.setdefault(index, value) == value


def head(base: Base) -> object:
    """What two bases must have in common to match at all: the tensor, or the function and what it is applied to."""
    if isinstance(base, Element):
        return base.tensor
    if isinstance(base, Apply):
        first = next((head(b) for term in base.argument.terms for b, _ in term.factors), None)
        return base.function, base.order, first
    return type(base)


@node
class Relation:
    """An equation as a product that equals `coefficient`: the output, and every base to the power -p.

    Its brackets stand apart: what it defines is 0 where one of them is.
    """

    place: int
    coefficient: Fraction
    factors: tuple[Factor, ...]
    brackets: tuple[Base, ...] = ()


@remember
def relations(network: Network) -> dict[object, tuple[Relation, ...]]:
    """The equations that define a quantity as one product, by the head of every factor on their right."""
    found: dict[object, tuple[Relation, ...]] = {}
    for place, equation in enumerate(network.equations):
        terms = equation.body.terms
        if len(terms) != 1 or terms[0].bound or not terms[0].factors:
            continue
        plain = [factor for factor in terms[0].factors if not isinstance(factor[0], Delta | Within)]
        brackets = tuple(base for base, _ in terms[0].factors if isinstance(base, Delta | Within))
        inverse = tuple((base, -exponent) for base, exponent in plain)
        made = Relation(place, terms[0].coefficient, ((equation.output, 1), *inverse), brackets)
        for base, _ in plain:
            found[head(base)] = (*found.get(head(base), ()), made)
    return found


def fold(network: Network, expression: Expression, last: Equation) -> Expression:
    """The expression with definitions up to that of `last` recognised in its terms."""
    place = network.equations.index(last)
    return Expression(tuple(fold_term(network, term, place) for term in expression.terms))


def fold_term(network: Network, term: Term, last: int) -> Term:
    """Apply relations as long as the term gets shorter."""
    shorter: Term | None = term
    while shorter is not None:
        term = shorter
        found = (relation for base, _ in term.factors for relation in relations(network).get(head(base), ()))
        tries = (made for relation in found if relation.place <= last for made in attempts(term, relation))
        shorter = next(tries, None)
    return term


def attempts(term: Term, relation: Relation) -> Iterator[Term]:
    """The shorter terms that one relation leads to."""
    for pattern, power in relation.factors[1:]:
        for base, exponent in term.factors:
            times = -Fraction(exponent) / Fraction(power)
            now: Matching = {}
            if times.denominator != 1 or not match_base(pattern, base, now):
                continue
            moved = tuple((put_base(b, now), e * int(times)) for b, e in relation.factors)
            brackets = [put_base(bracket, now) for bracket in relation.brackets]
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
    """Whether no exponent grew or changed its sign, and no base is new but the output."""
    old: dict[Base, Exponent] = dict(before)
    for base, exponent in after:
        if base == output:
            continue
        was = old.get(base)
        if was is None or exponent * exponent > was * was or (exponent > 0) != (was > 0):
            return False
    return True
