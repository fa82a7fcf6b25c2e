"""Finest-grained operations: every sum, product, power and function an equation of its own, named u1, u2, ...

A sum of products over an index that only some factors have is a matrix product, one operation; a product of whole
quantities component by component and the sum of its components are two.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from symbp.errors import SpecError
from symbp.language import (
    Apply,
    Base,
    Cardinal,
    Delta,
    Element,
    Equation,
    Exponent,
    Expression,
    Factor,
    Fresh,
    Functional,
    Group,
    Index,
    Network,
    Tensor,
    Term,
    Within,
    as_expression,
    check,
    close,
    freshen,
    put,
)

from .parts import contraction, distinct, element, in_order, operation, plain, scaled, sizing

LETTERS = "uvgqf"


def finest(network: Network) -> Network:
    """The network with one operation in every equation; what stands at several places is computed once.

    Raises:
        SpecError: the network has layers or times of a symbolic number.
    """
    if any(tensor.labels for tensor in network.tensors()):
        raise SpecError(f"{network.name}: expected layers and times by number for the finest operations, found labels")
    taken = {tensor.name for tensor in network.tensors()} | {size.name for size in network.sizes()}
    letter = next(sign for sign in (*LETTERS, "uu") if not any(name.startswith(sign) for name in taken))
    splitter = Splitter(letter)
    for equation in network.equations:
        splitter.split(equation)
    return check(replace(network, equations=tuple(splitter.made)))


class Splitter:
    """Splits equations one after the other; those that come out are in `made`."""

    def __init__(self, letter: str) -> None:
        self.letter = letter
        self.made: list[Equation] = []
        self.known: dict[Expression, Tensor] = {}
        self.fresh = Fresh(1 << 20)
        self.kept = True

    def split(self, equation: Equation) -> None:
        """Append what the equation's parts need, then the equation in terms of them."""
        self.kept = equation.kept
        body = self.shallow(freshen(equation.body, self.fresh))
        self.made.append(replace(equation, body=body, operation=operation(body)))

    def shallow(self, body: Expression) -> Expression:
        """The body as one operation on quantities."""
        if len(body.terms) > 1:
            return Expression(tuple(t for term in body.terms for t in self.summand(term).terms))
        (term,) = body.terms
        if term.bound and contraction(term) and scaled(term) is not None:
            sized = scaled(term)
            assert sized is not None
            return Expression((replace(sized, factors=(*sized.factors, *self.factor(self.total(term)))),))
        if term.bound and not contraction(term):
            inner = Term(Fraction(1), tuple(f for f in term.factors if not isinstance(f[0], Cardinal)))
            if inner.factors and not plain(Expression((inner,))):
                outer = tuple(factor for factor in term.factors if isinstance(factor[0], Cardinal))
                of = self.named(Expression((inner,))).terms[0].factors
                return self.shallow(Expression((Term(term.coefficient, (*outer, *of), term.bound),)))
            sized = scaled(term)
            if sized is not None:
                return Expression((replace(sized, factors=(*sized.factors, *self.factor(self.total(term)))),))
            return Expression((term,))
        return self.product(term)

    def total(self, term: Term) -> Expression:
        """The plain sum that a scaled sum consists of."""
        return Expression((Term(Fraction(1), tuple(f for f in term.factors if not sizing(f)), term.bound),))

    def product(self, term: Term) -> Expression:
        """A product, a power or a function as one operation; more than two factors from left to right."""
        factors = term.factors
        if len(factors) == 1 and term.coefficient == 1 and not term.bound:
            return self.single(*factors[0])
        parts = [self.operand(base, exponent) for base, exponent in factors]
        whole = Term(term.coefficient, tuple(f for part in parts for f in part), term.bound)
        return Expression((whole,)) if contraction(whole) else self.paired(whole)

    def paired(self, term: Term) -> Expression:
        """A product of elements, two at a time; numbers and sizes scale what comes out."""
        sizes = tuple(factor for factor in term.factors if sizing(factor))
        rest = [factor for factor in term.factors if factor not in sizes]
        while len(rest) > 2 or (len(rest) == 2 and (sizes or term.coefficient != 1)):
            first, second, *others = rest
            rest = [*self.named(Expression((Term(Fraction(1), (first, second)),))).terms[0].factors, *others]
        return Expression((Term(term.coefficient, (*sizes, *rest), term.bound),))

    def summand(self, term: Term) -> Expression:
        """A term of a sum: an element with a sign, what it takes computed before."""
        if len(term.factors) == 1 and abs(term.coefficient) == 1 and not term.bound and element(term.factors[0]):
            return Expression((term,))
        if not term.factors:
            return Expression((term,))
        sign = -1 if term.coefficient < 0 else 1
        return sign * self.named(Expression((replace(term, coefficient=sign * term.coefficient),)))

    def single(self, base: Base, exponent: Exponent) -> Expression:
        """One base with its exponent."""
        if exponent != 1:
            return Expression((Term(Fraction(1), tuple((b, exponent) for b, _ in self.operand(base, 1))),))
        if isinstance(base, Group):
            return self.shallow(freshen(base.body, self.fresh))
        if isinstance(base, Apply):
            inner = base.argument if plain(base.argument) else self.named(freshen(base.argument, self.fresh))
            return as_expression(replace(base, argument=inner))
        return as_expression(base)

    def operand(self, base: Base, exponent: Exponent) -> tuple[Factor, ...]:
        """A factor of a product: an element, a size or a bracket; anything else is computed before."""
        if isinstance(base, Cardinal | Delta | Within) or (exponent == 1 and isinstance(base, Element | Functional)):
            return ((base, exponent),)
        if exponent == 1 and isinstance(base, Element):
            return ((base, 1),)
        return self.factor(self.single(base, exponent))

    def factor(self, body: Expression) -> tuple[Factor, ...]:
        """A quantity for what stands here, as a factor."""
        return self.named(body).terms[0].factors

    def named(self, body: Expression) -> Expression:
        """A quantity of its own for what stands here, split further if need be."""
        body = self.shallow(body)
        if plain(body):
            return body
        indices = in_order(body)
        formal = tuple(replace(index, serial=0) for index in distinct(indices))
        canonical = tuple(Index(str(n), i.size, 0, i.first) for n, i in enumerate(indices))
        key = close(put(body, dict(zip(indices, canonical, strict=True))))
        if key not in self.known:
            tensor = Tensor(f"{self.letter}{len(self.known) + 1}", tuple(index.size for index in formal))
            moved = put(body, dict(zip(indices, formal, strict=True)))
            self.made.append(Equation(Element(tensor, (), formal), moved, operation(moved), self.kept))
            self.known[key] = tensor
        return as_expression(Element(self.known[key], (), indices))
