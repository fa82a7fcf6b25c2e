"""Whether a value is what was written: correctly rounded, ties both ways, or cut off, in every digit shown."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import numpy as np

NOTHING = 0.005  # how likely a number is to be 0 for no reason
HUNDREDTH = -2
SLACK = 1e-9  # of a unit in the last place, for the rounding of floats


def unit_of(claimed: Decimal) -> float:
    """The unit of the last digit as it was written; a mere 0 says that there is nothing, not even a hundredth."""
    exponent = claimed.as_tuple().exponent
    assert isinstance(exponent, int)
    return float(Decimal(1).scaleb(exponent if claimed or exponent < 0 else HUNDREDTH))


def figures(claimed: Decimal) -> int:
    """How many digits were written, leading zeros not counted."""
    return len(claimed.as_tuple().digits)


def agree(claimed: Decimal, values: Any) -> Any:
    """Whether each value rounds, or is cut, to the digits shown."""
    written, unit = float(claimed), unit_of(claimed)
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
