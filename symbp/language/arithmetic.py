"""Arithmetic of the normal form: products that keep parentheses, powers, sums over indices, functions applied."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from .expression import (
    ONE,
    ZERO,
    Apply,
    Base,
    Delta,
    Element,
    Exponent,
    Expression,
    Factor,
    Group,
    Term,
    Within,
    as_expression,
)
from .function import Function
from .index import Index, Position
from .tensor import Tensor


def number(value: Expression) -> Fraction | None:
    """The value of an expression that is a plain number, else None."""
    if not value.terms:
        return Fraction(0)
    if len(value.terms) == 1 and not value.terms[0].factors and not value.terms[0].bound:
        return value.terms[0].coefficient
    return None


def merge(factors: Iterable[Factor]) -> tuple[Factor, ...]:
    """Equal bases become one power, at the first place; brackets are their own squares."""
    merged: dict[Base, Exponent] = {}
    for base, exponent in factors:
        if isinstance(base, Delta | Within):
            merged[base] = 1
        else:
            merged[base] = merged.get(base, 0) + exponent
    return tuple((base, exponent) for base, exponent in merged.items() if exponent)


def term_product(parts: Iterable[Term]) -> Term:
    """The product of terms whose bound indices are all different."""
    coefficient = Fraction(1)
    factors: list[Factor] = []
    bound: list[Index] = []
    for part in parts:
        coefficient *= part.coefficient
        factors.extend(part.factors)
        bound.extend(part.bound)
    return Term(coefficient, merge(factors), tuple(bound))


def product(parts: Iterable[Expression]) -> Expression:
    """The product, parentheses kept: a factor of several terms becomes a `Group`."""
    kept = [part for part in parts if part != ONE]
    if not all(part.terms for part in kept):
        return ZERO
    if len(kept) == 1:
        return kept[0]
    terms = [part.terms[0] if len(part.terms) == 1 else group(part) for part in kept]
    made = term_product(apart(terms) if any(term.bound for term in terms) else terms)
    return Expression((made,)) if made.coefficient else ZERO


def apart(terms: Sequence[Term]) -> list[Term]:
    """The terms with every sum in parentheses whose index another term sums over too, or reads from outside."""
    from .walk import free_in_term

    found: list[Term] = []
    taken: set[Index] = set()
    for place, term in enumerate(terms):
        outer = (free_in_term(other) for number, other in enumerate(terms) if number != place)
        if term.bound and not taken.union(*outer).isdisjoint(term.bound):
            term = group(Expression((term,)))
        taken.update(term.bound)
        found.append(term)
    return found


def group(body: Expression) -> Term:
    """The parenthesis as a factor."""
    from .closing import close

    return Term(Fraction(1), ((Group(close(body)), 1),))


def power(base: Expression, exponent: Exponent) -> Expression:
    """A rational power; of a single product without bound indices, factor by factor where that is true."""
    if exponent == 1:
        return base
    if exponent == 0:
        return ONE
    if len(base.terms) == 1 and not base.terms[0].bound:
        term = base.terms[0]
        whole = exponent == int(exponent)
        simple = len(term.factors) == 1 and term.factors[0][1] == 1
        if (whole or simple) and (whole or term.coefficient == 1):
            coefficient = Fraction(term.coefficient) ** int(exponent) if whole else Fraction(1)
            return Expression((Term(coefficient, merge((b, e * exponent) for b, e in term.factors)),))
    return Expression((Term(Fraction(1), ((group(base).factors[0][0], exponent),)),))


def total(body: Expression, *indices: Index) -> Expression:
    """The sum of an expression over indices."""
    inner = (group(Expression((t,))) if any(i in t.bound for i in indices) else t for t in body.terms)
    return Expression(tuple(Term(t.coefficient, t.factors, t.bound + indices) for t in inner))


def apply(function: Function, argument: Expression, order: int = 0) -> Expression:
    """A function, or its derivative of some order, at an argument."""
    from .closing import close

    return as_expression(Apply(function, order, close(argument)))


def element(tensor: Tensor, *indices: Position, labels: tuple[Position, ...] = ()) -> Expression:
    """One element of a tensor as an expression.

    Raises:
        SizeError: the number of positions is not the number of sizes.
    """
    from ..errors import SizeError

    if len(indices) != len(tensor.sizes) or len(labels) != len(tensor.labels):
        raise SizeError(f"{tensor.name} takes {len(tensor.sizes)} indices, found {len(indices)}")
    return as_expression(Element(tensor, labels, indices))
