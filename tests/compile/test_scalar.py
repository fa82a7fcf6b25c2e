"""The scalar form: plain numbers, the worked example's true values, and the same numbers as the array form."""

import ast
import itertools

import numpy as np
import pytest

from compile.cases import Case
from symbp.compile import export, lambdify
from symbp.errors import SpecError
from symbp.layers import Layer, layered

# Inputs 0.05 and 0.10, targets 0.01 and 0.99, w1 to w8 from 0.15 to 0.55, biases 0.35 and 0.60, each shared by a layer.
WORKED = ((0.05, 0.10), (0.01, 0.99), ((0.15, 0.20), (0.25, 0.30)), 0.35, ((0.40, 0.45), (0.50, 0.55)), 0.60)
TRUE_LOSS = 0.298371108760
TRUE_SLOPES = (
    ((0.000438567734, 0.000877135469), (0.000497712735, 0.000995425471)),
    0.018725609395,
    ((0.082167040564, 0.082667627848), (-0.022602540477, -0.022740242216)),
    0.100400325112,
)


@pytest.mark.parametrize("form", ["scalar", "auto", "array"])
def test_the_worked_example(form):
    network = layered("two", 2, [Layer(2, bias="shared"), Layer(2, bias="shared")])
    loss, *slopes = lambdify(network, form).function(*WORKED)
    assert loss == pytest.approx(TRUE_LOSS, abs=1e-12)
    for value, truth in zip(slopes, TRUE_SLOPES, strict=True):
        np.testing.assert_allclose(value, truth, atol=1e-12)


def test_ten_thousand_steps_of_descent():
    """The loss of the worked example after 10000 updates of its eight weights, rate 0.5, biases left alone."""
    function = lambdify(layered("two", 2, [Layer(2, bias="shared"), Layer(2, bias="shared")]), "scalar").function
    x, y, w, b, v, c = WORKED
    for _ in range(10000):
        _, dw, _, dv, _ = function(x, y, w, b, v, c)
        w, v = (
            [[value - 0.5 * slope for value, slope in zip(*rows, strict=True)] for rows in zip(old, new, strict=True)]
            for old, new in ((w, dw), (v, dv))
        )
    assert function(x, y, w, b, v, c)[0] == pytest.approx(3.510187782979e-05, rel=1e-9)


@pytest.mark.parametrize(
    ("hidden", "head"),
    list(
        itertools.product(
            ("sigmoid", "tanh", "relu", "silu", "softplus", "softmax", "identity"),
            (("softmax", "cross_entropy"), ("sigmoid", "binary_cross_entropy"), ("identity", "mean_squared_error")),
        )
    ),
)
@pytest.mark.parametrize("examples", ["one", "rows", "columns"])
def test_the_same_numbers_as_arrays(hidden, head, examples):
    case = Case((hidden, head[0]), head[1], examples)
    x, y, weights, biases = case.drawn(1)
    plain = lambdify(case.network(), "scalar").function(x[0], y[0], *case.parameters(weights, biases))
    arrays = lambdify(case.network(), "array").function(*case.arguments(x, y, weights, biases))
    for value, truth in zip(plain, arrays, strict=True):
        np.testing.assert_allclose(value, truth, rtol=1e-11, atol=1e-13)


@pytest.mark.parametrize("value", [-1e5, -800.0, 800.0, 1e5])
def test_extreme_arguments_raise_nothing(value):
    for activation, loss in (
        ("sigmoid", "binary_cross_entropy"),
        ("softmax", "cross_entropy"),
        ("silu", "half_squared_error"),
    ):
        network = layered("one", 2, [Layer(2, activation)], loss)
        found = lambdify(network, "scalar").function((0.0, 0.0), (0.0, 1.0), ((1.0, 0.0), (0.0, 1.0)), (value, -value))
        assert all(np.all(np.isfinite(part)) for part in found)


def operations(network):
    """Arithmetic operations and function calls in the scalar form."""
    tree = ast.parse(export(network, "scalar"))
    return sum(isinstance(node, ast.BinOp | ast.UnaryOp | ast.Call) for node in ast.walk(tree))


def test_operations_grow_by_at_most_34_for_a_layer_of_two_sigmoid_units():
    counted = [operations(layered("n", 2, [Layer(2) for _ in range(depth)])) for depth in range(2, 13)]
    grown = {after - before for before, after in itertools.pairwise(counted)}
    assert len(grown) == 1
    assert grown.pop() <= 34


def test_a_hundred_layers():
    network = layered("deep", 2, [Layer(2, "tanh") for _ in range(100)])
    rng = np.random.default_rng(0)
    given = [rng.normal(size=shape) for shape in ((2,), (2,), *((2, 2), (2,)) * 100)]
    plain = lambdify(network, "scalar").function(*given)
    arrays = lambdify(network, "array").function(given[0][None], given[1][None], *given[2:])
    for value, truth in zip(plain, arrays, strict=True):
        np.testing.assert_allclose(value, truth, rtol=1e-9, atol=1e-12)


def test_a_large_network_is_not_spelled_out():
    with pytest.raises(SpecError, match="at most 2000 parameters"):
        lambdify(layered("n", 100, [Layer(100)]), "scalar")
