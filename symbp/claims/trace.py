"""A formula over several lines of a sheet as a list of single operations on numbered cells, in any precision."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from functools import cached_property
from typing import Any

from ..errors import SpecError
from ..language import Apply, Base, Element, Expression, Group, Tensor
from ..worked.formula import power, real
from .sheet import Line


class Trace:
    """Operations on numbered cells: a constant or a variable, a sum, a product, a power, or a function.

    `operations[n]` = (kind, left, right, what): what fills cell n.
    """

    def __init__(self) -> None:
        self.operations: list[tuple[str, int, int, Any]] = []
        self.of: dict[Tensor, int] = {}

    def cell(self, kind: str, left: int = 0, right: int = 0, what: Any = None) -> int:
        """Append an operation."""
        self.operations.append((kind, left, right, what))
        return len(self.operations) - 1

    def put(self, tensor: Tensor) -> None:
        """A variable."""
        self.of[tensor] = self.cell("variable", what=tensor)

    def define(self, tensor: Tensor, body: Expression) -> None:
        """A tensor by its formula.

        Raises:
            SpecError: it reads something that has no cell, or that is no number.
        """
        self.of[tensor] = self.sum(body)

    def sum(self, body: Expression) -> int:
        """A sum of terms."""
        found: int | None = None
        for term in body.terms:
            made: int | None = None
            if term.coefficient != 1 or not term.factors:
                made = self.cell("constant", what=term.coefficient)
            for base, exponent in term.factors:
                part = self.base(base)
                if exponent != 1:
                    part = self.cell("power", part, what=exponent)
                made = part if made is None else self.cell("times", made, part)
            assert made is not None
            found = made if found is None else self.cell("add", found, made)
        return self.cell("constant", what=Fraction(0)) if found is None else found

    def base(self, base: Base) -> int:
        """A quantity, a parenthesis or a function."""
        if isinstance(base, Element):
            if base.tensor not in self.of:
                raise SpecError(f"expected a number for {base.tensor.name}, found none")
            return self.of[base.tensor]
        if isinstance(base, Group):
            return self.sum(base.body)
        if isinstance(base, Apply):
            return self.cell("function", self.sum(base.argument), what=(base.function, base.order))
        raise SpecError(f"{type(base).__name__} has no value in numbers; name the activation and the loss")

    def floats(self, given: Mapping[Tensor, Any], kind: type = float) -> list[Any]:
        """The values of all cells of a complete trace, in the precision of what is given, which `kind` names."""
        cells: list[Any] = []
        for (code, left, right, _), meaning in zip(self.operations, self.meanings, strict=True):
            if code == "add":
                cells.append(cells[left] + cells[right])
            elif code == "times":
                cells.append(cells[left] * cells[right])
            elif code == "variable":
                cells.append(given[meaning])
            elif code == "constant":
                cells.append(meaning)
            elif kind is float:
                cells.append(meaning(cells[left]))
            else:
                cells.append(type(cells[left])(meaning(float(cells[left]))))
        return cells

    @cached_property
    def meanings(self) -> list[Any]:
        """What stands behind each operation: a variable, a constant, or a function of one number."""
        found: list[Any] = []
        for code, _, _, what in self.operations:
            if code == "constant":
                found.append(float(what))
            elif code == "power":
                found.append(raised(what if isinstance(what, int) else float(what)))
            elif code == "function":
                found.append(real(*what))
            else:
                found.append(what)
        return found


def raised(exponent: float) -> Callable[[float], float]:
    """x to a power."""
    return lambda x: power(x, exponent)


def trace_lines(lines: Iterable[Line], variables: Iterable[Tensor]) -> Trace:
    """The operations of several lines, each after those that it reads; the last cell is the last line's."""
    trace = Trace()
    for tensor in variables:
        trace.put(tensor)
    last = 0
    for line in lines:
        trace.define(line.tensor, line.formula)
        last = trace.of[line.tensor]
    if last != len(trace.operations) - 1:
        trace.cell("add", last, trace.cell("constant", what=Fraction(0)))
    return trace
