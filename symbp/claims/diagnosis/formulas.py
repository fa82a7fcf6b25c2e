"""Small changes of formulas that several misconceptions make."""

from __future__ import annotations

from collections.abc import Mapping

from ...language import Base, Element, Expression, Role, Tensor, Term, as_expression, merge, rewrite
from ..sheet import Line


def locals_in(term: Term) -> tuple[Tensor, ...]:
    """The local derivatives in a term of the chain rule: derivatives that are none of the loss."""
    return tuple(tensor for tensor in plain(term) if tensor.role is Role.ADJOINT and tensor.of is None)


def upstreams_in(term: Term) -> tuple[Tensor, ...]:
    """The adjoints above in a term of the chain rule; the loss's own is 1 and not written."""
    return tuple(tensor for tensor in plain(term) if tensor.of is not None)


def plain(term: Term) -> tuple[Tensor, ...]:
    """The quantities that are factors themselves."""
    return tuple(base.tensor for base, _ in term.factors if isinstance(base, Element))


def without(term: Term, tensor: Tensor) -> Term:
    """The term with one quantity left out of the product."""
    return Term(term.coefficient, tuple(factor for factor in term.factors if factor[0] != Element(tensor)), term.bound)


def times(term: Term, *tensors: Tensor) -> Term:
    """The term with more factors."""
    more = ((Element(tensor), 1) for tensor in tensors)
    return Term(term.coefficient, merge((*term.factors, *more)), term.bound)


def swapped(body: Expression, old: Tensor, new: Expression | Tensor) -> Expression:
    """The formula with something else in place of a quantity."""
    put = value(new) if isinstance(new, Tensor) else new

    def rule(base: Base) -> Expression | None:
        return put if isinstance(base, Element) and base.tensor == old else None

    terms: list[Term] = []
    for term in body.terms:
        plainly = isinstance(new, Tensor) and all(isinstance(base, Element) for base, _ in term.factors)
        if plainly and old not in plain(term):
            terms.append(term)
        elif plainly and isinstance(new, Tensor):
            factors = ((Element(new) if base == Element(old) else base, n) for base, n in term.factors)
            terms.append(Term(term.coefficient, merge(factors), term.bound))
        else:
            terms.extend(rewrite(Expression((term,)), rule).terms)
    return Expression(tuple(terms))


def kept(line: Line) -> Expression:
    """The old value in an update; nothing in the change alone."""
    return Expression(tuple(term for term in line.formula.terms if term.factors == ((Element(line.of), 1),)))


def moved(line: Line) -> Expression:
    """The change in an update."""
    return Expression(tuple(term for term in line.formula.terms if term.factors != ((Element(line.of), 1),)))


def exchanged(body: Expression, partners: Mapping[Tensor, Tensor]) -> Expression:
    """The formula with every quantity that has a partner replaced by it, all at once."""

    def rule(base: Base) -> Expression | None:
        return value(partners[base.tensor]) if isinstance(base, Element) and base.tensor in partners else None

    return rewrite(body, rule)


def value(tensor: Tensor) -> Expression:
    """A quantity as a formula."""
    return as_expression(Element(tensor))
