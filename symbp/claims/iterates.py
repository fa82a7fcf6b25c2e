"""A calculation after n updates, for many n: each starts from the nearest one that is known."""

from __future__ import annotations

from collections.abc import Mapping

from ..errors import SizeError
from ..language import Tensor
from .evaluate import Compiled, compiled, descend
from .sheet import Sheet

LONGEST = 30_000_000  # operations that a verdict may wait for
KEPT = 64  # numbers of updates at which the calculation is kept


class Iterates:
    """The quantities of a sheet after any number of updates."""

    def __init__(self, sheet: Sheet) -> None:
        self.made: Compiled = compiled(sheet)
        self.known: dict[int, list[float]] = {0: list(self.made.start)}
        self.steps = sum(len(program) for _, _, program in self.made.parts)

    def after(self, updates: int) -> Mapping[Tensor, float]:
        """Every quantity after so many updates.

        Raises:
            SpecError: there is no learning rate.
            SizeError: it would take too long.
        """
        nearest = max(n for n in self.known if n <= updates)
        if (updates - nearest) * self.steps > LONGEST:
            most = LONGEST // self.steps
            raise SizeError(f"expected at most {most} updates of a network of this size, found {updates}")
        cells = list(self.known[nearest])
        if updates > nearest:
            descend(self.made, cells, updates - nearest)
            if len(self.known) > KEPT:
                del self.known[next(n for n in self.known if n)]
            self.known[updates] = list(cells)
        for _, _, program in self.made.parts:
            for operation, to, left, right in program:
                cells[to] = operation(cells[left], cells[right])
        return {tensor: cells[place] for tensor, place in self.made.cells.items()}
