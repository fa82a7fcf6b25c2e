"""Every intermediate value rounded, or cut off, to a few digits and carried on so."""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnosis.page import Page
from ..diagnosis.slip import Rounding, Variant

PRIOR = 0.05


def everywhere(page: Page) -> Iterator[Variant]:
    """To decimals, or to significant digits."""
    for digits in range(1, 8):
        weight = 2.0 if 2 <= digits <= 4 else 1.0
        for significant in (False, True):
            for cut in (False, True):
                rounding = Rounding(digits, significant, cut)
                values = (("digits", str(digits)),)
                yield Variant("", (), values, weight * (0.3 if cut else 1.0), rounding)
