"""What rests on what on a sheet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..language import Tensor, elements, remember
from .records import Quantity
from .sheet import Kind, Line, Sheet


@remember
def uses(sheet: Sheet) -> dict[Tensor, tuple[Tensor, ...]]:
    """The quantities in whose equations a quantity stands."""
    found: dict[Tensor, tuple[Tensor, ...]] = {}
    for line in sheet.of_kind(Kind.LOCAL):
        assert line.by is not None
        found[line.by] = (*found.get(line.by, ()), line.of)
    return found


@remember
def below(sheet: Sheet) -> dict[Tensor, frozenset[Tensor]]:
    """Everything that a value is computed from, itself left out."""
    found: dict[Tensor, frozenset[Tensor]] = {}
    for line in sheet.of_kind(Kind.VALUE):
        direct = {e.tensor for e in elements(line.formula)}
        found[line.tensor] = frozenset(direct.union(*(found.get(tensor, frozenset()) for tensor in direct)))
    return found


@remember
def places(sheet: Sheet) -> dict[Tensor, int]:
    """The number of every line."""
    return {line.tensor: n for n, line in enumerate(sheet.lines)}


def given(lines: Sequence[Line]) -> Iterator[Tensor]:
    """What some lines read that none of them computes."""
    computed = {line.tensor for line in lines}
    yield from dict.fromkeys(e.tensor for line in lines for e in elements(line.formula) if e.tensor not in computed)


def count_paths(sheet: Sheet, of: Tensor, by: Tensor) -> int:
    """How many paths lead from a quantity down to another; none is listed."""
    found = {of: 1}
    for line in reversed(sheet.of_kind(Kind.VALUE)):
        above = found.get(line.tensor, 0)
        for tensor in dict.fromkeys(element.tensor for element in elements(line.formula)) if above else ():
            found[tensor] = found.get(tensor, 0) + above
    return found.get(by, 0)


def quantity_of(line: Line, loss: Tensor) -> Quantity:
    """What a line computes."""
    if line.kind is Kind.LOCAL or (line.kind is Kind.ADJOINT and line.by is not None):
        return Quantity(line.of, line.by, local=line.kind is Kind.LOCAL)
    if line.kind is Kind.ADJOINT:
        return Quantity(loss, line.of)
    return Quantity(line.of, updates=1 if line.moves else 0)
