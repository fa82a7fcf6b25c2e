"""A ratio of exponentials that was computed one operation at a time, written as one formula again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..language import (
    EXP,
    Apply,
    Base,
    Element,
    Expression,
    Fresh,
    Group,
    Index,
    Tensor,
    as_expression,
    bases,
    close,
    freshen,
    put,
    rewrite,
)
from .program import Assignment

Parts = Mapping[Tensor, Assignment]


def of_exponentials(assignments: Iterable[Assignment]) -> Parts:
    """The quantities that are products, powers and sums of exponentials and of nothing else."""
    found: dict[Tensor, Assignment] = {}
    for assignment in assignments:
        (*_, last) = assignment.body.terms or (None,)
        if last is None or len(assignment.body.terms) > 1 or not last.factors or assignment.output.tensor.of:
            continue
        if all(exponential(base, found) for base, _ in last.factors):
            found[assignment.output.tensor] = assignment
    return found


def exponential(base: Base, found: Parts) -> bool:
    """Whether a factor is an exponential or was computed from such alone."""
    if isinstance(base, Apply):
        return base.function == EXP and not base.order
    return isinstance(base, Element) and base.tensor in found


def together(body: Expression, parts: Parts) -> Expression:
    """The body with such quantities written out, if it multiplies several of them."""
    if not any(len([b for b, _ in term.factors if exponential(b, parts)]) > 1 for term in body.terms):
        return body
    fresh = Fresh(1 << 30)

    def rule(base: Base) -> Expression | None:
        if not isinstance(base, Element) or base.tensor not in parts:
            return None
        made = parts[base.tensor]
        new = {i: p for i, p in zip(made.output.indices, base.indices, strict=True) if isinstance(i, Index)}
        value = put(freshen(made.body, fresh), new)
        return as_expression(Group(close(value))) if any(term.bound for term in value.terms) else value

    before = None
    while body != before and any(isinstance(b, Element) and b.tensor in parts for b in bases(body)):
        before, body = body, rewrite(body, rule)
    return body
