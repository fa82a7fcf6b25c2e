"""The letters of update rules: a parameter w, its gradient g, the rate, constants, and a state that steps carry on.

    w+ = w - rate * g

`old(name)` is a quantity of the state as the step finds it, `new(name)` as the step leaves it, `power(name)` a constant
to the power of t, the number of the step.  At the start every state is 0, and t is 1 in the first step.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from .expression import Element, Expression, as_expression
from .node import node
from .tensor import Role, Tensor, adjoint

RAISED = "^t"
PARAMETER = Tensor("w", role=Role.PARAMETER)
GRADIENT = adjoint(PARAMETER)
LEARNING_RATE = Tensor("rate", role=Role.CONSTANT)

W, G, RATE = (as_expression(Element(tensor)) for tensor in (PARAMETER, GRADIENT, LEARNING_RATE))


@node
class Descent:
    """Which update rule a network is trained by, and the constants that are its own, digits as written."""

    rule: str = "gradient_descent"
    constants: tuple[tuple[str, Decimal], ...] = ()


def constant(name: str) -> Expression:
    """A constant of a rule, such as beta1."""
    return as_expression(Element(Tensor(name, role=Role.CONSTANT)))


def old(name: str) -> Expression:
    """A quantity of the state before the step."""
    return as_expression(Element(Tensor(name, role=Role.STATE)))


def new(name: str) -> Expression:
    """The same after the step."""
    return as_expression(Element(renewed(Tensor(name, role=Role.STATE))))


def power(name: str) -> Expression:
    """A constant to the power of t: the state that every step multiplies by it once more."""
    return new(f"{name}{RAISED}")


def root(of: Expression) -> Expression:
    """The square root."""
    return of ** Fraction(1, 2)


def renewed(tensor: Tensor) -> Tensor:
    """The tensor of a parameter, or of a state, after one update."""
    return Tensor(f"{tensor.name}+", role=tensor.role)
