"""The network of the four equations: layer l of L, every width symbolic, activation and cost arbitrary functions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from .errors import SpecError
from .language import (
    Cardinal,
    Case,
    Element,
    Equation,
    Function,
    Functional,
    Index,
    Label,
    Network,
    Position,
    Role,
    Size,
    Tensor,
    apply,
    as_expression,
    check,
    element,
    plus,
    total,
)
from .layers import activation as activated
from .layout import Layout
from .library import find
from .objective import averages, loss_facts, loss_part

DEPTH = Size("L")
LAYER = Index("l", DEPTH, first=1)


def width(layer: Position) -> Size:
    """The number of units in a layer."""
    return Size("n", (layer,))


def arbitrary_layers(activation: str = "", loss: str = "", outputs: str = "") -> Network:
    """z[l;j] = Sum_k w[l;j,k] a[l-1;k] + b[l;j], a[l;j] = sigma(z[l;j]), and a cost C of the outputs a[L].

    Activation and cost are arbitrary functions, or the named operation and loss; `outputs` names another activation,
    such as softmax, for the last layer alone.

    Raises:
        SpecError: an activation or loss that is not known, or an activation that is not a function of one variable.
    """
    here: tuple[Position, ...] = (LAYER,)
    before = plus(LAYER, -1)
    inner = (Label(LAYER, 2, DEPTH),)
    j, k = Index("j", width(LAYER)), Index("k", width(before))
    w = Tensor("w", (width(LAYER), width(before)), Role.PARAMETER, inner, "w")
    b = Tensor("b", (width(LAYER),), Role.PARAMETER, inner, "b")
    z = Tensor("z", (width(LAYER),), Role.PREACTIVATION, inner, "z")
    a = Tensor("a", (width(LAYER),), Role.ACTIVATION, (Label(LAYER, 1, plus(DEPTH, -1) if outputs else DEPTH),), "a")
    dense = total(element(w, j, k, labels=here) * element(a, k, labels=(before,)), k) + element(b, j, labels=here)
    active = apply(function_named(activation), element(z, j, labels=here))
    last, ends = output_equations(z, a, outputs)
    return check(
        Network(
            "four-equations",
            "The four equations of backpropagation",
            (
                Equation(Element(z, here, (j,)), dense, "dense"),
                Equation(
                    Element(a, here, (j,)),
                    active,
                    activation or "activation",
                    False,
                ),
                *ends,
                *cost_equations(last, loss),
            ),
            Tensor("C", (), Role.LOSS, letter="C"),
            loss_facts(loss, width(DEPTH), Layout()) if loss else (),
            cases=(Case("last", LAYER, DEPTH), Case("below", LAYER)),
        )
    )


def function_named(activation: str) -> Function:
    """The named activation, or an arbitrary function sigma."""
    if not activation:
        return Function("sigma", None, r"\sigma")
    module = find("operations", activation, "activation")
    if not hasattr(module, "FUNCTION"):
        raise SpecError(
            f"the activation {activation} is not a function of one variable, which hidden layers need here; "
            f'for the last layer alone: outputs = "{activation}"'
        )
    found: Function = module.FUNCTION
    return found


def output_equations(z: Tensor, a: Tensor, outputs: str) -> tuple[Callable[[Index], Element], tuple[Equation, ...]]:
    """What the cost reads: a[L], or the outputs of a last layer of another kind, with their equation."""
    if not outputs:
        return lambda i: Element(a, (DEPTH,), (i,)), ()
    j = Index("j", width(DEPTH))
    made = Tensor("a_L", (width(DEPTH),), Role.ACTIVATION, letter="a", mark="L")
    body = activated(outputs, lambda i: element(z, i, labels=(DEPTH,)), j)
    return lambda i: Element(made, (), (i,)), (Equation(Element(made, (), (j,)), body, outputs),)


def cost_equations(last: Callable[[Index], Element], loss: str) -> tuple[Equation, ...]:
    """The cost of the outputs for targets y: by its parts, or an arbitrary function."""
    outputs = width(DEPTH)
    y = Tensor("y", (outputs,), Role.TARGET, letter="y")
    c = Element(Tensor("C", (), Role.LOSS, letter="C"))
    j = Index("j", outputs)
    if not loss:
        whole = replace(last(j), indices=())
        return (Equation(c, as_expression(Functional("C", (whole, Element(y)), "C")), "cost"),)
    e = Tensor("E", (outputs,), Role.PART, letter="E")
    body = element(e, j) / as_expression(Cardinal(outputs)) if averages(loss) else element(e, j)
    part = loss_part(loss, lambda i: as_expression(last(i)), lambda i: element(y, i), j)
    return (
        Equation(Element(e, (), (j,)), part, loss, False),
        Equation(c, total(body, j), "loss"),
    )
