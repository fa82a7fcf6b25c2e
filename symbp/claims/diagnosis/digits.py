"""Whether a value is what was written: correctly rounded, ties both ways, or cut off, in every digit shown."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import numpy as np

NOTHING = 0.005  # how likely a number is to be 0 for no reason
MERE = 1.0  # the unit of a 0 without decimals
NEXT_TO_NOTHING = 5e-7  # what has fewer zeros behind the point is written with its digits
SLACK = 1e-9  # of a unit in the last place, for the rounding of floats


def unit_of(claimed: Decimal) -> float:
    """The unit of the last digit as it was written."""
    exponent = claimed.as_tuple().exponent
    assert isinstance(exponent, int)
    return float(Decimal(1).scaleb(exponent))


def figures(claimed: Decimal) -> int:
    """How many digits were written, leading zeros not counted."""
    return len(claimed.as_tuple().digits)


def agree(claimed: Decimal, values: Any) -> Any:
    """Whether each value rounds, or is cut, to the digits shown; a mere 0 is what somebody writes who gets nothing."""
    written, unit = float(claimed), unit_of(claimed)
    if not claimed and unit == MERE:
        return np.abs(values) <= NEXT_TO_NOTHING
    slack = SLACK * unit + 5e-15 * abs(written)
    with np.errstate(all="ignore"):
        rounds = np.abs(values - written) <= unit / 2 + slack
        beyond = (values - written) * (-1.0 if claimed.is_signed() else 1.0)
        cut = (beyond >= -slack) & (beyond < unit - slack)
    return rounds | cut


def agrees(claimed: Decimal, value: float) -> bool:
    """The same of a single value."""
    written, unit = float(claimed), unit_of(claimed)
    slack = SLACK * unit + 5e-15 * abs(written)
    further = value - written
    beyond = -further if claimed.is_signed() else further
    return abs(further) <= unit / 2 + slack or -slack <= beyond < unit - slack


def chance(claimed: Decimal) -> float:
    """How likely any number is to agree that is about as large: about one tenth for each digit after the first."""
    return min(1.0, unit_of(claimed) / abs(float(claimed))) if claimed else NOTHING
