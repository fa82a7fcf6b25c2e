"""n - 1 or n + 1 updates for n."""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnosis.page import Page
from ..diagnosis.slip import Variant

PRIOR = 0.06


def everywhere(page: Page) -> Iterator[Variant]:
    """One update fewer, one more."""
    for more in (-1, 1):
        yield Variant("", (), (("difference", f"{more:+d}"),), 1.0, None, more)
