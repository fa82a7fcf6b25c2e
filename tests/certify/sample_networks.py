"""Networks of many kinds for the tests of the certificate, each a function of nothing."""

from fractions import Fraction

from symbp.four_equations import arbitrary_layers
from symbp.language import (
    Cardinal,
    Element,
    Equation,
    Index,
    Label,
    Network,
    Role,
    Size,
    Tensor,
    affine,
    apply,
    as_expression,
    check,
    element,
    plus,
    total,
)
from symbp.layers import Layer, Layout, layered
from symbp.library import find

N, P, T = Size("n"), Size("p"), Size("T")
LOSS = Tensor("C", (), Role.LOSS)


def layer_norm() -> Network:
    """Mean, variance and a root: y = g (x - mu) / s."""
    i, k = Index("i", N), Index("k", N)
    x, g = Tensor("x", (N,), Role.PARAMETER), Tensor("g", (N,), Role.PARAMETER)
    mu, v, s = Tensor("mu"), Tensor("v"), Tensor("s")
    hat, y, t = Tensor("h", (N,)), Tensor("y", (N,)), Tensor("t", (N,), Role.TARGET)
    count = as_expression(Cardinal(N))
    equations = (
        Equation(Element(mu), total(element(x, k), k) / count),
        Equation(Element(v), total((element(x, k) - element(mu)) ** 2, k) / count),
        Equation(Element(s), (element(v) + Fraction(1, 100)) ** Fraction(1, 2)),
        Equation(Element(hat, (), (i,)), (element(x, i) - element(mu)) / element(s)),
        Equation(Element(y, (), (i,)), element(g, i) * element(hat, i)),
        Equation(Element(LOSS), total((element(y, i) - element(t, i)) ** 2 / 2, i)),
    )
    return check(Network("layer-norm", "", equations, LOSS))


def recurrent() -> Network:
    """h[t] = tanh(w h[t-1] + u x[t] + b), T steps, T symbolic."""
    time = Index("t", T, first=1)
    labels, here, before = (Label(time, 1, T),), (time,), (plus(time, -1),)
    j, k, q = Index("j", N), Index("k", N), Index("q", P)
    z, h = Tensor("z", (N,), labels=labels), Tensor("h", (N,), labels=labels)
    x, y = Tensor("x", (P,), Role.INPUT, labels), Tensor("y", (N,), Role.TARGET, labels)
    w, u = Tensor("w", (N, N), Role.PARAMETER), Tensor("u", (N, P), Role.PARAMETER)
    b = Tensor("b", (N,), Role.PARAMETER)
    inner = total(element(w, j, k) * element(h, k, labels=before), k)
    inner += total(element(u, j, q) * element(x, q, labels=here), q) + element(b, j)
    tanh = find("operations", "tanh", "activation").FUNCTION
    miss = (element(h, j, labels=here) - element(y, j, labels=here)) ** 2 / 2
    equations = (
        Equation(Element(z, here, (j,)), inner),
        Equation(Element(h, here, (j,)), apply(tanh, element(z, j, labels=here))),
        Equation(Element(LOSS), total(miss, time, j)),
    )
    return check(Network("recurrent", "", equations, LOSS))


def convolution() -> Network:
    """y[o] = sum over i of w[i] x[2 o + i - 1]: stride 2, padding 1."""
    o, i = Index("o", 4), Index("i", 3)
    x, w = Tensor("x", (7,), Role.PARAMETER), Tensor("w", (3,), Role.PARAMETER)
    y, t = Tensor("y", (4,)), Tensor("t", (4,), Role.TARGET)
    equations = (
        Equation(Element(y, (), (o,)), total(element(w, i) * element(x, affine({o: 2, i: 1}, -1)), i)),
        Equation(Element(LOSS), total((element(y, o) - element(t, o)) ** 2 / 2, o)),
    )
    return check(Network("convolution", "", equations, LOSS))


def symbolic(*activations: str, loss: str, layout: Layout, bias: str = "unit") -> Network:
    """A layered network whose widths are all symbols."""
    layers = [Layer(Size(f"n{k}"), name, bias) for k, name in enumerate(activations, start=2)]
    return layered("symbolic", Size("n1"), layers, loss, layout=layout)


COLUMNS, ROWS = Layout("columns"), Layout("rows", "in,out")

NETWORKS = {
    "four-equations": arbitrary_layers,
    "four-equations-sigmoid": lambda: arbitrary_layers("sigmoid", "half_squared_error"),
    "four-equations-cross-entropy": lambda: arbitrary_layers("sigmoid", "binary_cross_entropy"),
    "four-equations-softmax": lambda: arbitrary_layers("tanh", "cross_entropy", "softmax"),
    "2-3-2-sigmoid": lambda: layered("n", 2, [Layer(3), Layer(2)]),
    "2-3-2-softmax": lambda: layered("n", 2, [Layer(3, "tanh"), Layer(2, "softmax")], "cross_entropy"),
    "2-3-2-relu": lambda: layered("n", 2, [Layer(3, "relu"), Layer(2)], "binary_cross_entropy"),
    "shared-bias": lambda: layered("n", 2, [Layer(2, bias="shared"), Layer(2, bias="shared")]),
    "columns-softmax": lambda: symbolic("softplus", "softmax", loss="cross_entropy", layout=COLUMNS),
    "columns-sigmoid": lambda: symbolic("tanh", "sigmoid", loss="binary_cross_entropy", layout=COLUMNS),
    "rows-silu": lambda: symbolic("silu", "tanh", loss="mean_squared_error", layout=ROWS, bias="shared"),
    "rows-softmax": lambda: symbolic("relu", "softmax", loss="cross_entropy", layout=ROWS),
    "large": lambda: layered("n", 784, [Layer(512), Layer(512, "relu"), Layer(10, "softmax")], "cross_entropy"),
    "twelve-layers": lambda: layered("n", 2, [Layer(2)] * 12),
    "layer-norm": layer_norm,
    "recurrent": recurrent,
    "convolution": convolution,
}
