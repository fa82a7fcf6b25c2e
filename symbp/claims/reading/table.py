"""Claims in tables (TOML, a mapping): a key is a quantity, a value a number, rows of numbers or a formula."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from ...errors import SpecError
from ...spec.name import shown
from ...spec.numbers import decimal
from ..records import Claim, Place, Unread
from ..tree import Matrix, Number, Tree
from .lefts import assigned
from .lexicon import Lexicon
from .misread import Misread
from .side import read_side
from .sides import is_blank
from .statement import statements

PARTS = frozenset(("value", "formula", "note"))
ENTRIES = 10_000  # numbers in one list
_KEY = re.compile(r"""[ \t]*(?:"((?:[^"\\\n]|\\.)*)"|'([^'\n]*)'|([A-Za-z0-9_-]+))[ \t]*=""")
Entry = tuple[Place, str, Any]


def lines_of(text: str) -> Mapping[str, int]:
    """The line of every key of a TOML file, as far as keys stand at the beginning of lines."""
    found: dict[str, int] = {}
    inside = False
    for number, line in enumerate(text.split("\n"), start=1):
        if line.lstrip().startswith("["):
            inside = line.strip().startswith("[claims]")
        match = _KEY.match(line) if inside else None
        if match is not None:
            found.setdefault((match[1] or match[2] or match[3] or "").replace("\\\\", "\\"), number)
    return found


def read_entry(entry: Entry, lexicon: Lexicon) -> Claim | Unread | None:
    """The claim of one key and its value."""
    place, key, value = entry
    written = f"{key} = {plain(value)}"
    try:
        spans, assigns = sides_of(key)
        sides: list[Tree] = [read_side(key, start, end, lexicon) for start, end in spans]
        texts = [key[start:end].strip() for start, end in spans]
        for tree, text in read_value(value, lexicon):
            sides.append(tree)
            texts.append(text)
        sides[0] = assigned(sides, assigns, lexicon)
    except Misread as error:
        return Unread(place, written, f"column {error.at + 1}: {error}")
    except SpecError as error:
        return Unread(place, written, str(error))
    return Claim(place, written, tuple(sides), tuple(texts))


def sides_of(key: str) -> tuple[tuple[tuple[int, int], ...], bool]:
    """The sides of a key, which may be an equation itself, and whether it assigns.

    Raises:
        Misread: it holds several equations.
    """
    found = list(statements(key, 0, len(key)))
    if not found:
        return ((0, len(key)),), False
    if len(found) > 1 or found[0].rest >= 0 or found[0].change:
        raise Misread(0, "expected one quantity, found several equations")
    return found[0].sides, found[0].assigns


def read_value(value: Any, lexicon: Lexicon) -> list[tuple[Tree, str]]:
    """What a value says: a number, a matrix, or the sides of a formula.

    Raises:
        Misread: a text that is no formula.
        SpecError: something else.
    """
    if hasattr(value, "tolist"):
        value = value.tolist()
    if isinstance(value, str):
        if is_blank(value) or not value.strip():
            raise Misread(0, "expected an answer, found a blank")
        found = list(statements("=" + value, 0, len(value) + 1))
        if len(found) != 1 or found[0].rest >= 0 or found[0].assigns:
            raise Misread(0, "expected one formula or number, found several")
        spans = [(start - 1, end - 1) for start, end in found[0].sides[1:]]
        return [(read_side(value, start, end, lexicon), value[start:end].strip()) for start, end in spans]
    return [(read_numbers(value, lexicon), plain(value))]


def read_numbers(value: Any, lexicon: Lexicon) -> Tree:
    """A number, or rows of numbers.

    Raises:
        SpecError: it is neither.
    """
    if not isinstance(value, list | tuple):
        return Number(decimal(value, "value"))
    rows = [row if isinstance(row, list | tuple) else None for row in value]
    entries: tuple[tuple[Tree, ...], ...]
    if all(row is None for row in rows):
        entries = (tuple(entry(part, lexicon) for part in value),)
    elif any(row is None for row in rows):
        raise SpecError("expected rows of numbers or a row of numbers, found both in one list")
    else:
        entries = tuple(tuple(entry(part, lexicon) for part in row or ()) for row in rows)
    if not entries[0] or len({len(row) for row in entries}) > 1:
        raise SpecError("expected rows of the same length, found others")
    if sum(len(row) for row in entries) > ENTRIES:
        raise SpecError(f"expected at most {ENTRIES} numbers, found more")
    return Matrix(entries)


def entry(value: Any, lexicon: Lexicon) -> Tree:
    """One entry of a row: a number, or a formula as text.

    Raises:
        SpecError: neither.
        Misread: a text that is no formula.
    """
    if isinstance(value, str):
        return read_side(value, 0, len(value), lexicon)
    return Number(decimal(value, "value"))


def plain(value: Any) -> str:
    """A value as it was written, cut where it is long."""
    if isinstance(value, list | tuple):
        text = "[" + ", ".join(plain(part) for part in value[:50]) + (", ...]" if len(value) > 50 else "]")
    elif isinstance(value, str | int | float | Decimal) and not isinstance(value, bool):
        text = str(value)
    else:
        text = shown(value)
    return text if len(text) <= 400 else text[:397] + "..."


def table_entries(claims: Any, file: str, lines: Mapping[str, int], section: str = "") -> Iterator[Entry]:
    """The claims of a table: values by quantity, tables of these, or a list of tables with quantity and value.

    Raises:
        SpecError: a list of something else, or tables inside tables inside tables.
    """
    if isinstance(claims, list):
        for number, row in enumerate(claims, start=1):
            if not isinstance(row, Mapping) or not isinstance(row.get("quantity"), str):
                raise SpecError(f"{file}: [[claims]] {number}: expected a quantity and a value, found {shown(row)}")
            yield Place(file, key=f"[[claims]] {number}"), row["quantity"], both(row)
        return
    for key, value in claims.items():
        name = str(key)
        if isinstance(value, Mapping) and value and not set(value) <= PARTS:
            if section:
                raise SpecError(f"{file}: [{section}.{name[:40]}]: expected claims, found another table")
            yield from table_entries(value, file, lines, name)
            continue
        place = Place(file, lines.get(name, 0), int(name in lines), f"{section}.{name}" if section else name)
        yield place, name, both(value) if isinstance(value, Mapping) else value


def both(row: Mapping[str, Any]) -> Any:
    """The formula and the value of a table, as the sides of one text where it has both."""
    formula, value = row.get("formula"), row.get("value", "")
    if not isinstance(formula, str) or not formula.strip():
        return value
    return f"{formula} = {value}" if isinstance(value, int | float | Decimal | str) and value != "" else formula
