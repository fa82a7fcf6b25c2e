"""Denominators cleared: inverses of sums multiplied away; roots to the power of which they are roots."""

from __future__ import annotations

from fractions import Fraction

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


def without_roots(polynomial: Polynomial) -> Polynomial:
    """The polynomial with (x^(1/n))^n as x, where roots stand to such powers."""
    ring = polynomial.ring
    roots = {
        number: (key[1], key[2].denominator)
        for key, number in ring.atoms.items()
        if isinstance(key, tuple) and key[0] == "root" and isinstance(key[1], Polynomial)
    }
    made = ring.constant(0)
    for monomial, coefficient in polynomial.terms.items():
        term = Polynomial(ring, {tuple(pair for pair in monomial if pair[0] not in roots): coefficient})
        for number, exponent in monomial:
            if number in roots:
                base, degree = roots[number]
                whole = int(exponent // degree)
                rest = exponent - whole * degree
                term = term * base**whole * (Polynomial(ring, {((number, rest),): Fraction(1)}) if rest else 1)
        made += term
    return made
