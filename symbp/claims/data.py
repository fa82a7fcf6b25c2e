"""The form of reports as data: docs/verify-schema.json describes it, and the version changes with it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

SCHEMA = "symbp-verify"
VERSION = 1
Record = dict[str, Any]


def dumped(made: Mapping[str, Any]) -> str:
    """A record as JSON, in ASCII, a line for every key and for every claim."""
    return "{\n" + ",\n".join(f" {compact(key)}: {entry(value)}" for key, value in made.items()) + "\n}\n"


def entry(value: Any) -> str:
    """A value on one line; a list of records on a line for each."""
    if isinstance(value, list) and value and isinstance(value[0], Mapping):
        return "[\n  " + ",\n  ".join(map(compact, value)) + "\n ]"
    return compact(value)


def compact(value: Any) -> str:
    """JSON on one line; what is not a number is an error."""
    return json.dumps(value, ensure_ascii=True, allow_nan=False)
