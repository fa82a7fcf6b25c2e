"""What a part of a formula is: an element, a size, a matrix product; and what its operation is called."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from symbp.language import (
    Apply,
    Cardinal,
    Element,
    Expression,
    Factor,
    Index,
    Term,
    as_expression,
    bases,
    free,
    positions,
)


def in_order(body: Expression) -> tuple[Index, ...]:
    """The free indices of a part in the order of the quantity that has most of them."""
    found = free(body)
    widest_first = sorted(bases(body), key=lambda base: -len(positions(base)))
    read = [place for base in widest_first for place in positions(base) if isinstance(place, Index)]
    return tuple(dict.fromkeys([*(p for p in read if p in found), *sorted(found, key=lambda index: index.serial)]))


def distinct(indices: Sequence[Index]) -> tuple[Index, ...]:
    """The indices under names that are all different."""
    names: list[str] = []
    for index in indices:
        names.append(next(name for name in (index.name, *"ijklpqrst") if name and name not in names))
    return tuple(replace(index, name=name) for index, name in zip(indices, names, strict=True))


def plain(body: Expression) -> bool:
    """Whether this is a single element."""
    return len(body.terms) == 1 and body.terms[0].coefficient == 1 and not body.terms[0].bound and (
        len(body.terms[0].factors) == 1 and element(body.terms[0].factors[0])
    )  # fmt: skip


def element(factor: Factor) -> bool:
    """Whether a factor is an element itself."""
    return isinstance(factor[0], Element) and factor[1] == 1


def sizing(factor: Factor) -> bool:
    """Whether a factor is a size, as in a mean."""
    return isinstance(factor[0], Cardinal)


def scaled(term: Term) -> Term | None:
    """The number in front of a sum, if there is one besides 1."""
    sizes = tuple(factor for factor in term.factors if sizing(factor))
    return Term(term.coefficient, sizes) if sizes or term.coefficient != 1 else None


def contraction(term: Term) -> bool:
    """Whether a sum of a product is one operation: not all of its factors have all the indices."""
    rest = [factor for factor in term.factors if not sizing(factor)]
    if not term.bound or len(rest) < 2 or not all(element(factor) for factor in rest):
        return False
    every = free(Expression((replace(term, bound=()),)))
    return any(free(as_expression(base)) < every for base, _ in rest)


def operation(body: Expression) -> str:
    """The name of the operation that a body is."""
    if len(body.terms) > 1:
        return "subtract" if any(term.coefficient < 0 for term in body.terms) else "add"
    (term,) = body.terms
    if contraction(term):
        return "matmul"
    if term.bound:
        return "sum"
    if len(term.factors) == 1 and term.coefficient == 1:
        base, exponent = term.factors[0]
        if exponent != 1:
            return "reciprocal" if exponent == -1 else "power"
        return base.function.name if isinstance(base, Apply) else "equation"
    if len([f for f in term.factors if not sizing(f)]) < 2:
        return "negate" if term.coefficient == -1 and len(term.factors) == 1 else "scale"
    return "multiply"
