"""The form of reports as data: docs/verify-schema.json describes it, and the version changes with it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

SCHEMA = "symbp-verify"
VERSION = 1
Record = dict[str, Any]


def dumped(made: Mapping[str, Any]) -> str:
    """A record as JSON, in ASCII, a line for every entry."""
    return json.dumps(made, indent=1, ensure_ascii=True, allow_nan=False) + "\n"
