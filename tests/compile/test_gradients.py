"""The compiled function against loops over examples and against central differences."""

import itertools

import numpy as np
import pytest

from compile.cases import Case
from compile.loops import ACTIVATIONS, central_differences, gradients
from symbp.compile import lambdify

HIDDEN = [*sorted(ACTIVATIONS), "softmax"]
LAYOUTS = list(itertools.product(("one", "rows", "columns"), ("out,in", "in,out"), ("unit", "shared", "none")))
HEADS = [
    ("sigmoid", "half_squared_error"),
    ("identity", "mean_squared_error"),
    ("softmax", "cross_entropy"),
    ("sigmoid", "binary_cross_entropy"),
    ("softmax", "half_squared_error"),
    ("sigmoid", "cross_entropy"),
]


def compare(case, form, examples, tolerance=1e-10, kind=float):
    """The function, and the loops, on the same numbers."""
    drawn = [np.asarray(part) if isinstance(part, np.ndarray) else part for part in case.drawn(examples)]
    loss, weights, biases = gradients(*drawn, case.activations, case.loss)
    function = lambdify(case.network(), form).function
    given = [np.asarray(argument, kind) for argument in case.arguments(*drawn)]
    found = function(*given)
    assert found[0] == pytest.approx(loss, rel=tolerance)
    expected = case.parameters(weights, biases, total=True)
    for value, truth, parameter in zip(found[1:], expected, given[2:], strict=True):
        assert np.shape(value) == np.shape(parameter)
        np.testing.assert_allclose(value, truth, rtol=tolerance, atol=tolerance)
    return found


@pytest.mark.parametrize("hidden", HIDDEN)
@pytest.mark.parametrize(("output", "loss"), HEADS)
def test_activations_and_losses(hidden, output, loss):
    for examples in (1, 2, 7):
        compare(Case((hidden, output), loss), "auto", examples)


@pytest.mark.parametrize(("examples", "weights", "bias"), LAYOUTS)
@pytest.mark.parametrize("symbolic", [False, True])
def test_layouts_biases_and_symbolic_sizes(examples, weights, bias, symbolic):
    case = Case(("tanh", "sigmoid"), "half_squared_error", examples, weights, bias, symbolic)
    for form, size in itertools.product(("array", "auto"), (1, 2, 7)):
        compare(case, form, size)


@pytest.mark.parametrize("case", [Case(), Case(("silu", "softmax"), "cross_entropy", "columns", "out,in", "shared")])
def test_single_precision(case):
    for form, size in itertools.product(("array", "auto"), (1, 2, 7)):
        found = compare(case, form, size, 2e-4, np.float32)
        assert all(np.asarray(value).dtype == np.float32 for value in found[1:])


@pytest.mark.parametrize("hidden", HIDDEN)
@pytest.mark.parametrize("form", ["array", "auto"])
def test_central_differences(hidden, form):
    case = Case((hidden, "softmax"), "cross_entropy", "one", "out,in")
    function = lambdify(case.network(), form).function
    for examples in (1, 3):
        given = case.arguments(*case.drawn(examples, seed=3))
        found = function(*given)
        for number in range(2, len(given)):
            slope = central_differences(function, given, number)
            np.testing.assert_allclose(found[number - 1], slope, rtol=1e-6, atol=1e-8)


def test_many_layers_keep_their_order():
    """Twelve layers, all alike in size, so that a swapped result would have the right shape."""
    from symbp.layers import Layer, layered

    network = layered("deep", 3, [Layer(3, "tanh") for _ in range(12)])
    rng = np.random.default_rng(1)
    given = [rng.normal(size=(5, 3)), rng.normal(size=(5, 3))]
    weights, biases = [rng.normal(size=(3, 3)) for _ in range(12)], [rng.normal(size=3) for _ in range(12)]
    _, slopes, offsets = gradients(*given, weights, biases, ["tanh"] * 12, "half_squared_error")
    for w, b in zip(weights, biases, strict=True):
        given += [w, b]
    found = lambdify(network).function(*given)
    for value, truth in zip(found[1:], [s for pair in zip(slopes, offsets, strict=True) for s in pair], strict=True):
        np.testing.assert_allclose(value, truth, rtol=1e-9, atol=1e-12)
