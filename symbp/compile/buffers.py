"""Which array of the workspace each operation writes to: in place where an operand is not read again."""

from __future__ import annotations

from dataclasses import dataclass

from ..language import Extent
from .operation import Line, Operation

INTO = ("ufunc", "dot", "matmul", "reduce", "einsum")


@dataclass(frozen=True)
class Workspace:
    """`place` gives each register written to the workspace its buffer; `sizes` are those of the buffers."""

    place: dict[int, int]
    sizes: tuple[tuple[Extent, ...], ...]


def workspace(line: Line) -> Workspace:
    """Buffers for all registers that are arrays, but for results, which are new arrays at every call.

    A buffer is free again after the last operation that reads it.  Elementwise operations may write over an operand
    that dies with them; products may not.
    """
    last: dict[int, int] = {}
    for number, operation in enumerate(line.operations):
        for view in operation.operands:
            last[view.register] = number
    place: dict[int, int] = {}
    sizes: list[tuple[Extent, ...]] = []
    free: list[int] = []
    for number, operation in enumerate(line.operations):
        shape = line.extents[operation.register]
        dying = [
            view.register for view in operation.operands if last[view.register] == number and view.register in place
        ]
        if operation.kind in INTO and shape and operation.register not in line.fresh:
            buffer = over(operation, dying, place, sizes, shape)
            if buffer is None:
                buffer = next((b for b in reversed(free) if sizes[b] == shape), None)
                if buffer is None:
                    buffer = len(sizes)
                    sizes.append(shape)
                else:
                    free.remove(buffer)
            place[operation.register] = buffer
        kept = place.get(operation.register)
        for register in dict.fromkeys(dying):
            if place[register] != kept and place[register] not in free:
                free.append(place[register])
        if operation.register in place and operation.register not in last:
            free.append(place[operation.register])
    return Workspace(place, tuple(sizes))


def over(
    operation: Operation,
    dying: list[int],
    place: dict[int, int],
    sizes: list[tuple[Extent, ...]],
    shape: tuple[Extent, ...],
) -> int | None:
    """The buffer of an operand that an elementwise operation may write over."""
    if operation.kind != "ufunc":
        return None
    for view in operation.operands:
        if view.direct and view.register in dying and sizes[place[view.register]] == shape:
            seen_otherwise = any(v.register == view.register and not v.direct for v in operation.operands)
            if not seen_otherwise:
                return place[view.register]
    return None
