"""Products of powers of atoms."""

from __future__ import annotations

from fractions import Fraction

Monomial = tuple[tuple[int, Fraction | int], ...]
"""Atoms by number, each with its exponent, in order."""

UNIT: Monomial = ()


def merged(left: Monomial, right: Monomial) -> Monomial:
    """The product of two monomials."""
    if not left or not right:
        return left or right
    found = dict(left)
    for atom, exponent in right:
        total = found.get(atom, 0) + exponent
        if total:
            found[atom] = total
        else:
            del found[atom]
    return tuple(sorted(found.items()))


def times(monomial: Monomial, exponent: Fraction | int) -> Monomial:
    """A power of a monomial."""
    return tuple((atom, own * exponent) for atom, own in monomial)
