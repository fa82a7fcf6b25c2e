"""Matrices the other way round, in numbers and in formulas: row vectors, examples as rows where they are columns."""

import numpy as np
import pytest

import symbp

ROWS = {  # x, z, a are rows: what the network `two-layers` writes w x + b
    "z^2": "x w^2 + b^2",
    "a^2": r"\tanh(z^2)",
    "z^3": "a^2 w^3 + b^3",
    r"\delta^3": r"(a^3 - y) \odot \sigma'(z^3)",
    r"\delta^2": r"\delta^3 (w^3)^T \odot (1 - a^2 \odot a^2)",
    r"\frac{\partial C}{\partial w^3}": r"(a^2)^T \delta^3",
    r"\frac{\partial C}{\partial w^2}": r"x^T \delta^2",
    r"\frac{\partial C}{\partial w^3_{kj}}": r"a^2_k \delta^3_j",
    "z^3_j": r"\sum_k a^2_k w^3_{kj} + b^3_j",
    "(w^3)^+": r"w^3 - \eta (a^2)^T \delta^3",
}
TURNED = {"weights": "transposed"}


def document(formulas):
    return "\n\n".join(f"$${left} = {right}$$" for left, right in formulas.items())


def verdicts(report):
    return [finding.verdict.value for finding in report.findings]


@pytest.mark.parametrize("declared", [{}, TURNED])
def test_a_document_of_row_vectors(declared):
    report = symbp.verify("two-layers", document(ROWS), conventions=declared)
    assert verdicts(report) == ["right"] * len(ROWS)
    assert ("weights", "transposed", "declared" if declared else "detected") in report.conventions


@pytest.mark.parametrize("left", ROWS)
def test_each_formula_of_row_vectors_is_right_where_it_is_declared(left):
    assert verdicts(symbp.verify("two-layers", document({left: ROWS[left]}), conventions=TURNED)) == ["right"]


GRADIENT = r"\frac{\partial C}{\partial w^3}"


def test_one_gradient_the_other_way_round_proves_nothing():
    report = symbp.verify("two-layers", document({GRADIENT: r"(a^2)^T \delta^3"}))
    assert verdicts(report) == ["undecided"]
    assert all(name != "weights" for name, _, _ in report.conventions)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (GRADIENT, r"\delta^3 (a^2)^T"),
        (GRADIENT, r"(\delta^3)^T a^2"),
        ("z^3", "w^3 a^2 + b^3"),
        (r"\delta^2", r"\delta^3 w^3 \odot (1 - a^2 \odot a^2)"),
        (r"\frac{\partial C}{\partial w^3_{jk}}", r"a^2_k \delta^3_j"),
    ],
)
def test_the_convention_excuses_nothing_else(left, right):
    """Wrong, or undecided where it is the other orientation again."""
    assert verdicts(symbp.verify("two-layers", document({left: right}), conventions=TURNED)) != ["right"]


MIXED = ROWS | {"z^2": "w^2 x + b^2"}


def test_mixed_orientations_are_no_convention():
    report = symbp.verify("two-layers", document(MIXED))
    assert verdicts(report)[0] == "right"
    assert all(name != "weights" for name, _, _ in report.conventions)
    assert dict(zip(MIXED, verdicts(report), strict=True))[GRADIENT] == "undecided"


def test_a_mistake_among_row_vectors_stays_one():
    wrong = ROWS | {r"\delta^2": r"\delta^3 (w^3)^T \odot (1 - a^2)"}
    report = symbp.verify("two-layers", document(wrong))
    found = dict(zip(wrong, verdicts(report), strict=True))
    assert found.pop(r"\delta^2") == "wrong"
    assert set(found.values()) == {"right"}


EXAMPLES = {  # the network `batch-columns` has examples as columns: W X + b
    "Z^2": "X W^2 + b^2",
    "A^2": r"\tanh(Z^2)",
    "dZ^4": r"\frac1m (A^4 - Y) \odot \sigma'(Z^4)",
    "dW^4": "(A^3)^T dZ^4",
    "dZ^3": r"dZ^4 (W^4)^T \odot A^3 \odot (1 - A^3)",
    "dW^3": "(A^2)^T dZ^3",
}


@pytest.mark.parametrize("weights", ["in,out", "out,in"])
def test_examples_as_rows_where_they_are_columns(weights):
    formulas = EXAMPLES
    if weights == "out,in":
        formulas = EXAMPLES | {
            "Z^2": "X (W^2)^T + b^2",
            "dW^4": "(dZ^4)^T A^3",
            "dZ^3": r"dZ^4 W^4 \odot A^3 \odot (1 - A^3)",
            "dW^3": "(dZ^3)^T A^2",
        }
    report = symbp.verify("batch-columns", document(formulas))
    assert verdicts(report) == ["right"] * len(formulas)
    found = {name for name, choice, source in report.conventions if (choice, source) == ("transposed", "detected")}
    assert found == ({"weights", "examples"} if weights == "in,out" else {"examples"})


def test_examples_as_columns_where_they_are_rows():
    lines = {
        "Z^2": "W^2 X + b^2",
        "A^3": r"\mathrm{softmax}(Z^3)",
        "dZ^3": r"\frac1m (A^3 - Y)",
        "dW^3": "dZ^3 (A^2)^T",
        "dZ^2": r"(W^3)^T dZ^3 \odot A^2 \odot (1 - A^2)",
    }
    report = symbp.verify("softmax-cross-entropy-batch", document(lines))
    assert verdicts(report) == ["right"] * len(lines)


X, Y = np.array([[0.5, -0.3], [0.2, 0.8], [-0.4, 0.6]]), np.array([[1.0], [0.0], [1.0]])
W, B = np.array([[0.3], [-0.2]]), np.array([0.1])
NETWORK = symbp.network(
    inputs=2,
    layers=[{"units": 1, "activation": "identity"}],
    layout={"examples": "columns", "weights": "out,in"},
    numbers={"inputs": X.T.tolist(), "targets": Y.T.tolist(), "parameters": {"w2": W.T.tolist(), "b2": B.tolist()}},
)


def rows(values):
    return "[" + ", ".join("[" + ", ".join(f"{value:.6f}" for value in row) + "]" for row in values) + "]"


def test_formulas_and_their_numbers_in_one_orientation():
    a = X @ W + B
    error = (a - Y) / 3
    lines = {
        "Z^2": f"X W^2 + b^2 = {rows(a)}",
        "dZ^2": rf"\frac{{1}}{{m}} (A^2 - Y) = {rows(error)}",
        "dW^2": f"X^T dZ^2 = {rows(X.T @ error)}",
    }
    report = symbp.verify(NETWORK, document(lines))
    assert set(verdicts(report)) == {"right"}
    assert {name for name, choice, _ in report.conventions if choice == "transposed"} == {"weights", "examples"}
