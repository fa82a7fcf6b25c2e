"""Logarithms of exponentials, by rules that hold wherever both sides have a value.

log(exp(u) p) = u + log(p); log(1/S) = -log(S); log(p/S) = log(p) - log(S) for an S that is a sum of exponentials.
"""

from __future__ import annotations

from fractions import Fraction

from .clearing import cleared
from .monomial import UNIT, merged, times
from .polynomial import Polynomial, Ring


def logarithm(value: Polynomial) -> Polynomial:
    """log of a polynomial that is not 1, in atoms of one form."""
    ring = value.ring
    if value == ring.constant(1):
        return ring.constant(0)
    below = divisor(value)
    if below is not None:
        return logarithm(cleared(value)) - logarithm(below)
    units = exponentials(ring)
    made, factor = ring.constant(0), UNIT
    for number in {number for monomial in value.terms for number, _ in monomial} & units.keys():
        least = min(dict(monomial).get(number, Fraction(0)) for monomial in value.terms)
        if least:
            made += units[number] * ring.constant(least)
            factor = merged(factor, times(((number, 1),), -least))
    rest = Polynomial(ring, {merged(monomial, factor): c for monomial, c in value.terms.items()})
    return made + (ring.atom("log", rest) if rest != ring.constant(1) else ring.constant(0))


def divisor(value: Polynomial) -> Polynomial | None:
    """The sum of exponentials that a polynomial is divided by, if that is all that it is divided by."""
    ring = value.ring
    powers = {pair for monomial in value.terms for pair in monomial if pair[0] in ring.inverses}
    if len(powers) != 1:
        return None
    ((number, power),) = powers
    below = ring.inverses[number]
    return below if power == 1 and is_positive(below) else None


def is_positive(value: Polynomial) -> bool:
    """Whether it is surely positive: a sum of exponentials with positive coefficients."""
    units = exponentials(value.ring)
    numbers = {number for monomial in value.terms for number, _ in monomial}
    return numbers <= units.keys() and all(coefficient > 0 for coefficient in value.terms.values())


def exponentials(ring: Ring) -> dict[int, Polynomial]:
    """The atoms that are exponentials, each with what it is one of."""
    return {
        number: key[1]
        for key, number in ring.atoms.items()
        if isinstance(key, tuple) and key[0] == "exp" and isinstance(key[1], Polynomial)
    }
