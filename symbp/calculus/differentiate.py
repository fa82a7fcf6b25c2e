"""The local rule: the derivative of a body by one element, by SymPy's diff, with a bracket [i = j] per index.

A term is c * product of b_i**p_i.  SymPy differentiates the monomial by each base that mentions the element, and a
function by its argument; what stands inside follows by the chain rule.  Every name that SymPy sees is internal.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache

import sympy

from symbp.language import (
    ONE,
    ZERO,
    Apply,
    Base,
    Delta,
    Element,
    Exponent,
    Expression,
    Fresh,
    Function,
    Functional,
    FunctionalSlope,
    Group,
    Position,
    Term,
    as_expression,
    elements,
    freshen,
    inside,
    product,
    slope,
    total,
)

from .formula import from_formula


@cache
def power_rule(exponent: Exponent) -> tuple[Fraction, Exponent]:
    """The coefficient and exponent of d/dx x**p, as SymPy finds them."""
    x = sympy.Symbol("v0", positive=True)
    coefficient, rest = sympy.diff(x ** sympy.Rational(exponent), x).as_coeff_Mul()
    power = rest.as_base_exp()[1] if rest != 1 else sympy.Integer(0)
    return Fraction(coefficient.p, coefficient.q), Fraction(power.p, power.q) if power.q != 1 else int(power)


def differentiate(body: Expression, by: Element, fresh: Fresh) -> Expression:
    """The partial derivative of a body by one element of a tensor, brackets not yet collapsed."""
    found: list[Term] = []
    for term in body.terms:
        for place, (base, exponent) in enumerate(term.factors):
            inner = differentiate_base(base, by, fresh)
            if not inner.terms:
                continue
            coefficient, left = power_rule(exponent)
            before = Expression((Term(term.coefficient * coefficient, (*term.factors[:place], *rest(base, left))),))
            after = Expression((Term(Fraction(1), term.factors[place + 1 :]),))
            for part in inner.terms:
                found.extend(total(product((before, Expression((part,)), after)), *term.bound).terms)
    return Expression(tuple(found))


def rest(base: Base, exponent: Exponent) -> tuple[tuple[Base, Exponent], ...]:
    """What is left of a power."""
    return ((base, exponent),) if exponent else ()


def mentions(expression: Expression, by: Element) -> bool:
    """Whether an element of the same tensor occurs."""
    return any(used.tensor == by.tensor for used in elements(expression))


def differentiate_base(base: Base, by: Element, fresh: Fresh) -> Expression:
    """The derivative of one base by one element."""
    if isinstance(base, Element):
        return brackets(base, by) if base.tensor == by.tensor else ZERO
    if isinstance(base, Functional):
        hits = [a for a in base.arguments if a.tensor == by.tensor]
        return as_expression(FunctionalSlope(base, by)) if hits else ZERO
    body = inside(base)
    if body is None or not mentions(body, by):
        return ZERO
    inner = differentiate(freshen(body, fresh), by, fresh)
    if isinstance(base, Group):
        return inner
    assert isinstance(base, Apply)
    outer = derivative(base)
    return Expression(tuple(t for part in inner.terms for t in product((outer, Expression((part,)))).terms))


def derivative(base: Apply) -> Expression:
    """f'(argument): written with a prime, or by its formula where the function is elementary."""
    if base.function.elementary and (formula := slope(base.function, base.order + 1)) is not None:
        return from_formula(formula, base.argument)
    return prime(base.function, base.order, base.argument)


def prime(function: Function, order: int, argument: Expression) -> Expression:
    """The next derivative of a function, as a factor."""
    return as_expression(Apply(function, order + 1, argument))


def brackets(base: Element, by: Element) -> Expression:
    """1 where the positions agree: a bracket for every pair that is not the same already."""
    made = ONE
    for left, right in zip(base.labels + base.indices, by.labels + by.indices, strict=True):
        made = product((made, bracket(left, right)))
    return made


def bracket(left: Position, right: Position) -> Expression:
    """[left = right], which is 1 when they are the same."""
    return ONE if left == right else as_expression(Delta(left, right))
