"""Formulas that hold for the targets of one example, as textbooks write them: L = -ln p_2 where class 2 is right."""

import pytest

import symbp
from symbp.claims.judge import judge
from symbp.claims.reading import read_text

NETWORK = symbp.network(
    inputs=3,
    loss="cross entropy",
    layers=[{"units": 3, "activation": "softmax"}],
    numbers={
        "inputs": [1, 1, -1],
        "targets": [0, 1, 0],
        "parameters": {"w2": [[0.2, -0.1, 0.3], [0.5, 0.1, -0.2], [-0.3, 0.4, 0.1]], "b2": [0.1, 0, 0.1]},
    },
)
LINES = """
right: L = -log p_2
wrong: L = -log p_1
wrong: L = -log p_2 - log p_1
right: dL/dz_1 = p_1
right: dL/dz_2 = p_2 - 1
wrong: dL/dz_2 = p_2
wrong: dL/dz_2 = p_2 - y_2^2
right: dL/dz = [p_1, p_2 - 1, p_3]
right: dL/dW = (p - y) x^T
wrong: dL/dW = p x^T
right: dL/dw_{12} = p_1 x_2
wrong: dL/dw_{12} = p_1 x_1
right: s = W x + b
wrong: s_1 = w_{11} x_1 + w_{12} x_2 + w_{13} x_3 + b_3
"""


@pytest.mark.parametrize("line", [line for line in LINES.split("\n") if line])
def test_a_formula_may_rest_on_the_targets(line):
    wanted, text = line.split(": ", 1)
    (finding,) = judge(read_text(f"${text}$", NETWORK), NETWORK).findings
    assert finding.verdict.value == wanted


def test_nothing_is_explained_by_mistakes_that_give_something():
    (finding,) = judge(read_text("L = 0", NETWORK), NETWORK).findings
    assert all(abs(cause.again) < 0.01 for cause in finding.causes if cause.again is not None)
