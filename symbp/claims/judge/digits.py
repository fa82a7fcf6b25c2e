"""What a printed number claims: half a unit of its last digit to either side; cut off, a whole unit away from 0."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from ..interval import Interval

NEAR = 1e-9  # of the unit or of the value: nearer to the edge than this, a float cannot tell
NOTHING = -2


def unit(claimed: Decimal) -> Decimal:
    """The unit of the last digit as it was written; a mere 0 says that there is nothing, not even a hundredth."""
    exponent = claimed.as_tuple().exponent
    assert isinstance(exponent, int)
    return Decimal(1).scaleb(NOTHING if is_mere(claimed) else exponent)


def is_mere(claimed: Decimal) -> bool:
    """Whether it is 0 without decimals."""
    exponent = claimed.as_tuple().exponent
    return not claimed and isinstance(exponent, int) and exponent >= 0


def significant(claimed: Decimal) -> int:
    """How many digits were written, leading zeros not counted."""
    return len(claimed.as_tuple().digits) if claimed else 0


def stands_for(claimed: Decimal) -> Interval:
    """Everything that rounds to it, ties both ways."""
    value, half = float(claimed), float(unit(claimed)) / 2
    return (value - half, value + half)


def cut_from(claimed: Decimal) -> Interval:
    """Everything that gives it when further digits are cut off; of a mere 0 none were."""
    if is_mere(claimed):
        return stands_for(claimed)
    value, whole = float(claimed), float(unit(claimed))
    if claimed.is_signed():
        return (value - whole, value if claimed else whole)
    return (value if claimed else -whole, value + whole)


def near_edge(value: float, claimed: Decimal) -> bool:
    """Whether floats cannot tell on which side of a rounding boundary the value lies."""
    away, step = abs(value - float(claimed)), float(unit(claimed))
    margin = NEAR * max(step, abs(value) * 1e-3)
    return min(abs(away - step / 2), abs(away - step)) <= margin or step < abs(value) * 1e-12


def rounds(value: Fraction, claimed: Decimal) -> bool:
    """Whether the value rounds to the digits shown; `value` is within 1e-40 of the truth, relative."""
    return abs(value - Fraction(claimed)) <= Fraction(unit(claimed)) / 2 + abs(value) / 10**40


def truncates(value: Fraction, claimed: Decimal) -> bool:
    """Whether cutting off the value's further digits gives the digits shown."""
    if is_mere(claimed) or (value and claimed and (value < 0) != claimed.is_signed()):
        return False
    further = abs(value) - abs(Fraction(claimed))
    slack = abs(value) / 10**40
    return -slack <= further < Fraction(unit(claimed)) - slack
