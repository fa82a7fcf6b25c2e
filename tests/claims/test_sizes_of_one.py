"""Logistic regression and other networks with sizes of 1, which authors leave out; letters that may mean two things."""

import numpy as np
import pytest

import symbp
from symbp.claims.judge import judge
from symbp.claims.reading import read_text
from symbp.claims.records import Verdict

X, T = np.array([[1.0, 2.0], [0.5, -1.0], [-1.5, 0.3]]), np.array([1, 0, 1])
W, B = np.array([0.2, -0.4]), 0.1
Z = X @ W + B
A = 1 / (1 + np.exp(-Z))
SLOPE, BIAS = X.T @ (A - T) / 3, float(np.mean(A - T))
LOGISTIC = symbp.network(
    inputs=2,
    loss="binary cross entropy",
    layout={"examples": "rows", "weights": "in,out"},
    layers=[{"units": 1, "activation": "sigmoid"}],
    numbers={
        "inputs": X.tolist(),
        "targets": [[int(t)] for t in T],
        "parameters": {"w2": [[0.2], [-0.4]], "b2": [0.1]},
        "rate": 0.5,
    },
)
SCORED = symbp.network(
    inputs=["x1", "x2"],
    loss="cross entropy",
    layers=[{"units": ["h1", "h2"], "activation": "relu"}, {"units": ["o1", "o2"], "activation": "softmax"}],
    numbers={
        "inputs": [1.0, -2.0],
        "targets": [1, 0],
        "parameters": {
            "w2": [[0.5, -0.3], [0.2, 0.4]],
            "b2": [0.1, 0.0],
            "w3": [[0.7, 0.1], [-0.2, 0.3]],
            "b3": [0.0, 0.1],
        },
    },
)


def row(values):
    return "[" + ", ".join(f"{value:.4f}" for value in values) + "]"


def verdicts(network, lines):
    found = judge(read_text("\n\n".join(f"$${line}$$" for line in lines), network), network).findings
    return [finding.verdict.value for finding in found if finding.part != "arithmetic"]


DOCUMENTS = [
    [f"z2 = {row(Z)}", *(f"a2[{n}] = {a:.4f}" for n, a in enumerate(A, 1)), f"dC/dw2[1] = {SLOPE[0]:.4f}"],
    [f"w_2 = -0.4, z_2 = {Z[1]:.4f}, z_3 = {Z[2]:.4f}", rf"\hat y_2 = {A[1]:.4f}", f"dC/dw_2 = {SLOPE[1]:.4f}"],
    [f"b2 = 0.1, dC/db2 = {BIAS:.4f}", f"dC/dw2 = {row(SLOPE)}", f"db = {BIAS:.4f}"],
    [f"W1 = [0.2, -0.4], dC/dW1 = {row(SLOPE)}", f"b^+ = {B - 0.5 * BIAS:.4f}"],
]


@pytest.mark.parametrize("lines", DOCUMENTS)
def test_sizes_of_one_may_be_left_out(lines):
    assert set(verdicts(LOGISTIC, lines)) == {"right"}


@pytest.mark.parametrize("lines", DOCUMENTS)
def test_what_is_wrong_stays_wrong(lines):
    changed = [line.replace("0.4", "0.7").replace("0.1", "0.2") for line in lines]
    assert "wrong" in verdicts(LOGISTIC, changed)


H = np.array([1.2, 0.0])
SCORES = np.array([[0.7, 0.1], [-0.2, 0.3]]) @ H + np.array([0.0, 0.1])
PARTS = np.exp(SCORES) / np.exp(SCORES).sum()


def test_a_bare_letter_is_what_the_document_says_beside_it():
    scores = [f"h = {row(H)}", f"o = W_2 h + b_2 = {row(SCORES)}", rf"\hat y = \mathrm{{softmax}}(o) = {row(PARTS)}"]
    assert set(verdicts(SCORED, scores)) == {"right"}
    outputs = [f"h = {row(H)}", f"o = {row(PARTS)}", f"C = -ln({PARTS[0]:.4f}) = {-np.log(PARTS[0]):.4f}"]
    assert set(verdicts(SCORED, outputs)) == {"right"}
    report = judge(read_text("\n\n".join(f"$${line}$$" for line in scores), SCORED), SCORED)
    assert ("o", "pre-activation", "detected") in report.conventions


def test_the_letter_of_the_scores_is_not_both():
    both = [f"o = {row(SCORES)}", f"o = {row(PARTS)}"]
    assert Verdict.WRONG.value in verdicts(SCORED, both)
