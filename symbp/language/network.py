"""Equations and networks: what is computed, in order, and what is known about it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from ..errors import NameErrorInSpec, SizeError, SpecError
from .expression import Element, Expression
from .index import Index, Position, Size
from .node import node
from .tensor import Role, Tensor
from .update import Descent
from .walk import elements, free

Value = Decimal | tuple["Value", ...]
"""A number as it was written, or rows of them."""

GRANULARITIES = ("written", "finest", "folded")
"""How fine the equations of a network can be: as written, one operation each, or with composites kept folded."""


@node
class Equation:
    """`output` (at formal labels and indices) is defined as `body`.

    `operation` names the kind of step for the reader ("dense", "sigmoid", "half squared error").  An equation that is
    not `kept` is read through: its quantity gets no adjoint of its own, the chain rule goes to what uses it.
    """

    output: Element
    body: Expression
    operation: str = ""
    kept: bool = True

    @property
    def tensor(self) -> Tensor:
        """The tensor that the equation defines."""
        return self.output.tensor


@node
class Fact:
    """A declared or known value of a sum: sum over `bound` of `body` = `value`, as expressions with formal indices."""

    name: str
    left: Expression
    right: Expression
    declared: bool = True


@node
class Case:
    """A label's value that the derivation looks at on its own: the last layer, or a layer below the last."""

    name: str
    label: Index
    value: Position | None = None


@node
class Numbers:
    """The numbers of a worked example, digits kept as written.

    `values` holds a value per tensor name.  `rate` is the learning rate, `descent` the rule of an update, `frozen`
    names the parameters that it leaves alone, `updates` is how many updates to follow.  `published` holds what a text
    prints, to be remarked on: ("values", "out_o1", ...), ("gradients", "w5", ...), ("updated", "w5", ...) or
    ("losses", "1", ...).
    """

    values: tuple[tuple[str, Value], ...] = ()
    rate: Decimal | None = None
    frozen: tuple[str, ...] = ()
    updates: int = 0
    published: tuple[tuple[str, str, Decimal], ...] = ()
    descent: Descent = Descent()


@node
class Network:
    """A list of equations in order of evaluation, the last of which defines the loss.

    `facts` may be used by the derivation, each in a step that names it.  `cases` are the label values to tell apart.
    `element_names` maps ("w2", (0, 1)) to the name a reader knows that element by; everything of one name is one and
    the same quantity.  `meanings` are somebody else's words for what a name stands for.  `composites` are named groups
    of quantities that make one operation together, and `granularity` is how fine a reader wants the equations.
    """

    name: str
    title: str
    equations: tuple[Equation, ...]
    loss: Tensor
    facts: tuple[Fact, ...] = ()
    cases: tuple[Case, ...] = ()
    numbers: Numbers = Numbers()
    element_names: tuple[tuple[tuple[str, tuple[int, ...]], str], ...] = ()
    example: Index | None = None
    meanings: tuple[tuple[str, str], ...] = ()
    composites: tuple[tuple[str, tuple[str, ...]], ...] = ()
    granularity: str = ""

    def equation(self, tensor: Tensor) -> Equation | None:
        """The equation that defines a tensor, or None for data and parameters."""
        for equation in self.equations:
            if equation.tensor == tensor:
                return equation
        return None

    def tensors(self) -> tuple[Tensor, ...]:
        """Every tensor, data and parameters at their first use, in reading order."""
        seen: dict[Tensor, None] = {}
        for equation in self.equations:
            for found in elements(equation.body):
                seen.setdefault(found.tensor)
            seen.setdefault(equation.tensor)
        return tuple(seen)

    def with_role(self, *roles: Role) -> tuple[Tensor, ...]:
        """The tensors in these roles, in reading order."""
        return tuple(tensor for tensor in self.tensors() if tensor.role in roles)

    def sizes(self) -> tuple[Size, ...]:
        """The symbolic sizes, in reading order."""
        seen: dict[Size, None] = {}
        for tensor in self.tensors():
            for size in tensor.sizes:
                if isinstance(size, Size):
                    seen.setdefault(size)
        return tuple(seen)

    def values(self) -> Mapping[str, Value]:
        """The numbers by tensor name."""
        return dict(self.numbers.values)


def check(network: Network) -> Network:
    """The network itself, if it is well formed.

    Raises:
        SpecError: no equation, or a loss that is not the last one defined or not a single number.
        NameErrorInSpec: a tensor defined twice, used before it is defined, or two tensors of one name.
        SizeError: an index that runs over another size than the place where it stands.
    """
    if not network.equations:
        raise SpecError(f"{network.name}: expected at least one layer or equation, found none")
    if network.equations[-1].tensor != network.loss or network.loss.sizes:
        raise SpecError(f"{network.name}: the last equation must define the loss, a single number")
    defined: set[Tensor] = set()
    outputs = {equation.tensor for equation in network.equations}
    names: dict[str, Tensor] = {}
    for tensor in network.tensors():
        first = names.setdefault(tensor.name, tensor)
        if first != tensor:
            both = f"as {first.role.value} and as {tensor.role.value}"
            raise NameErrorInSpec(f"{network.name}: the name {tensor.name} is defined twice, {both}")
    for equation in network.equations:
        if equation.tensor in defined:
            raise NameErrorInSpec(f"{network.name}: {equation.tensor.name} is defined twice")
        check_sizes(network.name, equation)
        defined.add(equation.tensor)
        for used in elements(equation.body):
            if used.tensor in outputs and used.tensor not in defined and not used.tensor.labels:
                raise NameErrorInSpec(
                    f"{network.name}: {used.tensor.name} is used in {equation.tensor.name} before it is defined"
                )
    return network


def check_sizes(name: str, equation: Equation) -> None:
    """Every plain index stands where its size belongs, and every free index is on the left.

    Raises:
        SizeError: naming the tensor, both sizes and the equation.
    """
    for element in (equation.output, *elements(equation.body)):
        if not element.indices:
            continue
        for position, size in zip(element.indices, element.tensor.extents(element.labels), strict=True):
            if isinstance(position, Index) and position.size != size:
                raise SizeError(
                    f"{name}: in the equation of {equation.tensor.name}, {element.tensor.name} has size "
                    f"{show(size)} where the index {position.name} runs over {show(position.size)}"
                )
    formal = {p for p in equation.output.indices + equation.output.labels if isinstance(p, Index)}
    for index in sorted(free(equation.body) - formal, key=lambda i: i.name):
        raise SizeError(f"{name}: in the equation of {equation.tensor.name}, the index {index.name} is not summed over")


def show(size: int | Size) -> str:
    """A size as a reader writes it."""
    return str(size) if isinstance(size, int) else size.name
