"""Layered networks as equations: z = w a + b, a = f(z) for every layer, and a loss.

Layers are counted as in the book whose notation is the default: the inputs are layer 1, so the first weights are w2.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from .errors import SpecError
from .language import (
    Equation,
    Expression,
    Extent,
    Index,
    Network,
    Numbers,
    Role,
    Tensor,
    apply,
    check,
    element,
    elements,
    total,
)
from .layer_block import block_equations, keeps_shape
from .layout import BATCH, Layout, at, order, output
from .library import Own, find
from .objective import loss_equations, loss_facts, penalty_equation

__all__ = ["Layer", "Layout", "layered"]


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


def layered(
    name: str,
    inputs: Extent,
    layers: Sequence[Layer],
    loss: str | Own = "half_squared_error",
    *,
    penalty: str | Own = "",
    title: str = "",
    layout: Layout = Layout(),
    numbers: Numbers = Numbers(),
    element_names: Sequence[tuple[tuple[str, tuple[int, ...]], str]] = (),
) -> Network:
    """The equations of a layered network.

    The tensors are named x, w2, b2, z2, a2, w3, ..., y (targets), E (loss by output) and C (the loss).  With a penalty
    there are R, what it adds up to over all weights, biases left out, and lambda, how much of it counts.

    Raises:
        SpecError: no layer, or an activation, loss, penalty, bias or layout that is not known.
    """
    if not layers:
        raise SpecError(f"{name}: expected at least one layer, found none")
    equations: list[Equation] = []
    before = Tensor("x", order((inputs,), layout), Role.INPUT, letter="x")
    for number, layer in enumerate(layers, start=2):
        equations += layer_equations(before, layer, number, layout, last=number == len(layers) + 1)
        before = equations[-1].tensor
    ends = [penalty_equation(penalty, weights(equations))] if penalty else []
    equations += loss_equations(before, layers[-1].width, loss, layout, ends)
    return check(
        Network(
            name,
            title or name,
            tuple(equations),
            equations[-1].tensor,
            loss_facts(loss, layers[-1].width, layout),
            numbers=numbers,
            element_names=tuple(element_names),
            example=None if layout.examples == "one" else BATCH,
        )
    )


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
    module = find("operations", layer.activation, "activation")
    if keeps_shape(module):
        return [dense, *block_equations(str(layer.activation), module, z, j, mark, layout)]
    body = activation(layer.activation, lambda i: at(z, i, layout), j)
    kept = last or not hasattr(module, "FUNCTION")
    return [dense, Equation(output(a, j, layout), body, str(layer.activation), kept)]


def parameter(name: str, letter: str, sizes: tuple[Extent, ...], mark: str) -> Tensor:
    """A parameter under the reader's name, which prints as it is, or under the letter and the layer's number."""
    return (
        Tensor(name, sizes, Role.PARAMETER) if name else Tensor(letter + mark, sizes, Role.PARAMETER, (), letter, mark)
    )


def activation(name: str | Own, z: Callable[[Index], Expression], index: Index) -> Expression:
    """The forward formula of an activation at `index`."""
    module = find("operations", name, "activation")
    if hasattr(module, "FUNCTION"):
        return apply(module.FUNCTION, z(index))
    made: Expression = module.formula(z, index)
    return made


def weights(equations: Sequence[Equation]) -> tuple[Tensor, ...]:
    """The matrices of the layers."""
    found = (used.tensor for equation in equations for used in elements(equation.body))
    return tuple(dict.fromkeys(t for t in found if t.role is Role.PARAMETER and len(t.sizes) == 2))
