"""Networks as graphs of operations by name: data, operations, and a loss.

g = Graph("block")
x = g.input("x", "m", "n")
h = g.apply("gelu", g.apply("dense", g.apply("layer norm", x), width="h"))
network = g.loss()                      # an arbitrary loss; or g.loss("half squared error", penalty="l2")
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from fractions import Fraction
from typing import Any

from .errors import SizeError, SpecError
from .language import (
    Block,
    Element,
    Equation,
    Expression,
    Extent,
    Fact,
    Functional,
    Index,
    Network,
    Quantity,
    Role,
    Size,
    Tensor,
    apply,
    as_expression,
    check,
    check_sizes,
    element,
    elements,
    size_number,
    total,
)
from .library import find
from .objective import averages, loss_part, penalised, penalty_equation


class Graph:
    """A network under construction; `loss` makes it one."""

    def __init__(self, name: str, title: str = "") -> None:
        self.name = name
        self.title = title or name
        self.equations: list[Equation] = []
        self.taken: set[str] = {"C", "E", "R", "lambda"}

    def input(self, name: str, *sizes: str | int) -> Quantity:
        """Data of these sizes, numbers or names."""
        return self.data(name, sizes, Role.INPUT)

    def parameter(self, name: str, *sizes: str | int) -> Quantity:
        """What the loss is differentiated by, beside the parameters that operations bring with them."""
        return self.data(name, sizes, Role.PARAMETER)

    def data(self, name: str, sizes: tuple[str | int, ...], role: Role) -> Quantity:
        """A quantity that nothing defines."""
        return Block(self.equations, self.taken).data(name, tuple(map(extent, sizes)), role)

    def apply(self, operation: str, *inputs: Quantity, name: str = "", **options: str | int | Fraction) -> Quantity:
        """The output of an operation; `name` goes in front of the names of everything that it defines.

        Options are sizes, numbers or names, such as the `width` of a dense layer, and the `exponent` of a power.

        Raises:
            SpecError: an operation that is not known, or does not take as many inputs, or such options.
            SizeError: inputs whose sizes do not fit each other, or the operation.
        """
        define = definition(find("operations", operation, "operation"))
        block = Block(self.equations, self.taken, f"{name}_" if name else "", operation.replace(" ", "_"))
        given = {key: extent(value) if isinstance(value, str) else value for key, value in options.items()}
        before = len(self.equations)
        try:
            bound = inspect.signature(define).bind(block, *inputs, **given)
        except TypeError:
            wanted = ", ".join([*inspect.signature(define).parameters][1:])
            found = ", ".join([*(q.tensor.name for q in inputs), *options])
            raise SpecError(f"{self.name}: {operation} takes {wanted}; found {found or 'nothing'}") from None
        try:
            made = define(*bound.args, **bound.kwargs)
        except (SizeError, ValueError, IndexError):
            del self.equations[before:]
            shapes = ", ".join(shape(quantity) for quantity in inputs)
            raise SizeError(f"{self.name}: {operation} does not take quantities of these shapes: {shapes}") from None
        try:
            for equation in self.equations[before:]:
                check_sizes(self.name, equation)
        except SizeError:
            del self.equations[before:]
            raise
        return made

    def loss(self, name: str = "", *, penalty: str = "") -> Network:
        """The network, its loss named or an arbitrary function of what was defined last.

        Raises:
            SpecError: nothing was defined, or a loss or a penalty that is not known.
        """
        if not self.equations:
            raise SpecError(f"{self.name}: expected at least one operation, found none")
        last = self.equations[-1].output
        loss = Tensor("C", (), Role.LOSS, letter="C")
        ends: list[Equation] = []
        facts: tuple[Fact, ...] = ()
        body = as_expression(Functional("C", (Element(last.tensor),), "C"))
        if name:
            each, body, facts = self.named(name, last)
            ends.append(each)
        if penalty:
            used = (found.tensor for equation in self.equations for found in elements(equation.body))
            weights = dict.fromkeys(t for t in used if t.role is Role.PARAMETER and len(t.sizes) == 2)
            ends.append(penalty_equation(penalty, tuple(weights)))
            body = penalised(body, ends[-1:])
        ends.append(Equation(Element(loss), body, "loss" if name else "cost"))
        return check(Network(self.name, self.title, (*self.equations, *ends), loss, facts))

    def named(self, name: str, last: Element) -> tuple[Equation, Expression, tuple[Fact, ...]]:
        """The loss of each output, their sum or mean, and what the loss declares about its targets."""
        y = Block(self.equations, self.taken).data("target", last.tensor.sizes, Role.TARGET)
        e = Tensor("E", last.tensor.sizes, Role.PART, letter="E")
        indices = tuple(index for index in last.indices if isinstance(index, Index))
        *rows, unit = indices or (Index("j", 1),)

        def read(tensor: Tensor, index: Index) -> Expression:
            return element(tensor, *rows, index) if indices else element(tensor)

        part = loss_part(name, lambda i: read(last.tensor, i), lambda i: read(y.tensor, i), unit)
        body = as_expression(Element(e, (), indices))
        if averages(name):
            body = body / size_number(unit.size)
        module = find("losses", name, "loss")
        facts = (Fact(*module.facts(read(y.tensor, unit), unit)),) if hasattr(module, "facts") and indices else ()
        each = Equation(Element(e, (), indices), part, name.replace(" ", "_"), kept=False)
        return each, total(body, *indices), facts


def definition(module: Any) -> Callable[..., Quantity]:
    """What defines an operation's output; that of a function or of an operation on vectors along the last index."""
    if hasattr(module, "define"):
        found: Callable[..., Quantity] = module.define
        return found

    def define(block: Block, x: Quantity) -> Quantity:
        if hasattr(module, "FUNCTION"):
            return block.define("a", x.indices, apply(module.FUNCTION, x()), Role.ACTIVATION)
        *rows, unit = x.indices
        body = module.formula(lambda index: x(*rows, index), unit)
        return block.define("a", x.indices, body, Role.ACTIVATION)

    return define


def extent(size: str | int) -> Extent:
    """A size as a number or a symbol."""
    return size if isinstance(size, int) else Size(size)


def shape(quantity: Quantity) -> str:
    """A quantity with its sizes, as one would declare it."""
    sizes = ", ".join(str(size) if isinstance(size, int) else size.name for size in quantity.tensor.sizes)
    return f"{quantity.tensor.name}[{sizes}]" if sizes else quantity.tensor.name
