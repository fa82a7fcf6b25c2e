"""The values of an expression: exact fractions where it is rational, floats elsewhere."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from decimal import Decimal, localcontext
from fractions import Fraction

from ..errors import SpecError
from ..language import Apply, Base, Element, Expression, Group, Tensor, Term, bases
from ..worked.formula import power, real
from .records import Value

LONGEST = 4000  # bits of a fraction; what grows beyond is carried on in floats
Floating = Callable[[Sequence[float]], float]


class Undefined(ArithmeticError):
    """The expression has no value there.  It never leaves this room."""


def rational(expression: Expression) -> bool:
    """Whether exact numbers go to exact numbers: only sums, products and whole powers."""
    whole = all(
        exponent == int(exponent) for part in parts(expression) for term in part.terms for _, exponent in term.factors
    )
    return whole and not any(isinstance(base, Apply) for base in bases(expression))


def parts(expression: Expression) -> list[Expression]:
    """The expression and every parenthesis in it."""
    inner = [base.body for base in bases(expression) if isinstance(base, Group)]
    return [expression, *inner]


def exact(expression: Expression, at: dict[Tensor, Fraction]) -> Fraction:
    """The value of a rational expression.

    Raises:
        Undefined: a denominator is 0.
    """
    total = Fraction(0)
    for term in expression.terms:
        part = Fraction(term.coefficient)
        for base, exponent in term.factors:
            assert isinstance(base, Element | Group)
            value = at[base.tensor] if isinstance(base, Element) else exact(base.body, at)
            if exponent < 0 and not value:
                raise Undefined
            part *= value ** int(exponent)
        total += part
    return total


def floating(expression: Expression, variables: Sequence[Tensor]) -> Floating:
    """The expression as a function of floats; infinite or no number where it has no value."""
    terms = [product(term, variables) for term in expression.terms]
    return lambda at: sum(term(at) for term in terms)


def product(term: Term, variables: Sequence[Tensor]) -> Floating:
    """One term."""
    coefficient = nearest(term.coefficient)
    factors = [(factor(base, variables), exponent) for base, exponent in term.factors]

    def value(at: Sequence[float]) -> float:
        found = coefficient
        for part, exponent in factors:
            found *= power(part(at), int(exponent) if exponent == int(exponent) else float(exponent))
        return found

    return value


def factor(base: Base, variables: Sequence[Tensor]) -> Floating:
    """One base.

    Raises:
        SpecError: it is nothing that a single number can be.
    """
    if isinstance(base, Element):
        place = list(variables).index(base.tensor)
        return lambda at: at[place]
    if isinstance(base, Group):
        return floating(base.body, variables)
    if isinstance(base, Apply):
        function, argument = real(base.function, base.order), floating(base.argument, variables)
        return lambda at: guarded(function, argument(at))
    raise SpecError("expected a formula of single numbers, found something else")


def guarded(function: Callable[[float], float], value: float) -> float:
    """The function's value; no number where it has none."""
    try:
        return function(value) if math.isfinite(value) else math.nan
    except (ArithmeticError, ValueError, TypeError):
        return math.nan


def nearest(value: Value | Decimal) -> float:
    """The nearest float, infinite where there is none."""
    try:
        return float(value)
    except OverflowError:
        return math.inf if value > 0 else -math.inf


def written(value: Fraction, digits: int) -> Decimal | None:
    """The fraction as a decimal number, if it ends after at most this many digits."""
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    if rest != 1 or value.denominator.bit_length() > 4 * digits:
        return None
    with localcontext() as context:
        context.prec = digits + 1
        found = Decimal(value.numerator) / Decimal(value.denominator)
    return found if Fraction(found) == value and len(found.normalize().as_tuple().digits) <= digits else None


def long(value: Value) -> bool:
    """Whether a fraction has become too long to be carried on."""
    return isinstance(value, Fraction) and max(value.numerator.bit_length(), value.denominator.bit_length()) > LONGEST
