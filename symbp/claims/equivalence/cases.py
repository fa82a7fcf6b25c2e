"""Cases of sign: the step of an argument, 0 or 1, as an atom whose square it is itself.

max(0, x) = x H(x); H(c x) = H(x) for c > 0; H(-x) = 1 - H(x), but where x is 0, which at random data it is nowhere
unless by cases of its own: H(x H(y)) = H(x) H(y).
"""

from __future__ import annotations

from fractions import Fraction

from ...certify.field import Undefined
from .monomial import Monomial, merged, times
from .polynomial import Polynomial, Ring

STEP = "step"


def cases(value: Polynomial, below: Polynomial, at: Polynomial, above: Polynomial) -> Polynomial:
    """One of three polynomials by the sign of a value.

    Raises:
        Undefined: the value may be 0 by cases that cannot be told.
    """
    ring = value.ring
    reduced = idempotent(value)
    for number in sorted(steps(ring)):
        if all(dict(monomial).get(number) for monomial in reduced.terms) and reduced.terms:
            step = Polynomial(ring, {((number, 1),): Fraction(1)})
            rest = Polynomial(ring, {without(monomial, number): c for monomial, c in reduced.terms.items()})
            return step * cases(rest, below, at, above) + (1 - step) * at
    if reduced.number() is not None or any(number in steps(ring) for m in reduced.terms for number, _ in m):
        raise Undefined("sign")
    return below + (above - below) * step_of(reduced)


def step_of(value: Polynomial) -> Polynomial:
    """H(x), of x brought to one form: with 1 in front of its first term, positive factors left out."""
    ring = value.ring
    lead = min(value.terms)
    coefficient = value.terms[lead]
    scaled = Polynomial(ring, {monomial: c / coefficient for monomial, c in value.terms.items()})
    found = ring.atom(STEP, scaled)
    return found if coefficient > 0 else 1 - found


def steps(ring: Ring) -> frozenset[int]:
    """The atoms that are steps."""
    return frozenset(number for key, number in ring.atoms.items() if isinstance(key, tuple) and key[0] == STEP)


def idempotent(value: Polynomial) -> Polynomial:
    """The polynomial with every positive power of a step as the step itself.

    Raises:
        Undefined: a step is divided by.
    """
    known = steps(value.ring)
    made = value.ring.constant(0)
    for monomial, coefficient in value.terms.items():
        powers = [(number, exponent) for number, exponent in monomial if number in known]
        if any(exponent < 0 for _, exponent in powers):
            raise Undefined("division-by-zero")
        plain = monomial
        for number, exponent in powers:
            plain = merged(plain, times(((number, 1),), 1 - exponent)) if exponent != 1 else plain
        made += Polynomial(value.ring, {plain: coefficient})
    return made


def without(monomial: Monomial, number: int) -> Monomial:
    """A monomial without one of its atoms."""
    return tuple(pair for pair in monomial if pair[0] != number)
