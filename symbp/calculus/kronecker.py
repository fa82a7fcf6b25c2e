"""The one rule for brackets: Sum over v of f(v) [v = p] is f(p), where p lies in the range of v.

A bracket whose positions differ by a plain integer is 1 or 0.  Otherwise it is solved for a bound index that it holds
with multiple +1 or -1.  No guard is needed where the solution runs over the same range, or where a tensor is read at
the solution itself, since tensors are 0 outside their range, and not divided by; else the factor [0 <= p < n] takes
the bracket's place.
"""

from __future__ import annotations

from fractions import Fraction

from symbp.language import (
    Base,
    Case,
    Delta,
    Element,
    Expression,
    Factor,
    Index,
    Position,
    Size,
    Term,
    Within,
    affine,
    merge,
    multiples,
    place,
    plus,
    put_base,
)

from .collect import unwrapped
from .instance import outside


def kronecker(expression: Expression, case: Case | None = None) -> Expression:
    """The expression with every bracket collapsed that can be."""
    found = []
    for term in expression.terms:
        done = collapse(term, case)
        if done is not None:
            found.append(done)
    return unwrapped(Expression(tuple(found)))


def collapse(term: Term, case: Case | None) -> Term | None:
    """The term without its solvable brackets; None where it is 0."""
    if any(isinstance(base, Element) and outside(base) for base, _ in term.factors):
        return None
    for number, (base, _) in enumerate(term.factors):
        if not isinstance(base, Delta):
            continue
        value = known(base, case)
        if value == 0:
            return None
        others = term.factors[:number] + term.factors[number + 1 :]
        if value == 1:
            return collapse(Term(term.coefficient, others, term.bound), case)
        solved = solve(base, term.bound)
        if solved is not None:
            return collapse(substitute(term.coefficient, others, term.bound, *solved), case)
    return term


def known(bracket: Delta, case: Case | None) -> int | None:
    """1 or 0 where the bracket's value is certain, else None."""
    terms, offset = multiples(plus(bracket.left, bracket.right, -1))
    if not terms:
        return 0 if offset else 1
    if case is not None and case.value is None and below_last(terms, offset, case):
        return 0
    return None


def below_last(terms: dict[Index | Size, int], offset: int, case: Case) -> bool:
    """Whether the bracket asks for a label that this case excludes: [l = L] where l < L."""
    last = case.label.size
    return not offset and set(terms) == {case.label, last} and terms[case.label] == -terms[last]  # type: ignore[index]


def solve(bracket: Delta, bound: tuple[Index, ...]) -> tuple[Index, Position] | None:
    """A bound index and the position that the bracket makes it equal to."""
    terms, offset = multiples(plus(bracket.left, bracket.right, -1))
    for index in reversed(bound):
        multiple = terms.get(index)
        if multiple in (1, -1):
            others = {symbol: -times * multiple for symbol, times in terms.items() if symbol != index}
            return index, affine(others, -offset * multiple)
    return None


def substitute(
    coefficient: Fraction, factors: tuple[Factor, ...], bound: tuple[Index, ...], index: Index, position: Position
) -> Term:
    """The term at index = position, with a guard where the position may lie outside the index's range."""
    new = {index: position}
    moved = merge((put_base(base, new), exponent) for base, exponent in factors)
    if not same_range(index, position) and not any(e > 0 and reads_at(base, index) for base, e in factors):
        moved = merge((*moved, (Within(plus(position, index.first, -1), index.size), 1)))
    return Term(coefficient, moved, tuple(place_bound(other, new) for other in bound if other != index))


def place_bound(other: Index, new: dict[Index, Position]) -> Index:
    """Another bound index, its size following the substitution."""
    moved = place(other, {k: v for k, v in new.items() if k != other})
    assert isinstance(moved, Index)
    return moved


def same_range(index: Index, position: Position) -> bool:
    """Whether the position runs over just the values of the index."""
    return isinstance(position, Index) and position.size == index.size and position.first == index.first


def reads_at(base: Base, index: Index) -> bool:
    """Whether a tensor is read at the plain index, so that it is 0 outside the range by itself."""
    if not isinstance(base, Element):
        return False
    if index in base.labels:
        return True
    return any(
        position == index and size == index.size
        for position, size in zip(base.indices, base.tensor.extents(base.labels), strict=True)
    )
