"""Where the panels of a chart stand: in rows, as wide as a page allows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

PAGE = 15.4  # centimetres
LEFT = 1.3  # room for marks and the name of the axis
BELOW = 1.1
ABOVE = 0.6  # room for the title
RIGHT = 0.1
WIDEST = 8.0


@dataclass(frozen=True)
class Layout:
    """Columns, and the width and height of a panel in centimetres."""

    count: int
    columns: int
    width: float
    height: float

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the whole."""
        rows = -(-self.count // self.columns)
        return self.columns * (self.width + LEFT) + RIGHT, rows * (self.height + ABOVE + BELOW)

    def corners(self) -> Iterator[tuple[float, float]]:
        """The upper left corner of each panel, counted from that of the whole, downwards."""
        for number in range(self.count):
            row, column = divmod(number, self.columns)
            yield (
                LEFT + column * (self.width + LEFT),
                ABOVE + row * (self.height + ABOVE + BELOW),
            )


def layout(count: int) -> Layout:
    """Up to three panels beside each other, four as two and two."""
    columns = 2 if count == 4 else min(3, count)
    width = min(WIDEST, PAGE / columns - LEFT)
    return Layout(count, columns, width, 0.75 * width)
