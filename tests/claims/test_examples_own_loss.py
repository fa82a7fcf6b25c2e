"""dZ = A - Y and dW = dZ A^T / m: errors of each example's own loss, a convention where the gradients bear it out."""

import numpy as np
import pytest

import symbp
from symbp.claims.judge import judge
from symbp.claims.reading import read_text

X, Y = np.array([[1.0, 2.0], [0.5, -1.0]]), np.array([[1.0, 0.0]])
W1, B1 = np.array([[0.1, 0.2], [-0.3, 0.4]]), np.array([0.1, 0.0])
W2, B2 = np.array([[0.5, -0.6]]), np.array([0.2])
NETWORK = symbp.network(
    inputs=2,
    loss="binary cross entropy",
    layout={"examples": "columns", "weights": "out,in"},
    layers=[{"units": 2, "activation": "tanh"}, {"units": 1, "activation": "sigmoid"}],
    numbers={
        "inputs": X.tolist(),
        "targets": [[1, 0]],
        "parameters": {"w2": W1.tolist(), "b2": B1.tolist(), "w3": W2.tolist(), "b3": B2.tolist()},
    },
)
H = np.tanh(W1 @ X + B1[:, None])
A = 1 / (1 + np.exp(-(W2 @ H + B2)))
ERROR = A - Y
HIDDEN = (W2.T @ ERROR) * (1 - H**2)


def rows(values):
    return "[" + ", ".join("[" + ", ".join(f"{v:.5f}" for v in row) + "]" for row in values) + "]"


OUTER = [f"dZ^{{[2]}} = A^{{[2]}} - Y = {rows(ERROR)}"]
GRADIENTS = [
    rf"dW^{{[2]}} = \frac{{1}}{{m}} dZ^{{[2]}} A^{{[1]T}} = {rows(ERROR @ H.T / 2)}",
    f"db^{{[2]}} = {ERROR.sum() / 2:.5f}",
    f"dZ^{{[1]}} = W^{{[2]T}} dZ^{{[2]}} * (1 - (A^{{[1]}})^2) = {rows(HIDDEN)}",
    rf"dW^{{[1]}} = \frac1m dZ^{{[1]}} X^T = {rows(HIDDEN @ X.T / 2)}",
    "db1 = np.sum(dZ1, axis=1, keepdims=True) / m",
]


def report(lines):
    return judge(read_text("\n\n".join(f"$${line}$$" for line in lines), NETWORK), NETWORK)


def test_errors_of_each_example_are_a_convention():
    found = report(OUTER + GRADIENTS)
    assert found.code == 0
    assert ("errors", "of each example", "detected") in found.conventions


@pytest.mark.parametrize("lines", [OUTER, [*OUTER, f"dW^{{[2]}} = dZ^{{[2]}} A^{{[1]T}} = {rows(ERROR @ H.T)}"]])
def test_a_factor_that_nothing_makes_up_for_is_left_out(lines):
    assert report(lines).code == 1


def test_errors_of_the_mean_are_the_usual_ones():
    lines = [f"dZ^{{[2]}} = \\frac1m (A^{{[2]}} - Y) = {rows(ERROR / 2)}", "dW^{[2]} = dZ^{[2]} A^{[1]T}"]
    assert report(lines).code == 0
