"""The normal form: an ordered sum of terms, a term being coefficient * product of powers, summed over bound indices.

    Term(coefficient, ((base, exponent), ...), bound)      0.5 * (y[j] - a[j])**2, summed over j

Order is kept, because the order of factors is part of an explanation.  A base is an `Element` of a tensor, a function
applied (`Apply`), a parenthesis (`Group`), one of the brackets `Delta` and `Within`, a size as a number (`Cardinal`),
a function of whole tensors (`Functional`, `FunctionalSlope`) or a partial derivative not yet worked out (`Partial`).
Expressions add, multiply and take rational powers by the usual operators.
"""

from __future__ import annotations

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
    """The direct partial derivative of one quantity, as its equation defines it, by another; not yet worked out.

    Quantities that are not kept are read through: their definitions count as part of the equation.
    """

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
        return arithmetic.product((self, as_expression(other)))

    def __rmul__(self, other: Number) -> Expression:
        return arithmetic.product((as_expression(other), self))

    def __truediv__(self, other: Expression | Number) -> Expression:
        return arithmetic.product((self, as_expression(other) ** -1))

    def __rtruediv__(self, other: Number) -> Expression:
        return arithmetic.product((as_expression(other), self**-1))

    def __pow__(self, exponent: Exponent) -> Expression:
        return arithmetic.power(self, exponent)


def as_expression(value: Expression | Number | Base) -> Expression:
    """A number or a single base as an expression."""
    if isinstance(value, Expression):
        return value
    if isinstance(value, int | Fraction):
        return Expression((Term(Fraction(value)),)) if value else ZERO
    return Expression((Term(Fraction(1), ((value, 1),)),))


ZERO = Expression()
ONE = Expression((Term(Fraction(1)),))


from . import arithmetic  # noqa: E402  the operators above are written in terms of it
