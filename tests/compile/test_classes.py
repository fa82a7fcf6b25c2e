"""Class numbers in place of one-hot targets: the same loss and gradients, also where exponentials overflow."""

import numpy as np
import pytest

from symbp.compile import lambdify
from symbp.errors import SizeError, SpecError
from symbp.layers import Layer, Layout, layered
from symbp.reading import equations
from symbp.spec import load
from symbp.spec import network as built
from symbp.worked import evaluate

LOGITS = np.array([[1.0, 2.0, 0.5], [0.0, 1.0, 1.0]])
CLASSES = [0, 1]
SLOPES = [[-0.384388051189, 0.314265859606, 0.070122191583], [0.077681201748, -0.288840600874, 0.211159399126]]


def test_true_values_for_both_kinds_of_targets():
    gradients = lambdify(load("softmax-with-loss"))
    for targets in (CLASSES, np.array(CLASSES), np.eye(3)[CLASSES]):
        loss, slope = gradients([], targets, LOGITS)
        assert loss == pytest.approx(1.163181794083, abs=1e-12)
        np.testing.assert_allclose(slope, SLOPES, atol=1e-12)


@pytest.mark.parametrize("layout", [Layout("rows", "in,out"), Layout("columns", "out,in")])
def test_layers_of_either_layout(layout):
    network = layered("classes", 4, [Layer(5, "tanh"), Layer(3, "softmax")], "cross_entropy", layout=layout)
    gradients = lambdify(network)
    draw = np.random.default_rng(0)
    rows = layout.examples == "rows"
    x = draw.standard_normal((6, 4) if rows else (4, 6))
    shapes = {"w2": (4, 5), "w3": (5, 3)} if rows else {"w2": (5, 4), "w3": (3, 5)}
    parameters = {name: draw.standard_normal(shape) for name, shape in shapes.items()}
    parameters |= {"b2": draw.standard_normal(5), "b3": draw.standard_normal(3)}
    classes = draw.integers(0, 3, 6)
    hot = np.eye(3)[classes] if rows else np.eye(3)[classes].T
    want, found = gradients(x, hot, parameters), gradients(x, classes, parameters)
    assert want[0] == found[0]
    for name in parameters:
        np.testing.assert_array_equal(want[1][name], found[1][name])


@pytest.mark.parametrize("factor", [1e3, 1e6, -1e4])
@pytest.mark.parametrize("name", ["softmax-with-loss", "one formula"])
def test_stable_however_fine_the_operations(name, factor):
    """The loss from the largest logit, and y - t from a shifted softmax."""
    formulas = {"y[i, k]": "softmax(a[i, :])[k]", "L": "-Sum(t[i, k]*log(y[i, k]), i, k)/m"}
    entries = {"parameters": ["a[m, n]"], "targets": ["t[m, n]"], "facts": {"Sum(t[i, k], k)": "1"}}
    network = load(name) if name == "softmax-with-loss" else equations(formulas, **entries)
    a = LOGITS * factor
    shifted = a - a.max(axis=1, keepdims=True)
    y = np.exp(shifted) / np.exp(shifted).sum(axis=1, keepdims=True)
    logs = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    loss, slope = lambdify(network)([], np.array(CLASSES), a)
    assert loss == pytest.approx(-logs[[0, 1], CLASSES].mean(), rel=1e-12)
    np.testing.assert_allclose(slope, (y - np.eye(3)[CLASSES]) / 2, atol=1e-15)


def test_classes_that_there_are_not():
    gradients = lambdify(load("softmax-with-loss"))
    with pytest.raises(ValueError, match="expected classes from 0 to 2, found 0 to 3"):
        gradients([], np.array([0, 3]), LOGITS)


def test_classes_in_a_file():
    entries = {"inputs": 2, "layers": [{"units": 3, "activation": "softmax"}], "loss": "cross entropy"}
    numbers = {"inputs": [[0.5, 1], [2, 3]], "parameters": {"w2": [[1, 0, 2], [0, 1, -1]], "b2": [0, 0.1, 0.2]}}
    layout = {"examples": "rows", "weights": "in,out"}
    made = [
        built(**entries, layout=layout, numbers=numbers | {"targets": targets})
        for targets in ([2, 0], [[0, 0, 1], [1, 0, 0]])
    ]
    assert made[0].values() == made[1].values()
    assert evaluate(made[0])["C"] == evaluate(made[1])["C"]
    with pytest.raises(SpecError, match=r"targets, 2: expected a class from 0 to 2, found 3"):
        built(**entries, layout=layout, numbers=numbers | {"targets": [2, 3]})


def test_classes_without_their_number():
    with pytest.raises(SizeError, match="nothing tells how many there are"):
        equations(
            {"L": "-Sum(t[i, k]*log(c), i, k)"},
            parameters=["c"],
            targets=["t[m, n]"],
            facts={"Sum(t[i, k], k)": "1"},
            numbers={"parameters": {"c": 2}, "targets": {"t": [0, 1]}},
        )
