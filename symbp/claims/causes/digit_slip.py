"""0.75136079 for 0.75136507: a slip of the pen, single digits changed, left out or put in."""

from __future__ import annotations

from decimal import Decimal

from ...worked.slip import slips
from ..diagnosis.digits import figures
from ..diagnosis.slip import Values
from . import transposed_digits

PRIOR = 0.05
LEAST = 4  # digits, fewer of which resemble many numbers


def number(claimed: Decimal, value: float) -> tuple[Values, float] | None:
    """Whether at most every third digit differs, other than by an exchange of neighbours."""
    size = figures(claimed)
    if size < LEAST or not near(claimed, value) or transposed_digits.number(claimed, value) is not None:
        return None
    count = slips(claimed, value, size // 3)
    return ((("count", str(count)),), (10.0 * size) ** -count) if 0 < count <= size // 3 else None


def near(claimed: Decimal, value: float) -> bool:
    """Whether both have the same sign and about the same size, or one digit more or less."""
    written = float(claimed)
    return written * value > 0 and 0.05 < abs(written / value) < 20
