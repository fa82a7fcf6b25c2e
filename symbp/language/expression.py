"""The normal form: an ordered sum of terms, a term being coefficient * product of powers, summed over bound indices.

    Term(coefficient, ((base, exponent), ...), bound)      0.5 * (y[j] - a[j])**2, summed over j

Order is kept, because the order of factors is part of an explanation.  A base is an `Element` of a tensor, a function
applied (`Apply`), a parenthesis (`Group`), one of the brackets `Delta` and `Within`, a size as a number (`Cardinal`),
a function of whole tensors (`Functional`, `FunctionalSlope`) or a partial derivative not yet worked out (`Partial`).
Expressions add, multiply and take rational powers by the usual operators.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from .function import Function
from .index import Extent, Index, Position
from .node import node
from .tensor import Tensor


@node
class Element:
    """One element of a tensor; 0 where a position lies outside the tensor's range."""

    tensor: Tensor
    labels: tuple[Position, ...] = ()
    indices: tuple[Position, ...] = ()


@node
class Apply:
    """The `order`-th derivative of a function, at an argument."""

    function: Function
    order: int
    argument: Expression


@node
class Group:
    """A parenthesis: several terms, or a closed sum, as one factor."""

    body: Expression


@node
class Delta:
    """1 where two positions are equal, else 0 (Kronecker)."""

    left: Position
    right: Position


@node
class Within:
    """1 where 0 <= position < size, else 0."""

    position: Position
    size: Extent


@node
class Cardinal:
    """A symbolic size as a number, as in the mean over m examples."""

    size: Position


@node
class Functional:
    """An arbitrary scalar function of whole tensors (elements without indices), such as the cost C(a[L], y)."""

    name: str
    arguments: tuple[Element, ...]
    letter: str = ""


@node
class FunctionalSlope:
    """The partial derivative of an arbitrary function by one element of one of its arguments."""

    functional: Functional
    by: Element


@node
class Partial:
    """The direct partial derivative of one quantity, as its equation defines it, by another; not yet worked out."""

    of: Element
    by: Element


Base = Element | Apply | Group | Delta | Within | Cardinal | Functional | FunctionalSlope | Partial
Exponent = int | Fraction
Factor = tuple[Base, Exponent]
Number = int | Fraction


@node
class Term:
    """coefficient * product of base**exponent, summed over the bound indices."""

    coefficient: Fraction
    factors: tuple[Factor, ...] = ()
    bound: tuple[Index, ...] = ()


@node
class Expression:
    """An ordered sum of terms; the empty sum is 0."""

    terms: tuple[Term, ...] = ()

    def __add__(self, other: Expression | Number) -> Expression:
        return Expression(self.terms + as_expression(other).terms)

    def __radd__(self, other: Number) -> Expression:
        return as_expression(other) + self

    def __neg__(self) -> Expression:
        return Expression(tuple(Term(-t.coefficient, t.factors, t.bound) for t in self.terms))

    def __sub__(self, other: Expression | Number) -> Expression:
        return self + -as_expression(other)

    def __rsub__(self, other: Number) -> Expression:
        return as_expression(other) - self

    def __mul__(self, other: Expression | Number) -> Expression:
        return product((self, as_expression(other)))

    def __rmul__(self, other: Number) -> Expression:
        return product((as_expression(other), self))

    def __truediv__(self, other: Expression | Number) -> Expression:
        return product((self, as_expression(other) ** -1))

    def __rtruediv__(self, other: Number) -> Expression:
        return product((as_expression(other), self**-1))

    def __pow__(self, exponent: Exponent) -> Expression:
        return power(self, exponent)


def as_expression(value: Expression | Number | Base) -> Expression:
    """A number or a single base as an expression."""
    if isinstance(value, Expression):
        return value
    if isinstance(value, int | Fraction):
        return Expression((Term(Fraction(value)),)) if value else ZERO
    return Expression((Term(Fraction(1), ((value, 1),)),))


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
    coefficient, factors, bound = Fraction(1), [], []
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
    made = term_product(part.terms[0] if len(part.terms) == 1 else group(part) for part in kept)
    return Expression((made,)) if made.coefficient else ZERO


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
    return Expression(tuple(Term(t.coefficient, t.factors, t.bound + indices) for t in body.terms))


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


ZERO = Expression()
ONE = Expression((Term(Fraction(1)),))
