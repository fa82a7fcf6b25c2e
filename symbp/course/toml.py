"""Tables as TOML, as `tomllib` reads them back."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

_BARE = re.compile(r"[A-Za-z0-9_-]+")
WIDTH = 100


def toml(table: Mapping[str, Any], path: tuple[str, ...] = ()) -> str:
    """A table with its tables below it."""
    return "\n".join(lines(table, path)).strip() + "\n"


def lines(table: Mapping[str, Any], path: tuple[str, ...]) -> Iterator[str]:
    """Plain entries first, then tables and lists of tables."""
    below = {name: value for name, value in table.items() if is_table(value) or is_tables(value)}
    for name, value in table.items():
        if name not in below:
            yield f"{key(name)} = {inline(value)}"
    for name, value in below.items():
        place = (*path, name)
        head = ".".join(map(key, place))
        for part in value if is_tables(value) else [value]:
            yield ""
            yield f"[[{head}]]" if is_tables(value) else f"[{head}]"
            yield from lines(part, place)


def is_table(value: object) -> bool:
    """Whether it gets a heading: a table that is too long for a line."""
    return isinstance(value, Mapping) and len(inline(value)) > WIDTH // 2


def is_tables(value: object) -> bool:
    """Whether it is a list of tables."""
    return isinstance(value, list) and bool(value) and all(isinstance(part, Mapping) for part in value)


def key(name: str) -> str:
    """A key, quoted where it has to be."""
    return name if _BARE.fullmatch(name) else text(name)


def text(value: str) -> str:
    """A text between quotes."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def inline(value: object) -> str:
    """A value on one line.

    Raises:
        TypeError: it is of a kind that these files do not have.
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return text(value)
    if isinstance(value, int):
        return str(value)
    if isinstance(value, Decimal):
        return str(value).lower()
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{key(name)} = {inline(part)}" for name, part in value.items()) + " }"
    if isinstance(value, Sequence):
        return "[" + ", ".join(map(inline, value)) + "]"
    raise TypeError(type(value).__name__)
