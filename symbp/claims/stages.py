"""The lines of a sheet after n updates: the same over the parameters of that stage."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

from ..language import Base, Element, Expression, Role, Tensor, as_expression, rewrite
from .sheet import Line, Sheet, by_tensor, updated

FOLLOWED = 5  # updates that are written out line by line; what lies further is computed in one go
Values = Callable[[int], Mapping[Tensor, float]]
"""Every quantity after so many updates."""


def mark(n: int) -> str:
    """What a name ends in after n updates."""
    return "" if n == 0 else "+" if n == 1 else f"+{n}"


def stage(tensor: Tensor, n: int, moving: bool = True) -> Tensor:
    """The tensor of a quantity after n updates; inputs and targets stay what they are."""
    if n == 0 or not moving:
        return tensor
    if tensor.role in (Role.PARAMETER, Role.STATE) and n == 1:
        return updated(tensor)
    return Tensor(f"{tensor.name}{mark(n)}", role=tensor.role)


def is_moving(sheet: Sheet, tensor: Tensor) -> bool:
    """Whether an update changes it."""
    lines = by_tensor(sheet)
    return tensor in lines or updated(tensor) in lines


def staged(sheet: Sheet, most: int, values: Values) -> dict[Tensor, tuple[Line, int]]:
    """The lines after 1, 2, ... updates by what they compute: a line of the sheet, and the stage that it reads.

    Beyond `FOLLOWED` updates the parameters, and what the rule carries on, are numbers, and their lines read nothing.
    """
    found: dict[Tensor, tuple[Line, int]] = {}
    first = most if most > FOLLOWED else 1
    for n in range(first, most + 1):
        for line in sheet.lines:
            if not line.moves:
                found[stage(line.tensor, n)] = (line, n)
            elif n == first > 1:
                body = as_expression(Fraction(values(n)[line.of]))
                found[stage(line.of, n)] = (Line(line.kind, stage(line.of, n), body, line.of), 0)
            elif n > 1:
                found[stage(line.of, n)] = (line, n - 1)
    return found


def at_stage(sheet: Sheet, tensor: Tensor, line: Line, n: int) -> Line:
    """A line of the sheet as it computes a tensor from the quantities after n updates."""

    def moved(base: Base) -> Expression | None:
        if not isinstance(base, Element) or not is_moving(sheet, base.tensor):
            return None
        new = by_tensor(sheet).get(base.tensor)
        if new is not None and new.moves:
            return as_expression(Element(stage(new.of, n + 1)))
        return as_expression(Element(stage(base.tensor, n)))

    return Line(line.kind, tensor, rewrite(line.formula, moved) if n else line.formula, line.of, line.by)
