"""Whole networks: every derived gradient against central differences, whatever the names and indices are called."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oracle import World, forward, slopes
from symbp.derivation import Derivation
from symbp.derive import derive
from symbp.language import Element, Equation, Index, Network, Role, Size, Tensor, check, put
from symbp.language.expression import Expression, Term
from symbp.layers import Layer, Layout, layered

SIZES = {"n1": 2, "n2": 4, "n3": 3, "m": 5}
HOSTILE = ["j", "k", "i", "x", "l", "E", "lambda", "v0", "I", "S", "N", "Q", "beta", "", "dC", "C"]


def values(network: Network, seed: int) -> World:
    """Random data and parameters; targets are positive and add up to 1 over the outputs."""
    draw = np.random.default_rng(seed)
    world = World(SIZES, {})
    for tensor in network.with_role(Role.INPUT, Role.PARAMETER, Role.TARGET):
        world.values[tensor.name] = np.array(draw.standard_normal([world.size(size) for size in tensor.sizes]))
    y = next(iter(network.with_role(Role.TARGET)))
    axis = y.sizes.index(Size("n3"))
    positive = np.exp(world.values[y.name])
    world.values[y.name] = positive / positive.sum(axis=axis, keepdims=True)
    return world


def adjoints(derivation: Derivation, world: World) -> World:
    """Every adjoint from the answers, in the order of the derivation."""
    done = forward(derivation.network, world)
    for result in derivation.results:
        assert isinstance(result.quantity, Element)
        done.values[result.quantity.tensor.name] = done.array(result.answer, result.quantity.indices)
    return done


def network(activation: str, last: str, loss: str, layout: Layout, bias: str) -> Network:
    n1, n2, n3 = (Size(name) for name in ("n1", "n2", "n3"))
    return layered("net", n1, [Layer(n2, activation, bias), Layer(n3, last, bias)], loss, layout=layout)


KINDS = [
    ("sigmoid", "sigmoid", "half_squared_error", Layout(), "unit"),
    ("tanh", "identity", "mean_squared_error", Layout("rows", "in,out"), "shared"),
    ("relu", "softmax", "cross_entropy", Layout("columns"), "unit"),
    ("softplus", "sigmoid", "binary_cross_entropy", Layout("rows"), "none"),
    ("silu", "softmax", "half_squared_error", Layout("columns", "in,out"), "unit"),
    ("softmax", "tanh", "half_squared_error", Layout(), "shared"),
]


@pytest.mark.parametrize("kind", KINDS, ids=lambda k: "-".join(map(str, k[:3])))
def test_gradients_are_those_of_central_differences(kind: tuple) -> None:
    net = network(*kind)
    world = values(net, 3)
    got = adjoints(derive(net), world)
    for tensor in net.with_role(Role.PARAMETER):
        want = slopes(net, world, tensor)
        np.testing.assert_allclose(got.values["d" + tensor.name], want, rtol=2e-6, atol=2e-8)


def renamed(net: Network, names: list[str]) -> Network:
    """The same network with other names for its indices: formal and bound ones clash as badly as they can."""

    equations = []
    for number, equation in enumerate(net.equations):
        formal = {p: Index(names[(number + k) % len(names)], p.size) for k, p in enumerate(equation.output.indices)}
        body = put(clash(equation.body, names), formal)
        output = Element(equation.output.tensor, (), tuple(formal.values()))
        equations.append(Equation(output, body, equation.operation, equation.kept))
    return check(Network(net.name, net.title, tuple(equations), net.loss, net.facts))


def clash(body: Expression, names: list[str]) -> Expression:
    """Bound indices named like formal ones."""
    terms = []
    for term in body.terms:
        new = {old: Index(names[k % len(names)], old.size, 7 + k) for k, old in enumerate(term.bound)}
        moved = put(Expression((Term(term.coefficient, term.factors),)), new).terms[0]
        terms.append(Term(term.coefficient, moved.factors, tuple(new.values())))
    return Expression(tuple(terms))


@settings(max_examples=12, deadline=None)
@given(st.sampled_from(KINDS), st.lists(st.sampled_from(HOSTILE), min_size=1, max_size=3), st.integers(0, 5))
def test_no_index_is_ever_captured(kind: tuple, names: list[str], seed: int) -> None:
    net = network(*kind)
    world = values(net, seed)
    plain, clashing = adjoints(derive(net), world), adjoints(derive(renamed(net, names)), world)
    for tensor in net.with_role(Role.PARAMETER):
        name = "d" + tensor.name
        np.testing.assert_allclose(clashing.values[name], plain.values[name], rtol=1e-12, atol=1e-14)


def test_a_weight_that_is_used_twice_counts_twice() -> None:
    n = Size("n1")
    i, j, k = Index("i", n), Index("j", n), Index("k", n)
    w, x = Tensor("w", (n, n), Role.PARAMETER), Tensor("x", (n,), Role.INPUT)
    u, v, c = Tensor("u", (n,)), Tensor("v", (n,)), Tensor("C", (), Role.LOSS)
    from symbp.language import element, total

    net = check(
        Network(
            "shared",
            "shared",
            (
                Equation(Element(u, (), (j,)), total(element(w, j, k) * element(x, k), k)),
                Equation(Element(v, (), (i,)), total(element(w, k, i) * element(u, k) ** 2, k)),
                Equation(Element(c), total(element(v, i) ** 3 * element(w, i, i), i)),
            ),
            c,
        )
    )
    draw = np.random.default_rng(0)
    world = World(SIZES, {"w": draw.standard_normal((2, 2)), "x": draw.standard_normal(2)})
    got = adjoints(derive(net), world)
    np.testing.assert_allclose(got.values["dw"], slopes(net, world, w), rtol=1e-6, atol=1e-8)
