"""From one example to a batch of them."""

import numpy as np
import pytest

from compile.cases import Case
from compile.loops import central_differences
from symbp.compile import batch, lambdify
from symbp.language import Element, Equation, Index, Network, Role, Size, Tensor, check, element, total

LOSS = Tensor("C", (), Role.LOSS)


def ridge(size_of_inputs):
    """C = (Σ_k w_k x_k - y)^2 + 3 Σ_k w_k^2: the penalty does not depend on the data."""
    k = Index("k", size_of_inputs)
    x, y = Tensor("x", (size_of_inputs,), Role.INPUT), Tensor("y", (), Role.TARGET)
    w, z = Tensor("w", (size_of_inputs,), Role.PARAMETER), Tensor("z")
    body = (element(z) - element(y)) ** 2 + total(3 * element(w, k) ** 2, k)
    equations = (Equation(Element(z), total(element(w, k) * element(x, k), k)), Equation(Element(LOSS), body))
    return Network("ridge", "ridge", equations, LOSS)


def test_a_batch_is_well_formed_and_stays_as_it_is():
    for bias in ("unit", "shared", "none"):
        network = batch(check(Case(examples="one", bias=bias).network()))
        assert check(network) is network
        assert batch(network) is network
        assert network.example is not None


def test_a_network_without_data_is_left_alone():
    u = Tensor("u", (2,), Role.PARAMETER)
    j = Index("j", 2)
    network = Network("n", "n", (Equation(Element(LOSS), total(element(u, j) ** 2, j)),), LOSS)
    assert batch(network) is network
    loss, slope = lambdify(network).function(np.array([3.0, 4.0]))
    assert loss == 25
    np.testing.assert_array_equal(slope, [6, 8])


@pytest.mark.parametrize("examples", ["rows", "columns"])
def test_a_network_with_examples_is_left_alone(examples):
    network = Case(examples=examples).network()
    assert batch(network) is network


def test_the_example_stands_first_and_parameters_have_none():
    before, after = Case(examples="one").network(), batch(Case(examples="one").network())
    size = after.example.size
    shapes = {tensor.name: tensor.sizes for tensor in before.tensors()}
    for tensor in after.tensors():
        per_example = tensor.role not in (Role.PARAMETER, Role.LOSS)
        assert tensor.sizes == ((size,) if per_example else ()) + shapes[tensor.name]


@pytest.mark.parametrize("inputs", [3, Size("m"), Size("n")])
@pytest.mark.parametrize("form", ["array", "auto"])
def test_the_loss_is_the_mean_and_a_penalty_counts_once(inputs, form):
    """A size of the user's may itself be called m."""
    function = lambdify(check(ridge(inputs)), form).function
    rng = np.random.default_rng(0)
    for examples in (1, 5):
        x, y, w = rng.normal(size=(examples, 3)), rng.normal(size=examples), rng.normal(size=3)

        def truth(x, y, w):
            return (np.mean((x @ w - y) ** 2) + 3 * (w @ w),)

        loss, slope = function(x, y, w)
        assert loss == pytest.approx(truth(x, y, w)[0], rel=1e-13)
        np.testing.assert_allclose(slope, central_differences(truth, [x, y, w], 2), rtol=1e-7)


def test_the_mean_of_single_examples():
    case = Case(("silu", "softmax"), "cross_entropy", "one", "out,in")
    function = lambdify(case.network(), "array").function
    x, y, weights, biases = case.drawn(6)
    whole = function(*case.arguments(x, y, weights, biases))
    alone = [function(*case.arguments(x[k : k + 1], y[k : k + 1], weights, biases)) for k in range(6)]
    for value, parts in zip(whole, zip(*alone, strict=True), strict=True):
        np.testing.assert_allclose(value, np.mean(parts, axis=0), rtol=1e-12)
