"""0.0282 for 0.0822: two neighbouring digits change places."""

from __future__ import annotations

from decimal import Decimal

from ..diagnosis.digits import agree, figures
from ..diagnosis.slip import Values
from .miscopied import swaps

PRIOR = 0.05
LEAST = 3


def number(claimed: Decimal, value: float) -> tuple[Values, float] | None:
    """Whether one exchange of neighbours makes it right."""
    if figures(claimed) < LEAST:
        return None
    for other in swaps(claimed):
        if other != claimed and agree(other, value):
            return (("right", f"{other:f}"),), 1 / figures(claimed)
    return None
