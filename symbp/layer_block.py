"""Operations with quantities of their own, such as norms, as the activation of a layer."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from .errors import SizeError, SpecError
from .language import Block, Element, Equation, Expression, Extent, Index, Quantity, Role, Size, Tensor
from .layout import BATCH, Layout

NAMES = "ijkl"


class LayerBlock(Block):
    """Equations of one layer: names bear its number, and what the operation gives is the layer's activation."""

    def __init__(self, mark: str, operation: str) -> None:
        super().__init__([], set(), operation=operation)
        self.mark = mark

    def tensor(self, name: str, sizes: Sequence[Extent], role: Role) -> Tensor:
        """A quantity of this layer; only the activation has the number above, for s^2 would be taken for a square."""
        if role is Role.ACTIVATION:
            return Tensor(f"a{self.mark}", tuple(sizes), role, letter="a", mark=self.mark)
        return Tensor(self.named(name) + self.mark, tuple(sizes), role)

    def data(self, name: str, sizes: Sequence[Extent], role: Role) -> Quantity:
        """A parameter or a constant."""
        indices = tuple(Index(letter, size) for letter, size in zip(NAMES, sizes, strict=False))
        return Quantity(self.tensor(name, sizes, role), indices)

    def define(self, name: str, indices: Sequence[Index], body: Expression, role: Role = Role.INTERMEDIATE) -> Quantity:
        """A quantity by its formula at formal indices."""
        formal = tuple(indices)
        tensor = self.tensor(name, [index.size for index in formal], role)
        self.equations.append(Equation(Element(tensor, (), formal), body, self.operation))
        return Quantity(tensor, formal)


def keeps_shape(module: Any) -> bool:
    """Whether an operation takes one quantity, and gives one of the same shape, so that a layer may end in it."""
    return hasattr(module, "define") and probed(module.define)


@cache
def probed(define: Callable[..., Quantity]) -> bool:
    """The answer, by trying."""
    given = [parameter.default for parameter in inspect.signature(define).parameters.values()]
    if sum(default is inspect.Parameter.empty for default in given) != 2:
        return False
    x = Block([], set()).data("x", (Size("m"), Size("n")), Role.INPUT)
    return bool(define(Block([], set()), x).tensor.sizes == x.tensor.sizes)


def block_equations(name: str, module: Any, z: Tensor, unit: Index, mark: str, layout: Layout) -> list[Equation]:
    """The equations of the operation on a layer's weighted input, the last of which defines its activation.

    Raises:
        SpecError: the operation cannot read examples that lie as they do.
    """
    block = LayerBlock(mark, name)
    indices = (unit,) if layout.examples == "one" else (BATCH, unit)
    if layout.examples == "columns":
        raise SpecError(f'{name} reads examples as rows; expected layout = {{examples = "rows"}}, found columns')
    try:
        module.define(block, Quantity(z, indices))
    except (ValueError, SizeError):
        raise SpecError(f'{name} needs a batch; expected layout = {{examples = "rows"}}, found one example') from None
    return block.equations
