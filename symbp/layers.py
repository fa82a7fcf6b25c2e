"""Layered networks as equations: z = w a + b, a = f(z) for every layer, and a loss.

Layers are counted as in the book whose notation is the default: the inputs are layer 1, so the first weights are w2.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from .errors import SpecError
from .language import (
    Element,
    Equation,
    Expression,
    Extent,
    Fact,
    Index,
    Network,
    Numbers,
    Position,
    Role,
    Size,
    Tensor,
    apply,
    check,
    element,
    size_number,
    total,
)
from .library import Own, find

BATCH = Index("x", Size("m"))


@dataclass(frozen=True)
class Layer:
    """One layer: its width, the activation's name, and its bias: "unit" (one each), "shared" (one for all) or "none".

    An activation of the user's own stands in place of a name.
    `weights` and `biases` are the reader's names of the two tensors, if there are any.
    """

    width: Extent
    activation: str | Own = "sigmoid"
    bias: str = "unit"
    weights: str = ""
    biases: str = ""


@dataclass(frozen=True)
class Layout:
    """Which way round: examples are "columns" or "rows" or there is "one"; weights are "out,in" or "in,out"."""

    examples: str = "one"
    weights: str = "out,in"


def layered(
    name: str,
    inputs: Extent,
    layers: Sequence[Layer],
    loss: str | Own = "half_squared_error",
    *,
    title: str = "",
    layout: Layout = Layout(),
    numbers: Numbers = Numbers(),
    element_names: Sequence[tuple[tuple[str, tuple[int, ...]], str]] = (),
) -> Network:
    """The equations of a layered network.

    The tensors are named x, w2, b2, z2, a2, w3, ..., y (targets), E (loss by output) and C (the loss).

    Raises:
        SpecError: no layer, or an activation, loss, bias or layout that is not known.
    """
    if not layers:
        raise SpecError(f"{name}: expected at least one layer, found none")
    equations: list[Equation] = []
    before = Tensor("x", order((inputs,), layout), Role.INPUT, letter="x")
    for number, layer in enumerate(layers, start=2):
        equations += layer_equations(before, layer, number, layout, last=number == len(layers) + 1)
        before = equations[-1].tensor
    equations += loss_equations(before, layers[-1].width, loss, layout)
    facts = loss_facts(equations, loss, layout, layers[-1].width)
    return check(
        Network(
            name,
            title or name,
            tuple(equations),
            equations[-1].tensor,
            facts,
            numbers=numbers,
            element_names=tuple(element_names),
            example=None if layout.examples == "one" else BATCH,
        )
    )


def order(sizes: tuple[Extent, ...], layout: Layout) -> tuple[Extent, ...]:
    """The sizes of a quantity that every example has."""
    batch = {"one": (), "columns": (BATCH.size,), "rows": (BATCH.size,)}.get(layout.examples)
    if batch is None:
        raise SpecError(f"unknown layout {layout.examples!r}; expected one, columns or rows")
    return sizes + batch if layout.examples == "columns" else batch + sizes


def at(tensor: Tensor, index: Position, layout: Layout) -> Expression:
    """The element of an example's quantity at this unit."""
    places = {"one": (index,), "columns": (index, BATCH), "rows": (BATCH, index)}[layout.examples]
    return element(tensor, *places)


def layer_equations(before: Tensor, layer: Layer, number: int, layout: Layout, *, last: bool) -> list[Equation]:
    """Pre-activation and activation of one layer."""
    mark = str(number)
    incoming = before.sizes[1] if layout.examples == "rows" else before.sizes[0]
    j, k = Index("j", layer.width), Index("k", incoming)
    z = Tensor(f"z{mark}", order((layer.width,), layout), Role.PREACTIVATION, letter="z", mark=mark)
    a = Tensor(f"a{mark}", z.sizes, Role.ACTIVATION, letter="a", mark=mark)
    if layout.weights == "out,in":
        w = parameter(layer.weights, "w", (layer.width, incoming), mark)
        weight = element(w, j, k)
    elif layout.weights == "in,out":
        w = parameter(layer.weights, "w", (incoming, layer.width), mark)
        weight = element(w, k, j)
    else:
        raise SpecError(f"unknown order of weights {layout.weights!r}; expected 'out,in' or 'in,out'")
    value = at(before, k, layout)
    body = total(value * weight if layout.examples == "rows" else weight * value, k)
    if layer.bias != "none":
        sizes = {"unit": (layer.width,), "shared": ()}.get(layer.bias)
        if sizes is None:
            raise SpecError(f"unknown bias {layer.bias!r}; expected unit, shared or none")
        b = parameter(layer.biases, "b", sizes, mark)
        body += element(b, *((j,) if sizes else ()))
    dense = Equation(output(z, j, layout), body, "dense")
    body = activation(layer.activation, lambda i: at(z, i, layout), j)
    kept = last or not hasattr(find("operations", layer.activation, "activation"), "FUNCTION")
    return [dense, Equation(output(a, j, layout), body, str(layer.activation), kept)]


def parameter(name: str, letter: str, sizes: tuple[Extent, ...], mark: str) -> Tensor:
    """A parameter under the reader's name, which prints as it is, or under the letter and the layer's number."""
    return (
        Tensor(name, sizes, Role.PARAMETER) if name else Tensor(letter + mark, sizes, Role.PARAMETER, (), letter, mark)
    )


def output(tensor: Tensor, index: Index, layout: Layout) -> Element:
    """The left side of an equation."""
    base = at(tensor, index, layout).terms[0].factors[0][0]
    assert isinstance(base, Element)
    return base


def activation(name: str | Own, z: Callable[[Index], Expression], index: Index) -> Expression:
    """The forward formula of an activation at `index`."""
    module = find("operations", name, "activation")
    if hasattr(module, "FUNCTION"):
        return apply(module.FUNCTION, z(index))
    made: Expression = module.formula(z, index)
    return made


def loss_equations(outputs: Tensor, width: Extent, loss: str | Own, layout: Layout) -> list[Equation]:
    """The loss of each output, and their sum (or mean), averaged over the examples."""
    module = find("losses", loss, "loss")
    j = Index("j", width)
    y = Tensor("y", outputs.sizes, Role.TARGET, letter="y")
    e = Tensor("E", outputs.sizes, Role.PART, letter="E")
    c = Tensor("C", (), Role.LOSS, letter="C")
    body = at(e, j, layout)
    bound: tuple[Index, ...] = (j,)
    if getattr(module, "MEAN", False):
        body = body / size_number(width)
    if layout.examples != "one":
        body = body / size_number(BATCH.size)
        bound = (BATCH, j)
    part = module.part(at(outputs, j, layout), at(y, j, layout))
    return [
        Equation(output(e, j, layout), part, str(loss), kept=False),
        Equation(Element(c), total(body, *bound), "loss"),
    ]


def loss_facts(equations: Sequence[Equation], loss: str | Own, layout: Layout, width: Extent) -> tuple[Fact, ...]:
    """What the loss declares about its targets."""
    module = find("losses", loss, "loss")
    if not hasattr(module, "facts"):
        return ()
    j = Index("j", width)
    y = Tensor("y", equations[-2].tensor.sizes, Role.TARGET, letter="y")
    return (Fact(*module.facts(at(y, j, layout), j)),)
