"""Layers that are hard for others: closed forms as the textbooks have them, each checked by its value too."""

from fractions import Fraction

import numpy as np

from oracle import World, forward
from symbp.derive import derive
from symbp.language import (
    EXP,
    Cardinal,
    Element,
    Equation,
    Functional,
    Index,
    Network,
    Role,
    Size,
    Tensor,
    apply,
    as_expression,
    check,
    element,
    total,
)

M, N, D = Size("m"), Size("n"), Size("d")
SIZES = {"m": 4, "n": 3, "d": 2}
LOSS = Tensor("C", (), Role.LOSS)


def normalised(over: str) -> tuple[Network, Tensor]:
    """Batch normalisation (over the examples) or layer normalisation (over the features) from its definition."""
    x = Tensor("x", (M, N), Role.INPUT)
    gamma, beta = Tensor("gamma", (N,), Role.PARAMETER), Tensor("beta", (N,), Role.PARAMETER)
    eps = Tensor("eps", (), Role.CONSTANT)
    i, k = Index("i", M), Index("k", N)
    kept, summed, size = (k, Index("p", M), M) if over == "batch" else (i, Index("q", N), N)
    mu, v, s = (Tensor(name, (kept.size,)) for name in ("mu", "v", "s"))
    xhat, y = Tensor("xhat", (M, N)), Tensor("y", (M, N), Role.ACTIVATION)
    read = element(x, summed, k) if over == "batch" else element(x, i, summed)
    number = as_expression(Cardinal(size))
    equations = (
        Equation(Element(mu, (), (kept,)), total(read / number, summed)),
        Equation(Element(v, (), (kept,)), total((read - element(mu, kept)) ** 2 / number, summed)),
        Equation(Element(s, (), (kept,)), (element(v, kept) + element(eps)) ** Fraction(1, 2)),
        Equation(Element(xhat, (), (i, k)), (element(x, i, k) - element(mu, kept)) / element(s, kept)),
        Equation(Element(y, (), (i, k)), element(gamma, k) * element(xhat, i, k) + element(beta, k)),
        Equation(Element(LOSS), as_expression(Functional("C", (Element(y),)))),
    )
    return check(Network("norm", "norm", equations, LOSS)), x


def world() -> World:
    draw = np.random.default_rng(1)
    shapes = {"x": (4, 3), "gamma": (3,), "beta": (3,), "dy": (4, 3)}
    return World(SIZES, {"eps": np.array(0.1), **{n: draw.standard_normal(s) for n, s in shapes.items()}})


def known(network: Network) -> World:
    """The forward values without the arbitrary loss."""
    inner = Network(network.name, network.title, network.equations[:-1], network.loss)
    return forward(inner, world())


def test_batch_normalisation_ends_in_the_closed_form() -> None:
    network, x = normalised("batch")
    result = derive(network, (x, *network.with_role(Role.PARAMETER))).result(x)
    w = known(network)
    g, xhat = w.values["dy"], w.values["xhat"]
    want = w.values["gamma"] / (4 * w.values["s"]) * (4 * g - g.sum(0) - xhat * (g * xhat).sum(0))
    np.testing.assert_allclose(w.array(result.answer, result.quantity.indices), want, rtol=1e-12)
    assert result.matrix is not None
    np.testing.assert_allclose(w.matrix(result.matrix), want, rtol=1e-12)
    assert {b.tensor.name for b in elements_of(result.answer)} == {"gamma", "s", "dy", "xhat"}
    assert "vanish" in [s.reason for s in derive(network, (x,)).result(tensor(network, "mu")).steps]


def test_layer_normalisation_ends_in_the_closed_form() -> None:
    network, x = normalised("layer")
    result = derive(network, (x,)).result(x)
    w = known(network)
    g, xhat, s = w.values["dy"] * w.values["gamma"], w.values["xhat"], w.values["s"][:, None]
    want = (3 * g - g.sum(1, keepdims=True) - xhat * (g * xhat).sum(1, keepdims=True)) / (3 * s)
    np.testing.assert_allclose(w.array(result.answer, result.quantity.indices), want, rtol=1e-12)
    np.testing.assert_allclose(w.matrix(result.matrix), want, rtol=1e-12)


def elements_of(expression):
    from symbp.language import elements

    return list(elements(expression))


def tensor(network: Network, name: str) -> Tensor:
    return next(t for t in network.tensors() if t.name == name)


def test_attention() -> None:
    q, k = Tensor("Q", (M, D), Role.INPUT), Tensor("K", (N, D), Role.INPUT)
    v = Tensor("V", (N, D), Role.INPUT)
    i, j, c, other = Index("i", M), Index("j", N), Index("c", D), Index("j", N, 9)
    s, p = Tensor("S", (M, N), Role.PREACTIVATION), Tensor("P", (M, N), Role.ACTIVATION)
    o = Tensor("O", (M, D), Role.ACTIVATION)
    root = as_expression(Cardinal(D)) ** Fraction(1, 2)
    equations = (
        Equation(Element(s, (), (i, j)), total(element(q, i, c) * element(k, j, c) / root, c)),
        Equation(Element(p, (), (i, j)), apply(EXP, element(s, i, j)) / total(apply(EXP, element(s, i, other)), other)),
        Equation(Element(o, (), (i, c)), total(element(p, i, j) * element(v, j, c), j)),
        Equation(Element(LOSS), as_expression(Functional("C", (Element(o),)))),
    )
    network = check(Network("attention", "attention", equations, LOSS))
    derivation = derive(network, (q, k, v))
    draw = np.random.default_rng(2)
    values = {"Q": (4, 2), "K": (3, 2), "V": (3, 2), "dO": (4, 2)}
    w = World(SIZES, {n: draw.standard_normal(shape) for n, shape in values.items()})
    w = forward(Network("a", "a", equations[:-1], LOSS), w)
    big_p, d_o = w.values["P"], w.values["dO"]
    d_p = d_o @ w.values["V"].T
    d_s = big_p * (d_p - (d_p * big_p).sum(1, keepdims=True))
    want = {
        "dV": big_p.T @ d_o,
        "dP": d_p,
        "dS": d_s,
        "dQ": d_s @ w.values["K"] / np.sqrt(2),
        "dK": d_s.T @ w.values["Q"] / np.sqrt(2),
    }
    for result in derivation.results[1:]:
        name = result.quantity.tensor.name
        np.testing.assert_allclose(w.matrix(result.matrix), want[name], rtol=1e-12)
        w.values[name] = want[name]
