"""A calculation as a straight list of operations on numbered cells, written once and run as often as one likes."""

from __future__ import annotations

import operator
from collections.abc import Callable
from fractions import Fraction

from ..errors import SpecError
from ..language import Apply, Base, Element, Exponent, Expression, Group, Tensor
from .formula import power, real

Operation = Callable[[float, float], float]


class Tape:
    """Cells that hold the values of tensors without indices, and the operations that fill them in order."""

    def __init__(self) -> None:
        self.cells: list[float] = []
        self.program: list[tuple[Operation, int, int, int]] = []
        self._of: dict[Tensor, int] = {}
        self._constants: dict[float, int] = {}

    def put(self, tensor: Tensor, value: float) -> None:
        """Give a tensor a value."""
        self._of[tensor] = self.cell(value)

    def where(self, tensor: Tensor) -> int:
        """The cell of a tensor.

        Raises:
            SpecError: it has neither a value nor a definition so far.
        """
        if tensor not in self._of:
            raise SpecError(f"expected a number for {tensor.name}, found none")
        return self._of[tensor]

    def knows(self, tensor: Tensor) -> bool:
        """Whether the tensor has a cell."""
        return tensor in self._of

    def read(self, tensor: Tensor) -> float:
        """The value of a tensor."""
        return self.cells[self.where(tensor)]

    def define(self, tensor: Tensor, body: Expression) -> None:
        """Append what it takes to compute a tensor."""
        self._of[tensor] = self.sum(body)

    def define_own(self, tensor: Tensor, body: Expression) -> None:
        """The same, into a cell that nothing else shares, so that a number can be put in its place."""
        self._of[tensor] = self.then(operator.add, self.sum(body), self.constant(0.0))

    def move(self, tensor: Tensor, new: Tensor) -> None:
        """Append that a tensor takes the value of another, in place."""
        self.program.append((operator.add, self.where(tensor), self.where(new), self.constant(0.0)))

    def run(self) -> None:
        """Do all operations, in order."""
        cells = self.cells
        for operation, to, left, right in self.program:
            cells[to] = operation(cells[left], cells[right])

    def cell(self, value: float = 0.0) -> int:
        """A new cell."""
        self.cells.append(value)
        return len(self.cells) - 1

    def constant(self, value: float) -> int:
        """A cell that never changes."""
        if value not in self._constants:
            self._constants[value] = self.cell(value)
        return self._constants[value]

    def then(self, operation: Operation, left: int, right: int) -> int:
        """Append an operation; the cell of its result."""
        to = self.cell()
        self.program.append((operation, to, left, right))
        return to

    def sum(self, body: Expression) -> int:
        """Append a sum of terms."""
        found: int | None = None
        for term in body.terms:
            if term.bound:
                raise SpecError("a sum over an index has to be spelled out before it is computed")
            made = None if term.coefficient == 1 and term.factors else self.constant(float(term.coefficient))
            for base, exponent in term.factors:
                factor = self.factor(base, exponent)
                made = factor if made is None else self.then(operator.mul, made, factor)
            assert made is not None
            found = made if found is None else self.then(operator.add, found, made)
        return self.constant(0.0) if found is None else found

    def factor(self, base: Base, exponent: Exponent) -> int:
        """Append a power."""
        place = self.base(base)
        if exponent == 1:
            return place
        return self.then(power, place, self.constant(float(exponent) if isinstance(exponent, Fraction) else exponent))

    def base(self, base: Base) -> int:
        """Append a base: a quantity, a parenthesis or a function."""
        if isinstance(base, Element):
            return self.where(base.tensor)
        if isinstance(base, Group):
            return self.sum(base.body)
        if isinstance(base, Apply):
            function = real(base.function, base.order)
            inside = self.sum(base.argument)
            return self.then(lambda x, _: function(x), inside, inside)
        raise SpecError(f"{type(base).__name__} has no value in numbers; name the activation and the loss")
