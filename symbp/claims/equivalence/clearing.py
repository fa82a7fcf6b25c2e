"""Denominators cleared: inverses of sums multiplied away."""

from __future__ import annotations

from .polynomial import Polynomial


def cleared(polynomial: Polynomial) -> Polynomial:
    """A polynomial that is 0 where that one is: multiplied by every sum whose inverse occurs in it."""
    ring, made = polynomial.ring, polynomial
    for number in sorted(ring.inverses, reverse=True):  # the inverse of a sum with inverses comes later
        powers = {monomial: dict(monomial).get(number, 0) for monomial in made.terms}
        highest = max((int(power) for power in powers.values()), default=0)
        lowest = min((int(power) for power in powers.values()), default=0)
        if not highest and not lowest:
            continue
        total = ring.constant(0)
        monic = ring.inverses[number]
        for power in sorted(set(powers.values())):
            part = {
                tuple(pair for pair in monomial if pair[0] != number): made.terms[monomial]
                for monomial, own in powers.items()
                if own == power
            }
            total += Polynomial(ring, part) * monic ** (highest - int(power))
        made = total
    return made
