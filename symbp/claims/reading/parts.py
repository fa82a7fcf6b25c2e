r"""The loss of one example, L^{(i)} or L_2, where that of all is the mean or the sum of the parts of all outputs."""

from __future__ import annotations

from decimal import Decimal

from ...language import Cardinal, Role, bases
from ..tree import Letter, Number, Product, Ref, Slope, Sum, SumOver, Times, Tree
from .lexicon import Lexicon

UNIT = "k"  # the letter of the outputs that are added


def loss_of(example: Tree, lexicon: Lexicon, at: int) -> Tree | None:
    """The loss of one example as a sum over its outputs; None where the network has no such parts."""
    part, size = lexicon.role(Role.PART), lexicon.names.example
    if part is None or size is None or size not in part.sizes or len(part.sizes) != 2:
        return None
    units = next((other for other in part.sizes if other != size), None)
    if isinstance(units, int):
        refs = tuple(Ref(part, (Number(Decimal(unit + 1)),), example=example, at=at) for unit in range(units))
        return refs[0] if len(refs) == 1 else Sum(refs, at)
    return SumOver(UNIT, Ref(part, (Letter(UNIT),), example=example, at=at), at=at)


def is_loss_of(tree: Tree) -> bool:
    """Whether it is the loss of one example."""
    parts = tree.parts if isinstance(tree, Sum) else (tree.body if isinstance(tree, SumOver) else tree,)
    return all(isinstance(part, Ref) and part.tensor.role is Role.PART and part.example is not None for part in parts)


def slope_of(by: Ref, lexicon: Lexicon, at: int) -> Tree | None:
    """The derivative of an example's loss by a quantity of that example; None for what examples share."""
    size, loss = lexicon.names.example, lexicon.network.loss
    if size is None or size not in by.tensor.sizes:
        return None
    body = next(equation.body for equation in lexicon.network.equations if equation.tensor == loss)
    slope = Slope(Ref(loss, at=at), by, at=at)
    mean = any(isinstance(base, Cardinal) and base.size == size for base in bases(body))
    return Product((Letter(size.name), slope), (Times.PLAIN,), at) if mean else slope
