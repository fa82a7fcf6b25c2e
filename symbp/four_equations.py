"""The network of the four equations: layer l of L, every width symbolic, activation and cost arbitrary functions."""

from __future__ import annotations

from .language import (
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

DEPTH = Size("L")
LAYER = Index("l", DEPTH, first=1)


def width(layer: Position) -> Size:
    """The number of units in a layer."""
    return Size("n", (layer,))


def arbitrary_layers(activation: Function = Function("sigma", None, r"\sigma")) -> Network:
    """z[l;j] = Sum_k w[l;j,k] a[l-1;k] + b[l;j], a[l;j] = sigma(z[l;j]), and a cost C of the outputs a[L]."""
    before = plus(LAYER, -1)
    inner = (Label(LAYER, 2, DEPTH),)
    every = (Label(LAYER, 1, DEPTH),)
    j, k = Index("j", width(LAYER)), Index("k", width(before))
    w = Tensor("w", (width(LAYER), width(before)), Role.PARAMETER, inner, "w")
    b = Tensor("b", (width(LAYER),), Role.PARAMETER, inner, "b")
    z = Tensor("z", (width(LAYER),), Role.PREACTIVATION, inner, "z")
    a = Tensor("a", (width(LAYER),), Role.ACTIVATION, every, "a")
    y = Tensor("y", (width(DEPTH),), Role.TARGET, letter="y")
    c = Tensor("C", (), Role.LOSS, letter="C")
    here: tuple[Position, ...] = (LAYER,)
    dense = total(element(w, j, k, labels=here) * element(a, k, labels=(before,)), k) + element(b, j, labels=here)
    cost = Functional("C", (Element(a, (DEPTH,)), Element(y)), "C")
    return check(
        Network(
            "four-equations",
            "The four equations of backpropagation",
            (
                Equation(Element(z, here, (j,)), dense, "dense"),
                Equation(
                    Element(a, here, (j,)), apply(activation, element(z, j, labels=here)), "activation", kept=False
                ),
                Equation(Element(c), as_expression(cost), "cost"),
            ),
            c,
            cases=(Case("last", LAYER, DEPTH), Case("below", LAYER)),
        )
    )
