"""The network of the four equations: layer l of L, every width symbolic, activation and cost arbitrary functions."""

from __future__ import annotations

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
from .library import find
from .objective import averages, loss_part

DEPTH = Size("L")
LAYER = Index("l", DEPTH, first=1)


def width(layer: Position) -> Size:
    """The number of units in a layer."""
    return Size("n", (layer,))


def arbitrary_layers(activation: str = "", loss: str = "") -> Network:
    """z[l;j] = Sum_k w[l;j,k] a[l-1;k] + b[l;j], a[l;j] = sigma(z[l;j]), and a cost C of the outputs a[L].

    Activation and cost are arbitrary functions, or the named operation and loss.

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
    a = Tensor("a", (width(LAYER),), Role.ACTIVATION, (Label(LAYER, 1, DEPTH),), "a")
    dense = total(element(w, j, k, labels=here) * element(a, k, labels=(before,)), k) + element(b, j, labels=here)
    active = apply(function_named(activation), element(z, j, labels=here))
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
                *cost_equations(a, loss),
            ),
            Tensor("C", (), Role.LOSS, letter="C"),
            cases=(Case("last", LAYER, DEPTH), Case("below", LAYER)),
        )
    )


def function_named(activation: str) -> Function:
    """The named activation, or an arbitrary function sigma."""
    if not activation:
        return Function("sigma", None, r"\sigma")
    module = find("operations", activation, "activation")
    if not hasattr(module, "FUNCTION"):
        raise SpecError(f"the activation {activation} is not a function of one variable, which this network needs")
    found: Function = module.FUNCTION
    return found


def cost_equations(a: Tensor, loss: str) -> tuple[Equation, ...]:
    """The cost of the outputs a[L] for targets y: by its parts, or an arbitrary function."""
    outputs = width(DEPTH)
    y = Tensor("y", (outputs,), Role.TARGET, letter="y")
    c = Element(Tensor("C", (), Role.LOSS, letter="C"))
    if not loss:
        return (Equation(c, as_expression(Functional("C", (Element(a, (DEPTH,)), Element(y)), "C")), "cost"),)
    j = Index("j", outputs)
    e = Tensor("E", (outputs,), Role.PART, letter="E")
    body = element(e, j) / as_expression(Cardinal(outputs)) if averages(loss) else element(e, j)
    part = loss_part(loss, lambda i: element(a, i, labels=(DEPTH,)), lambda i: element(y, i), j)
    return (
        Equation(Element(e, (), (j,)), part, loss, False),
        Equation(c, total(body, j), "loss"),
    )
