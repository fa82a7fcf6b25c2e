"""Tables of Markdown: columns of quantities, formulas and values."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .block import Block
from .markdown import cleaned, line_blocks

_CELL = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"[ |:\-]+")
QUANTITIES = ("quantity", "name", "symbol", "claim", "variable", "what")
FORMULAS = ("formula", "calculation", "working", "derivation")
VALUES = ("value", "answer", "result", "number", "values", "your answer")


def table_rows(lines: list[str], start: int, end: int, file: str) -> Iterator[Block]:
    """The claims in a table: quantity = formula = value, where its heading names such columns."""
    heading = [cell.strip().strip("*_").lower() for _, cell in cells(lines[start])]
    quantity, formula, value = (column(heading, names) for names in (QUANTITIES, FORMULAS, VALUES))
    for number in range(start, end):
        line = lines[number]
        if _RULE.fullmatch(line.strip()) or (number == start and quantity is not None):
            continue
        found = cells(line)
        wanted = [n for n in (quantity, formula, value) if n is not None and n < len(found) and found[n][1].strip()]
        if quantity is None or value is None or len(wanted) < 2 or wanted[0] != quantity:
            yield from line_blocks(line.replace("|", " ") if "$" not in line else line, number + 1, file)
            continue
        at = found[quantity][0]
        text = " = ".join(cleaned(found[n][1]).strip() for n in wanted)
        yield Block(file, text, number + 1, at + 1)


def cells(line: str) -> list[tuple[int, str]]:
    """The cells of a row and where they begin."""
    cuts = [match.start() for match in _CELL.finditer(line)]
    ends = [*cuts[1:], len(line)]
    found = [(cut + 1, line[cut + 1 : end]) for cut, end in zip(cuts, ends, strict=True)]
    return found[:-1] if found and not found[-1][1].strip() else found


def column(heading: list[str], names: tuple[str, ...]) -> int | None:
    """The column with one of these headings."""
    return next((n for n, cell in enumerate(heading) if cell in names), None)
