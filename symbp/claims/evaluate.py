"""A sheet in numbers: {tensor: value}, every line by its formula, or the author's own number in its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..errors import SizeError, SpecError
from ..language import Tensor, remember
from ..worked.tape import Operation, Tape
from .sheet import Sheet, given_values

LONGEST = 300_000_000  # operations that one can wait for


@dataclass(frozen=True)
class Compiled:
    """A sheet as operations on numbered cells: `start` holds what they begin with, `parts` the work of each line.

    `moves` leads from the cell of an updated parameter, or of what the rule carries on, to that of the old one.
    """

    start: tuple[float, ...]
    cells: dict[Tensor, int]
    parts: tuple[tuple[Tensor, int, tuple[tuple[Operation, int, int, int], ...]], ...]
    moves: tuple[tuple[int, int], ...]


@remember
def compiled(sheet: Sheet) -> Compiled:
    """The sheet written out once; every line has a cell of its own, so that it can be replaced.

    Raises:
        SpecError: a quantity without a number, or an arbitrary function.
    """
    tape = Tape()
    cells: dict[Tensor, int] = {}
    for tensor, value in given_values(sheet).items():
        tape.put(tensor, float(value))
        cells[tensor] = tape.where(tensor)
    parts = []
    for line in sheet.lines:
        before = len(tape.program)
        tape.define_own(line.tensor, line.formula)
        cells[line.tensor] = tape.where(line.tensor)
        parts.append((line.tensor, cells[line.tensor], tuple(tape.program[before:])))
    moves = tuple((cells[line.tensor], cells[line.of]) for line in sheet.lines if line.moves)
    return Compiled(tuple(tape.cells), cells, tuple(parts), moves)


def evaluate(sheet: Sheet, given: Mapping[Tensor, float] = {}, updates: int = 0) -> dict[Tensor, float]:
    """Every quantity of the sheet after so many updates, those that no line computes too.

    `given` stands in place of lines, or of the network's own numbers, in the pass that is read.

    Raises:
        SpecError: a quantity without a number, an arbitrary function, or updates without a learning rate.
        SizeError: more updates than one can wait for.
    """
    made = compiled(sheet)
    cells = list(made.start)
    if updates:
        descend(made, cells, updates)
    for tensor, value in given.items():
        if tensor in made.cells:
            cells[made.cells[tensor]] = value
    for tensor, _, program in made.parts:
        if tensor not in given:
            for operation, to, left, right in program:
                cells[to] = operation(cells[left], cells[right])
    return {tensor: cells[place] for tensor, place in made.cells.items()}


def descend(made: Compiled, cells: list[float], updates: int) -> None:
    """So many passes, after each of which the updated parameters take the places of the old ones.

    Raises:
        SpecError: there is no learning rate.
        SizeError: it would take too long.
    """
    if not made.moves:
        raise SpecError("[numbers], rate: expected a learning rate to update with, found none")
    program = [step for _, _, part in made.parts for step in part]
    if len(program) * updates > LONGEST:
        most = LONGEST // len(program)
        raise SizeError(f"expected at most {most} updates of a network of this size, found {updates}")
    for _ in range(updates):
        for operation, to, left, right in program:
            cells[to] = operation(cells[left], cells[right])
        for new, old in made.moves:
            cells[old] = cells[new]
