"""Tables of Markdown: columns of quantities, formulas and values; a value may be a gradient or the updated value."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .block import Block
from .grids import grid
from .markdown import cleaned, line_blocks

_CELL = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"[ |:\-]+")
QUANTITIES = frozenset(
    ("quantity", "name", "symbol", "claim", "variable", "what", "weight", "parameter", "bias", "weights", "parameters")
)
FORMULAS = frozenset(("formula", "calculation", "working", "derivation", "expression"))
# What a heading says of the quantity in its row, as text around the quantity.
VALUES = {
    **dict.fromkeys(("value", "answer", "result", "number", "values", "your answer", "old", "old value"), "{}"),
    **dict.fromkeys(("new", "new value", "updated", "updated value", "after the update"), "{} after one update"),
    **dict.fromkeys(("gradient", "gradients"), "grad({})"),
}


def table_rows(lines: list[str], start: int, end: int, file: str) -> Iterator[Block]:
    """The claims in a table: quantity = formula = value, where its heading names such columns."""
    body = [number for number in range(start, end) if not _RULE.fullmatch(lines[number].strip())]
    keys = grid([[cleaned(cell) for _, cell in cells(lines[number])] for number in body])
    if keys is not None:
        for number, row in zip(body[1:], keys, strict=True):
            found = cells(lines[number])
            for column, key in row:
                value = cleaned(found[column][1]).strip()
                yield Block(file, f"{key} = {value}", number + 1, found[column][0] + 1)
        return
    heading = [cell.strip().strip("*_").lower() for _, cell in cells(lines[start])]
    quantity = next((n for n, cell in enumerate(heading) if cell in QUANTITIES), None)
    formula = next((n for n, cell in enumerate(heading) if cell in FORMULAS), None)
    values = [n for n, cell in enumerate(heading) if cell in VALUES and n != quantity]
    for number in range(start, end):
        line = lines[number]
        found = cells(line)
        if _RULE.fullmatch(line.strip()) or (number == start and quantity is not None):
            continue
        if quantity is None or not (values or formula is not None):
            yield from line_blocks(line.replace("|", " ") if "$" not in line else line, number + 1, file)
        elif quantity < len(found) and found[quantity][1].strip():
            yield from named(found, quantity, formula, [(n, VALUES[heading[n]]) for n in values], number + 1, file)


def named(
    found: list[tuple[int, str]],
    quantity: int,
    formula: int | None,
    values: list[tuple[int, str]],
    line: int,
    file: str,
) -> Iterator[Block]:
    """The claims of one row."""
    subject = cleaned(found[quantity][1]).strip()
    between = cleaned(found[formula][1]).strip() if formula is not None and formula < len(found) else ""
    said = [(template, cleaned(found[n][1]).strip()) for n, template in values if n < len(found)] or [("{}", "")]
    for count, (template, value) in enumerate(said):
        sides = [template.format(subject), *([between] if count == 0 else []), value]
        text = " = ".join(side for side in sides if side)
        if "=" in text:
            yield Block(file, text, line, found[quantity][0] + 1)


def cells(line: str) -> list[tuple[int, str]]:
    """The cells of a row and where they begin."""
    cuts = [match.start() for match in _CELL.finditer(line)]
    ends = [*cuts[1:], len(line)]
    found = [(cut + 1, line[cut + 1 : end]) for cut, end in zip(cuts, ends, strict=True)]
    return found[:-1] if found and not found[-1][1].strip() else found
