"""Tensors: a name, a role and sizes, zero outside their range; layer and time are labels in front of the indices."""

from __future__ import annotations

from enum import Enum

from .index import Extent, Index, Position, place
from .node import node, remember


class Role(Enum):
    """What a tensor is for."""

    INPUT = "input"
    TARGET = "target"
    PARAMETER = "parameter"
    CONSTANT = "constant"
    PREACTIVATION = "pre-activation"
    ACTIVATION = "activation"
    INTERMEDIATE = "intermediate"
    PART = "loss part"
    LOSS = "loss"
    STATE = "state"  # what an update rule carries from step to step
    ADJOINT = "adjoint"


@node
class Label:
    """A label such as layer or time: its formal index and the first and last value it takes."""

    index: Index
    first: Position
    last: Position


@node
class Tensor:
    """A named array: `sizes` may depend on the formal indices of `labels`.

    `name` is unique in its network.  `letter`, `mark` and `below` are what a document prints: letter w, mark 2 for the
    second layer, below 12 for a single element; without a letter the name itself is printed as text.  An adjoint
    knows what it is the adjoint of.
    """

    name: str
    sizes: tuple[Extent, ...] = ()
    role: Role = Role.INTERMEDIATE
    labels: tuple[Label, ...] = ()
    letter: str = ""
    mark: str = ""
    below: str = ""
    of: Tensor | None = None

    def extents(self, labels: tuple[Position, ...]) -> tuple[Extent, ...]:
        """The sizes at these labels: n(l) at l+1 is n(l+1)."""
        new = {label.index: position for label, position in zip(self.labels, labels, strict=True)}
        found = []
        for size in self.sizes:
            changed = place(size, new)
            assert not isinstance(changed, Index) and changed is not None
            found.append(changed)
        return tuple(found)  # type: ignore[arg-type]


@remember
def adjoint(tensor: Tensor) -> Tensor:
    """The tensor of partial derivatives of the loss by every element of `tensor`; it has the same shape."""
    return Tensor(
        f"d{tensor.name}", tensor.sizes, Role.ADJOINT, tensor.labels, tensor.letter, tensor.mark, tensor.below, tensor
    )
