"""Training with derived gradients: it follows an implementation that looks at one example at a time, to 1e-9."""

import importlib.util
from itertools import islice

import numpy as np
import pytest

from per_sample import outputs, sigmoid, softmax, train_on
from symbp.compile import lambdify
from symbp.language import Role
from symbp.spec import load, network
from symbp.step import step_of
from symbp.training import Course, Data, accuracy, batches, descend, digits, follow, given, initial, masks
from tools import missing

LAYERS = [{"units": 30}, {"units": 10}]
SOFTMAX = [{"units": 30}, {"units": 10, "activation": "softmax"}]
NETWORKS = {
    "digits": (load("digits"), "half squared error", 3.0),
    "columns": (network(inputs=64, layers=LAYERS, layout={"examples": "columns"}), "half squared error", 3.0),
    "softmax": (
        network(inputs=64, layers=SOFTMAX, loss="cross entropy", layout={"examples": "rows", "weights": "in,out"}),
        "cross entropy",
        0.5,
    ),
}


@pytest.fixture(scope="module")
def data() -> Data:
    if importlib.util.find_spec("sklearn") is None:
        missing("scikit-learn", "pip install 'symbp[digits]'")
    return digits()


@pytest.mark.parametrize("name", NETWORKS)
def test_training_follows_the_independent_implementation(name, data):
    made, loss, rate = NETWORKS[name]
    course = Course(rate=rate, epochs=10)
    into = [tensor.sizes[0] == 64 or tensor.sizes == (30, 10) for tensor in made.with_role(Role.PARAMETER)]
    parameters = initial(made)
    ours = lambdify(made)
    layers = []
    for n in range(0, len(parameters), 2):
        layers.append((parameters[n].T.copy() if into[n] else parameters[n].copy(), parameters[n + 1].copy()))
    steps = descend(made, ours.function, parameters, data, course)
    largest = 0.0
    for chosen, found in zip(batches(len(data.inputs), course), steps, strict=True):
        expected = train_on(layers, data.inputs[chosen], data.targets[chosen], rate, loss)
        assert abs(found - expected) < 1e-9
        for n, (w, b) in enumerate(layers):
            mine = parameters[2 * n].T if into[2 * n] else parameters[2 * n]
            largest = max(largest, np.abs(mine - w).max(), np.abs(parameters[2 * n + 1] - b).max())
    assert largest < 1e-9
    last = sigmoid if loss == "half squared error" else softmax
    guesses = [int(np.argmax(outputs(layers, x, last)[-1])) for x in data.unseen_inputs]
    share = np.mean(np.array(guesses) == data.unseen_targets.argmax(axis=1))
    assert accuracy(made, ours.function, parameters, data) == share
    assert share > 0.93


def test_digits_are_divided_without_overlap(data):
    assert len(data.inputs) + len(data.unseen_inputs) == 1797
    rows = {row.tobytes() for row in data.inputs}
    assert sum(row.tobytes() in rows for row in data.unseen_inputs) == 0
    assert data.inputs.min() == 0
    assert data.inputs.max() == 1


def test_the_two_layer_network_after_ten_thousand_steps():
    made = load("two-layer-sigmoid")
    parameters = given(made, (Role.PARAMETER,))
    start = [value.copy() for value in parameters]
    ours = lambdify(made)
    steps = follow(ours.function, given(made, (Role.INPUT, Role.TARGET)), parameters, masks(made), step_of(made))
    losses = list(islice(steps, 10001))
    assert losses[0] == pytest.approx(0.298371108760, abs=1e-12)
    assert losses[1] == pytest.approx(0.291027773694, abs=1e-12)
    assert losses[-1] == pytest.approx(3.510187782979e-05, rel=1e-11)
    biases = [n for n, tensor in enumerate(made.with_role(Role.PARAMETER)) if tensor.name in ("b1", "b2")]
    assert [parameters[n] for n in biases] == [start[n] for n in biases] == [0.35, 0.6]


def test_every_epoch_sees_every_example_once():
    course = Course(batch=4, epochs=3)
    seen = list(batches(12, course))
    for epoch in range(3):
        assert sorted(np.concatenate(seen[3 * epoch : 3 * epoch + 3])) == list(range(12))
    assert len(list(batches(14, course))) == 9
