"""Matching a definition's right side with what stands in a result: which positions do its formal indices have?"""

from __future__ import annotations

from dataclasses import dataclass, field

from symbp.language import (
    Apply,
    Base,
    Delta,
    Element,
    Expression,
    Group,
    Index,
    Position,
    Size,
    Within,
    inside,
    multiples,
    place,
    plus,
    put_base,
)


@dataclass
class Matching:
    """What is known about the formal indices of a pattern."""

    formal: frozenset[Index]
    found: dict[Index, Position] = field(default_factory=dict)


def match(pattern: Expression, found: Expression, now: Matching) -> bool:
    """Find the positions for the formal indices that make the pattern the same as what was found."""
    if len(pattern.terms) != len(found.terms):
        return False
    for left, right in zip(pattern.terms, found.terms, strict=True):
        if left.coefficient != right.coefficient or len(left.factors) != len(right.factors):
            return False
        if len(left.bound) != len(right.bound):
            return False
        for (base, exponent), (other, times) in zip(left.factors, right.factors, strict=True):
            if exponent != times or not match_base(base, other, now):
                return False
        if any(put_index(index, now) != other for index, other in zip(left.bound, right.bound, strict=True)):
            return False
    return True


def put_index(index: Index, now: Matching) -> Position:
    """A closed index of the pattern, its size following the formal indices."""
    return place(index, now.found)


def match_base(pattern: Base, found: Base, now: Matching) -> bool:
    """Match one base, adding to what is known about the formal indices."""
    if type(pattern) is not type(found):
        return False
    if isinstance(pattern, Element) and isinstance(found, Element):
        if pattern.tensor != found.tensor:
            return False
        pairs = zip(pattern.labels + pattern.indices, found.labels + found.indices, strict=True)
        return all(match_position(left, right, now) for left, right in pairs)
    if isinstance(pattern, Delta | Within) or isinstance(found, Delta | Within):
        return put_base(pattern, now.found) == found
    if isinstance(pattern, Apply) and isinstance(found, Apply):
        if (pattern.function, pattern.order) != (found.function, found.order):
            return False
    elif not isinstance(pattern, Group):
        return pattern == found
    left, right = inside(pattern), inside(found)
    assert left is not None and right is not None
    return match(left, right, now)


def match_position(pattern: Position, found: Position, now: Matching) -> bool:
    """Solve pattern = found for the pattern's one formal index."""
    terms, offset = multiples(pattern)
    free = [symbol for symbol in terms if isinstance(symbol, Index) and symbol in now.formal]
    if not free or len(terms) > 1 or terms[free[0]] != 1:
        return place(pattern, now.found) == found
    index = free[0]
    value = plus(found, -offset)
    if isinstance(value, Index) and index.size != value.size and not isinstance(index.size, Size):
        return False
    return now.found.setdefault(index, value) == value


def head(base: Base) -> object:
    """What two bases must have in common to match at all: the tensor, or the function and what it is applied to."""
    if isinstance(base, Element):
        return base.tensor
    if isinstance(base, Apply):
        first = next((head(b) for term in base.argument.terms for b, _ in term.factors), None)
        return base.function, base.order, first
    return type(base)
