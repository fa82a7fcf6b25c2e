"""0.822 for 0.0822: the decimal point is in the wrong place."""

from __future__ import annotations

from decimal import Decimal

from ..diagnosis.digits import agrees, figures
from ..diagnosis.slip import Values

PRIOR = 0.05
LEAST = 2


def number(claimed: Decimal, value: float) -> tuple[Values, float] | None:
    """Whether a power of ten makes it right."""
    if figures(claimed) < LEAST:
        return None
    for places in (1, -1, 2, -2, 3, -3, 4, -4):
        other = claimed.scaleb(places)
        if agrees(other, value):
            return (("right", f"{other:f}"),), 0.4 / abs(places)
    return None
