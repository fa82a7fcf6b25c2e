"""What a worked example consists of: lines of the kind formula = numbers = value.

Formulas are expressions over quantities without indices; a renderer shows them twice, the second time with every
quantity replaced by its value (`Worked.value`).
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from ..claims.records import Cause
from ..derivation import Derivation
from ..language import Element, Expression, Network, Partial, Tensor, adjoint, node


@node
class Line:
    """quantity = formula = value; the quantity is an element, the adjoint of one, or a partial derivative."""

    quantity: Element | Partial
    formula: Expression
    value: float


@node
class Path:
    """One term of a sum over paths: a product of factors from the loss down to the quantity.

    The first factor is an adjoint that has several paths of its own, or the loss's own partial derivative; the others
    are partial derivatives, each of one quantity by the next.  `part` is the one part of the loss that this path leads
    to, where each path leads to another: then the term is the derivative of that part.
    """

    factors: tuple[Line, ...]
    value: float
    part: Element | None = None


@node
class Gradient:
    """The adjoint of a quantity: the sum over its paths.  `count` is how many paths lead from the loss to it."""

    quantity: Element
    paths: tuple[Path, ...]
    value: float
    count: int

    @property
    def tensor(self) -> Tensor:
        """The quantity whose adjoint it is."""
        assert self.quantity.tensor.of is not None
        return self.quantity.tensor.of


@node
class Update:
    """after = before - rate * gradient, or a parameter that is left alone; by another rule its `lines`, in order."""

    parameter: Element
    before: Decimal
    gradient: float
    after: float
    frozen: bool = False
    lines: tuple[Line, ...] = ()


@node
class Loss:
    """The loss after so many updates; no finite number where the descent diverges."""

    updates: int
    value: float


@node
class Remark:
    """A published value beside what the calculation gives.

    `kind` and `name` say what it is of: ("values", "out_o1"), ("gradients", "w5"), ("updated", "w5"), ("losses", "1").
    `verdict`: "right" (correctly rounded), "cut" (digits cut off), "near" (last digit off by one) or "wrong".
    `causes` are the known mistakes that give just the digits published, likeliest first.
    """

    kind: str
    name: str
    published: Decimal
    value: float
    verdict: str
    causes: tuple[Cause, ...] = ()


@dataclass(frozen=True)
class Worked:
    """A network in numbers: `network` is spelled out, `derivation` is of it; `constants` are those of its rule."""

    network: Network
    derivation: Derivation
    values: dict[Tensor, float]
    forward: tuple[Line, ...]
    gradients: tuple[Gradient, ...]
    updates: tuple[Update, ...]
    losses: tuple[Loss, ...]
    remarks: tuple[Remark, ...]
    constants: tuple[tuple[Tensor, Decimal], ...] = ()

    def value(self, tensor: Tensor) -> Decimal | float:
        """A number as it was written, else as it was computed; adjoints too.

        Raises:
            KeyError: the worked example has no such quantity.
        """
        if tensor in dict(self.constants):
            return dict(self.constants)[tensor]
        for name, written in self.network.numbers.values:
            if name == tensor.name and isinstance(written, Decimal):
                return written
        return self.values[tensor]

    def gradient(self, tensor: Tensor) -> Gradient:
        """The adjoint of a quantity.

        Raises:
            KeyError: the loss does not depend on it.
        """
        for gradient in self.gradients:
            if gradient.quantity.tensor == adjoint(tensor):
                return gradient
        raise KeyError(tensor.name)
