"""Claims in a CSV file: a quantity, its value, and a formula where there is one, in columns that the heading names."""

from __future__ import annotations

import csv
from collections.abc import Iterator

from ...errors import SpecError
from ..records import Place
from .rows import FORMULAS, QUANTITIES, VALUES
from .table import Entry


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
        for row in reader:
            cells = [cell.strip() for cell in row]
            if not any(cells) or cells[0].startswith("#"):
                continue
            heading = [cell.lower() for cell in cells]
            if not columns and QUANTITIES & set(heading):
                quantity = next(n for n, cell in enumerate(heading) if cell in QUANTITIES)
                formula = next((n for n, cell in enumerate(heading) if cell in FORMULAS), len(heading))
                columns = [(n, VALUES[cell]) for n, cell in enumerate(heading) if cell in VALUES and n != quantity]
                continue
            yield from row_entries(cells, quantity, formula, columns or [(1, "{}")], Place(file, reader.line_num, 1))
    except csv.Error as error:
        raise SpecError(f"{file}: not CSV: {error}") from None


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
