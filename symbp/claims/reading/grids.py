"""Tables with a column for each unit, quantity or parameter: net and h1 are net_h1, w in row 3 is w after 3 updates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

CORNERS = frozenset(("", "unit", "units", "neuron", "neurons", "node", "nodes", "quantity"))
STEPS = frozenset(("step", "steps", "iteration", "epoch", "update", "updates"))
MOST = 1_000_000  # updates
_QUANTITY = re.compile(
    r"(?:(?:\\partial |∂|d) ?[A-Z](?:_\{?total\}?)?/(?:\\partial |∂|d) ?)?(?:net|out|in|z|a|target)|\\?delta|δ",
    re.IGNORECASE,
)
_UNIT = re.compile(r"[A-Za-z]{1,3}_?\{?[0-9]{1,2}\}?")
_NUMBER = re.compile(r"[-−+]?[0-9]*[.,]?[0-9]+(?:[eE][-+]?[0-9]{1,3})?")
_NAME = re.compile(r"\\?[A-Za-z][A-Za-z0-9_{}^\\]{0,30}")
_STATE = re.compile(r"(?:\\?theta|[wWbB]|[ELCJ])_?\{?[A-Za-z0-9]{0,6}\}?|loss|cost", re.IGNORECASE)
Keys = list[tuple[int, str]]


def grid(rows: Sequence[Sequence[str]]) -> list[Keys] | None:
    """What is claimed by the cells of each row behind the heading, by column; None for a table of another kind."""
    if not rows or len(rows[0]) < 2:
        return None
    heading, *inner = [[cell.strip(" $*`") for cell in row] for row in rows]
    inner = [row for row in inner if row and any(row)]
    if not inner or not any(_NUMBER.fullmatch(cell) for row in inner for cell in row[1:]):
        return None
    firsts = [row[0] for row in inner]
    if heading[0].lower() in CORNERS:
        if every(_QUANTITY, firsts) and every(_UNIT, heading[1:]):
            return keyed(rows, [[below(row[0], unit) for unit in heading[1:]] for row in inner])
        if every(_UNIT, firsts) and every(_QUANTITY, heading[1:]):
            return keyed(rows, [[below(quantity, row[0]) for quantity in heading[1:]] for row in inner])
    state = any(_STATE.fullmatch(cell) for cell in heading[1:])
    if heading[0].lower() in STEPS and state and every(_NAME, heading[1:]) and firsts[0] == "0" and counted(firsts):
        return keyed(rows, [[after(name, int(first)) for name in heading[1:]] for first in firsts])
    return None


def every(pattern: re.Pattern[str], cells: Sequence[str]) -> bool:
    """Whether a pattern fits all cells."""
    return all(pattern.fullmatch(cell) for cell in cells)


def counted(cells: Sequence[str]) -> bool:
    """Whether cells are whole numbers that grow."""
    numbers = [int(cell) if cell.isascii() and cell.isdecimal() and len(cell) < 8 else -1 for cell in cells]
    return min(numbers) >= 0 and max(numbers) <= MOST and all(a < b for a, b in pairwise(numbers))


def below(quantity: str, unit: str) -> str:
    """net and h1 as net_{h1}."""
    name = unit.translate(str.maketrans("", "", "_{}"))
    return f"{quantity}_{{{name}}}"


def after(name: str, updates: int) -> str:
    """A parameter or a loss after so many updates; of others it is not certain whether they stand before the update."""
    if not _STATE.fullmatch(name):
        return f"{name} in step {updates}"
    return f"{name} after {updates} updates" if updates else name


def keyed(rows: Sequence[Sequence[str]], names: list[list[str]]) -> list[Keys]:
    """The keys of all rows, none for empty ones; of cells that are numbers alone."""
    left = iter(names)
    found: list[Keys] = []
    for row in rows[1:]:
        inner = next(left) if any(cell.strip(" $*`") for cell in row) else []
        cells = [cell.strip(" $*`") for cell in row]
        found.append(
            [(n, key) for n, key in enumerate(inner, start=1) if n < len(cells) and _NUMBER.fullmatch(cells[n])]
        )
    return found
