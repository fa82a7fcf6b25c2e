"""Claims in a CSV file: a quantity, its value, and a formula where there is one, in columns that the heading names."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator

from ...errors import SpecError
from ..records import Place
from .grids import grid
from .rows import FORMULAS, QUANTITIES, VALUES
from .table import Entry

_DECIMAL = re.compile(r"[-−+]?[0-9]+,[0-9]+(?:[eE][-+]?[0-9]{1,3})?")
_THOUSANDS = re.compile(r"[-−+]?[1-9][0-9]{0,2},[0-9]{3}")
_POINT = re.compile(r"[0-9]\.[0-9]")
Row = tuple[int, list[str]]


def csv_entries(text: str, file: str) -> Iterator[Entry]:
    """The rows of a CSV file, divided by commas, semicolons or tabs.

    Without a heading the columns are quantity, value, formula.

    Raises:
        SpecError: it is no CSV.
    """
    first = next((line for line in text.split("\n") if line.strip() and not line.startswith("#")), "")
    divider = max(",;\t", key=first.count)
    columns: list[tuple[int, str]] = []
    quantity, formula = 0, 2
    try:
        reader = csv.reader(text.splitlines(), delimiter=divider, strict=True, skipinitialspace=True)
        read = [(reader.line_num, [cell.strip() for cell in row]) for row in reader]
        rows = [(line, cells) for line, cells in read if any(cells) and not cells[0].startswith("#")]
        rows = with_points(rows) if divider == ";" else rows
        keys = grid([cells for _, cells in rows]) if rows else None
        for (line, cells), row in zip(rows[1:], keys or (), strict=False):
            yield from ((Place(file, line, 1), key, cells[column]) for column, key in row)
        for line, cells in rows if keys is None else ():
            heading = [cell.lower() for cell in cells]
            if not columns and QUANTITIES & set(heading):
                quantity = next(n for n, cell in enumerate(heading) if cell in QUANTITIES)
                formula = next((n for n, cell in enumerate(heading) if cell in FORMULAS), len(heading))
                columns = [(n, VALUES[cell]) for n, cell in enumerate(heading) if cell in VALUES and n != quantity]
                continue
            yield from row_entries(cells, quantity, formula, columns or [(1, "{}")], Place(file, line, 1))
    except csv.Error as error:
        raise SpecError(f"{file}: not CSV: {error}") from None


def with_points(rows: list[Row]) -> list[Row]:
    """The rows with points for decimal commas, where no number has a point and one comma at least is surely decimal."""
    every = [cell for _, cells in rows for cell in cells]
    sure = any(_DECIMAL.fullmatch(cell) and not _THOUSANDS.fullmatch(cell) for cell in every)
    if not sure or any(_POINT.search(cell) for cell in every):
        return rows
    return [(n, [cell.replace(",", ".") if _DECIMAL.fullmatch(cell) else cell for cell in cells]) for n, cells in rows]


def row_entries(
    cells: list[str], quantity: int, formula: int, columns: list[tuple[int, str]], place: Place
) -> Iterator[Entry]:
    """The claims of one row, the formula before the first value."""
    subject = cells[quantity] if quantity < len(cells) else ""
    between = cells[formula] if formula < len(cells) else ""
    for count, (column, template) in enumerate(columns):
        value = cells[column] if column < len(cells) else ""
        sides = [side for side in (between if count == 0 else "", value) if side]
        if subject and (sides or len(columns) == 1):
            yield place, template.format(subject), " = ".join(sides)
