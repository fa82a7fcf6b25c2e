"""Networks as graphs of operations: inputs, operations by name, and a loss.

g = Graph("block")
x = g.input("x", "m", "n")
h = g.apply("gelu", g.apply("dense", g.apply("layer_norm", x), width="h"))
network = g.loss()                      # an arbitrary loss; or g.loss("half_squared_error")
"""

from __future__ import annotations

from .errors import SizeError, SpecError
from .language import (
    Block,
    Element,
    Equation,
    Extent,
    Functional,
    Network,
    Quantity,
    Role,
    Size,
    Tensor,
    apply,
    as_expression,
    check,
    total,
)
from .library import find


class Graph:
    """A network under construction; `network` is what comes out of it."""

    def __init__(self, name: str, title: str = "") -> None:
        self.name = name
        self.title = title or name
        self.equations: list[Equation] = []
        self.taken: set[str] = {"C", "E"}

    def input(self, name: str, *sizes: str | int) -> Quantity:
        """Data of these sizes, numbers or names."""
        return Block(self.equations, self.taken).data(name, extents(sizes), Role.INPUT)

    def apply(self, operation: str, *inputs: Quantity, name: str = "", **options: str | int) -> Quantity:
        """The output of an operation; `name` goes in front of the names of everything that it defines.

        Raises:
            SpecError: an operation that is not known, or inputs that it does not take.
        """
        module = find("operations", operation, "operation")
        block = Block(self.equations, self.taken, f"{name}_" if name else "", operation)
        if hasattr(module, "define"):
            sizes = {option: extents((value,))[0] for option, value in options.items()}
            try:
                made: Quantity = module.define(block, *inputs, **sizes)
            except (TypeError, ValueError) as reason:
                raise SpecError(
                    f"{self.name}: the operation {operation} does not take these inputs: {reason}"
                ) from None
            return made
        if len(inputs) != 1 or options:
            raise SpecError(f"{self.name}: the operation {operation} takes one input, found {len(inputs)}")
        x = inputs[0]
        if hasattr(module, "FUNCTION"):
            body = apply(module.FUNCTION, x())
        else:
            body = module.formula(lambda index: x(*x.indices[:-1], index), x.indices[-1])
        return block.define("a", x.indices, body, Role.ACTIVATION)

    def add(self, left: Quantity, right: Quantity, name: str = "") -> Quantity:
        """The sum element by element, as at the end of a residual connection.

        Raises:
            SizeError: the two have other sizes.
        """
        if left.tensor.sizes != right.tensor.sizes:
            raise SizeError(f"{self.name}: {left.tensor.name} and {right.tensor.name} have different sizes")
        block = Block(self.equations, self.taken, f"{name}_" if name else "", "add")
        return block.define("r", left.indices, left() + right(*left.indices), Role.ACTIVATION)

    def loss(self, name: str = "") -> Network:
        """The network, its loss named or an arbitrary function of what was defined last.

        Raises:
            SpecError: nothing was defined, or a loss that is not known.
        """
        if not self.equations:
            raise SpecError(f"{self.name}: expected at least one operation, found none")
        last = self.equations[-1]
        loss = Tensor("C", (), Role.LOSS, letter="C")
        body = as_expression(Functional("C", (Element(last.tensor),), "C"))
        made = [Equation(Element(loss), body, "cost")]
        if name:
            part = find("losses", name, "loss").part
            indices = tuple(p for p in last.output.indices)
            y = Block(self.equations, self.taken).data("target", last.tensor.sizes, Role.TARGET)
            e = Tensor("E", last.tensor.sizes, Role.PART, letter="E")
            at = Element(e, (), indices)
            made = [
                Equation(at, part(as_expression(last.output), y(*indices)), name, kept=False),
                Equation(Element(loss), total(as_expression(at), *last.output.indices), "loss"),  # type: ignore[arg-type]
            ]
        return check(Network(self.name, self.title, (*self.equations, *made), loss))


def extents(sizes: tuple[str | int, ...]) -> tuple[Extent, ...]:
    """Sizes as numbers or symbols."""
    return tuple(size if isinstance(size, int) else Size(size) for size in sizes)
