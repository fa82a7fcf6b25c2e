"""Names that a document defines: what they stand for is put in, and what it says of them is judged."""

import pytest

import symbp
from symbp.claims.judge import judge
from symbp.claims.reading import read_text

NETWORK = symbp.equations(
    {
        "S[i, j]": "Sum(Q[i, k]*K[j, k], k)",
        "A[i, j]": "softmax(S[i, :])[j]",
        "O[i, p]": "Sum(A[i, j]*V[j, p], j)",
        "L": "Sum((O[i, p] - Y[i, p])**2, i, p)/2",
    },
    parameters=["Q[n, d]", "K[n, d]", "V[n, v]"],
    targets=["Y[n, v]"],
)
RECURRENT = symbp.equations(
    {
        "z[t; i]": "Sum(W[i, k]*h[t - 1; k], k) + x[t; i]",
        "h[t; i]": "tanh(z[t; i])",
        "C": "Sum((h[t; i] - y[t; i])**2, t, i)/2",
    },
    inputs=["x[t; n]"],
    targets=["y[t; n]"],
    parameters=["W[n, n]"],
    labels={"t": "T"},
)
NUMBERS = symbp.network(
    inputs=2,
    loss="binary cross entropy",
    layers=[{"units": 1}],
    numbers={"inputs": [1, 2], "targets": [1], "parameters": {"w2": [[0.5, -0.25]], "b2": [0]}},
)


def verdicts(text, network):
    """The verdict on every part of a text, line by line."""
    document = "\n\n".join(f"$${line}$$" for line in text.strip().split("\n"))
    return [finding.verdict.value for finding in judge(read_text(document, network), network).findings]


def test_an_upstream_gradient_may_have_a_name_of_its_own():
    text = r"""
G_{ip} = \frac{\partial L}{\partial O_{ip}}
\frac{\partial L}{\partial V} = A^T G
\frac{\partial L}{\partial V_{jq}} = \sum_a A_{aj} G_{aq}
\frac{\partial L}{\partial A} = G V^T
\frac{\partial L}{\partial A} = G^T V
"""
    assert verdicts(text, NETWORK) == ["right", "right", "right", "wrong"]


def test_errors_through_time_may_be_defined():
    text = r"""
\delta_t = \frac{\partial C}{\partial z_t}
\frac{\partial C}{\partial W} = \sum_{t=1}^{T} \delta_t h_{t-1}^T
\delta_t = (1 - h_t^2) \odot (h_t - y_t + W^T \delta_{t+1})
\delta_t = (1 - h_t^2) \odot (h_t - y_t + W \delta_{t+1})
"""
    assert verdicts(text, RECURRENT) == ["right", "right", "wrong"]


def test_what_a_name_is_said_to_be_is_judged_where_numbers_follow():
    text = r"error = \hat{y} - y = 0.5 - 1 = -0.5" + "\n" + r"\frac{\partial L}{\partial w_2} = error \cdot x_2 = -1"
    assert set(verdicts(text, NUMBERS)) == {"right"}
    assert "wrong" in verdicts(r"error = \hat{y} - y = 0.5 - 1 = 0.5", NUMBERS)


@pytest.mark.parametrize("text", ["zeug_3 = x_1 + x_2", "foo = x_1 + x_2", "w_{77} = 0.5", r"q = 0.5"])
def test_a_slip_of_the_pen_defines_nothing(text):
    assert verdicts(text, NUMBERS) == ["unreadable"]
