"""Small changes of formulas that several misconceptions make."""

from __future__ import annotations

from ...language import (
    Base,
    Element,
    Expression,
    Role,
    Tensor,
    Term,
    as_expression,
    merge,
    rewrite,
)


def local_in(term: Term) -> Tensor | None:
    """The local derivative in a term of the chain rule: the adjoint of nothing that stands in it."""
    for base, _ in term.factors:
        if isinstance(base, Element) and base.tensor.role is Role.ADJOINT and base.tensor.of is None:
            return base.tensor
    return None


def upstream_in(term: Term) -> Tensor | None:
    """The adjoint above in a term of the chain rule; the loss's own is 1 and not written."""
    for base, _ in term.factors:
        if isinstance(base, Element) and base.tensor.of is not None:
            return base.tensor
    return None


def without(term: Term, tensor: Tensor) -> Term:
    """The term with one quantity left out of the product."""
    return Term(term.coefficient, tuple(f for f in term.factors if f[0] != Element(tensor)), term.bound)


def times(term: Term, *factors: Base) -> Term:
    """The term with more factors."""
    return Term(term.coefficient, merge((*term.factors, *((base, 1) for base in factors))), term.bound)


def swapped(body: Expression, old: Tensor, new: Expression | Tensor) -> Expression:
    """The formula with something else in place of a quantity."""
    put = as_expression(Element(new)) if isinstance(new, Tensor) else new

    def rule(base: Base) -> Expression | None:
        return put if base == Element(old) else None

    return rewrite(body, rule)


def value(tensor: Tensor) -> Expression:
    """A quantity as a formula."""
    return as_expression(Element(tensor))
