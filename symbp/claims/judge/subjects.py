"""What kind of quantity a claim is about."""

from __future__ import annotations

from ...language import Role, Tensor, adjoint
from ..quantity import is_adjoint
from ..tree import Ref, Slope, Tree

ENDS = (Role.LOSS, Role.PART)


def is_delta(tree: Tree) -> bool:
    """Whether a claim is about an error signal by name."""
    return isinstance(tree, Ref) and is_adjoint(tree.tensor) and not is_parameter(tree.tensor.of)


def is_parameter(tensor: Tensor | None) -> bool:
    """Whether it is learnt."""
    return tensor is not None and tensor.role is Role.PARAMETER


def is_gradient(tree: Tree) -> bool:
    """Whether a claim is about the derivative of something by a parameter."""
    if isinstance(tree, Slope):
        return is_parameter(tree.by.tensor)
    return isinstance(tree, Ref) and is_adjoint(tree.tensor) and is_parameter(tree.tensor.of)


def is_loss(tree: Tree) -> bool:
    """Whether it is the loss, or that of one output."""
    return isinstance(tree, Ref) and tree.tensor.role in ENDS


def is_scaled(tree: Tree) -> bool:
    """Whether a claim is about what grows with the loss: its derivative by something, or a step of descent."""
    if isinstance(tree, Slope):
        return tree.of.tensor.role in ENDS
    return isinstance(tree, Ref) and (is_adjoint(tree.tensor) or (tree.updates > 0 and is_parameter(tree.tensor)))


def derived(tree: Tree) -> Tensor | None:
    """What a derivation gives for the quantity of a claim: itself or its adjoint; the gradient of a step of descent."""
    if isinstance(tree, Slope):
        return adjoint(tree.by.tensor) if tree.of.tensor.role is Role.LOSS and not tree.through else None
    if not isinstance(tree, Ref):
        return None
    return adjoint(tree.tensor) if is_parameter(tree.tensor) and tree.updates else tree.tensor
