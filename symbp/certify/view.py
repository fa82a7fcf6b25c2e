"""What an expression reads its numbers from."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from symbp.language import Tensor

from .field import Field, Value
from .setting import Setting

Key = tuple[int, ...]


class View(Protocol):
    """What an expression reads: elements, adjoints and partial derivatives, in one arithmetic at one setting."""

    field: Field
    setting: Setting

    def element(self, tensor: Tensor, at: Key) -> Value:
        """An element's value, 0 outside the tensor's range."""

    def adjoint(self, tensor: Tensor, at: Key) -> Value:
        """The derivative of the loss by an element."""

    def partial(self, of: Tensor, at: Key, by: Tensor, there: Key) -> Value:
        """The direct derivative of an element by another one."""

    def whole(self, tensor: Tensor, labels: Key) -> list[Key]:
        """Every element of a tensor at these labels."""


Run = Callable[[View, list[int]], Value]
"""An expression, or a part of one, as a function of what it reads and of the values of its indices."""
