"""How long an expression is for a reader: one for every term and factor, and for what stands inside."""

from __future__ import annotations

from symbp.language import Expression, Role, Term, elements, inside


def term_cost(term: Term) -> int:
    """The length of one term."""
    total = 1 + len(term.bound)
    for base, exponent in term.factors:
        body = inside(base)
        total += 1 + (exponent != 1) + (cost(body) if body is not None else 0)
    return total


def cost(expression: Expression) -> int:
    """The length of an expression."""
    return sum(term_cost(term) for term in expression.terms)


def clearer(far: Expression, near: Expression) -> bool:
    """Whether definitions beyond the last consumer make a result shorter without hiding a parameter."""
    counts = [sum(e.tensor.role is Role.PARAMETER for e in elements(form)) for form in (far, near)]
    return cost(far) < cost(near) and counts[0] >= counts[1]
