"""The logarithm of constant + factor * f(x), for an activation f, as a formula of its own in x."""

from __future__ import annotations

from fractions import Fraction
from functools import cache

import sympy

from ..language import Function, X
from .formula import SOFTPLUS, E, in_exponential


@cache
def log_of(function: Function, constant: Fraction, factor: Fraction) -> Function | None:
    """ln(constant + factor*f(x)), if that is a monomial over p + q*E, or the other way round, in some E = exp(g*x).

    For the sigmoid, ln f = -ln(1 + exp(-x)) and ln(1 - f) = -ln(1 + exp(x)): finite for any x.
    """
    if function.formula is None:
        return None
    whole = sympy.Rational(constant.numerator, constant.denominator) + function.formula * sympy.Rational(
        factor.numerator, factor.denominator
    )
    found = in_exponential(whole)
    if found is None or not found[0].has(E):
        return None
    rational, rate = found
    top, bottom = (sympy.Poly(part, E) for part in sympy.fraction(rational))
    for monomial, binomial, sign in ((top, bottom, 1), (bottom, top, -1)):
        if len(monomial.terms()) != 1 or len(binomial.terms()) != 2:
            continue
        (((k,), c),) = monomial.terms()
        ((high,), q), ((low,), p) = binomial.terms()
        if not all(number.is_number and number.is_positive for number in (c, p, q)):
            return None
        # c*E**k / (p*E**low + q*E**high), divided through by the term that leaves no power outside if one does.
        near, far, at, away = (q, p, high, low) if k == high else (p, q, low, high)
        inner = SOFTPLUS((away - at) * rate * X + sympy.log(far / near))
        formula = sign * (sympy.log(c / near) + (k - at) * rate * X - inner)
        return Function(f"ln({function.name})", formula, elementary=True)
    return None
