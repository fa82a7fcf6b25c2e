"""Reading a TOML file that a stranger may have written: limits first, then tomllib, numbers as written."""

from __future__ import annotations

import re
import tomllib
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from ..errors import SpecError
from .name import shown

FILE_BYTES = 1 << 20
LINE_BYTES = 10_000
DIGITS = 50
DEPTH = 20  # tables and lists inside each other; dotted parts of a key
_WHERE = re.compile(r"(.*) \((?:at line (\d+), column (\d+)|at end of document)\)$", re.DOTALL)
# tomllib takes a time that grows with the square of a key's dotted parts, so long keys are refused before it.
_DOTTED = re.compile(rf"""(?<![\w.-])(?:(?:[\w-]++|"[^"]*+"|'[^']*+')[ \t]*+\.[ \t]*+){{{DEPTH}}}""")


def read_table(path: Path) -> dict[str, Any]:
    """The table of a file.

    Raises:
        SpecError: the file cannot be read, is too large or is no TOML; with the line where there is one.
    """
    return table_of(read_bytes(path), str(path))


def read_bytes(path: Path) -> bytes:
    """The content, if it is a plain file of a size that a network needs.

    Raises:
        SpecError: it is missing, no plain file, too large or not readable.
    """
    try:
        if not path.exists():
            raise SpecError(f"{path}: expected a TOML file, found nothing there")
        if not path.is_file():
            what = "a folder" if path.is_dir() else "something that is no plain file"
            raise SpecError(f"{path}: expected a TOML file, found {what}")
        with path.open("rb") as file:
            content = file.read(FILE_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "not a file name"
        raise SpecError(f"{shown(str(path))}: cannot be read ({reason.lower()})") from None
    if len(content) > FILE_BYTES:
        raise SpecError(f"{path}: expected at most 1 MiB, found more")
    return content


def table_of(content: bytes, name: str) -> dict[str, Any]:
    """The table that the content of the file `name` holds.

    Raises:
        SpecError: no UTF-8, a line that is too long, or no TOML.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise SpecError(
            f"{name}: line {line}: expected UTF-8 text, found the byte 0x{content[error.start]:02x}"
        ) from None
    check_lines(text, name)
    try:
        found = tomllib.loads(text.replace("\r\n", "\n"), parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise SpecError(f"{name}: {placed(str(error))}") from None
    except RecursionError:
        raise SpecError(f"{name}: expected at most {DEPTH} tables or lists inside each other, found more") from None
    except (ValueError, InvalidOperation):
        raise SpecError(f"{name}: expected numbers of at most {DIGITS} digits, found a longer one") from None
    check_values(found, name, 0)
    return found


def check_lines(text: str, name: str) -> None:
    """No line is longer, and no key has more parts, than a network needs.

    Raises:
        SpecError: naming the line.
    """
    for number, line in enumerate(text.split("\n"), start=1):
        if len(line) > LINE_BYTES // 4 and len(line.encode()) > LINE_BYTES:
            raise SpecError(
                f"{name}: line {number}: expected at most 10 kB in a line, found {len(line.encode())} bytes"
            )
        if _DOTTED.search(line):
            raise SpecError(f"{name}: line {number}: expected at most {DEPTH} names joined by dots, found more")


def placed(message: str) -> str:
    """tomllib's message with the line in front, free of control characters."""
    visible = "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in message)
    match = _WHERE.match(visible)
    if match is None:
        return f"not TOML: {visible}"
    where = f"line {match[2]}, column {match[3]}" if match[2] else "at its end"
    return f"{where}: not TOML: {match[1][0].lower() + match[1][1:]}"


def check_values(value: object, place: str, depth: int) -> None:
    """Nothing is nested deeper, and no number longer, than a network needs.

    Raises:
        SpecError: naming the file.
    """
    if depth > DEPTH:
        raise SpecError(f"{place}: expected at most {DEPTH} tables or lists inside each other, found more")
    if isinstance(value, dict):
        for inner in value.values():
            check_values(inner, place, depth + 1)
    elif isinstance(value, list):
        for inner in value:
            check_values(inner, place, depth + 1)
    elif isinstance(value, int) and abs(value) >= 10**DIGITS:
        raise SpecError(f"{place}: expected integers of at most {DIGITS} digits, found a longer one")
