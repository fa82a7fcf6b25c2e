"""How wide plain text may be where no terminal says so."""

from __future__ import annotations

import os

from ..render.claims import PIPED


def page_width() -> int:
    """How many columns plain text may have."""
    columns = os.environ.get("COLUMNS", "")
    return min(400, max(60, int(columns))) if columns.isascii() and columns.isdigit() else PIPED
