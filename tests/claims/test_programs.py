"""Formulas as arrays are programmed, and as those write them who teach programs: true ones pass, false ones do not."""

import pytest

import symbp
from symbp.claims.judge import judge
from symbp.claims.reading import read_text

ROWS = symbp.network(
    inputs="D",
    loss="cross entropy",
    layout={"examples": "rows", "weights": "in,out"},
    layers=[
        {"units": "H", "activation": "relu", "weights": "W1", "bias": {"unit": "b1"}},
        {"units": "K", "activation": "softmax", "weights": "W2", "bias": {"unit": "b2"}},
    ],
)
COLUMNS = symbp.network(
    inputs="n0",
    loss="binary cross entropy",
    layout={"examples": "columns", "weights": "out,in"},
    layers=[{"units": "n1", "activation": "tanh"}, {"units": "n2", "activation": "sigmoid"}],
)
IN_ROWS = """
right: h = np.maximum(0, np.dot(x, W1) + b1)
right: scores = h @ W2 + b2
right: logits = np.dot(h, W2) + b2
right: dscores = (softmax(scores) - y) / m
right: dW2 = h.T @ dscores
right: dW2 = np.dot(h.T, dscores)
right: dW2 = h.T.dot(dscores)
wrong: dW2 = h.dot(dscores)
right: db2 = np.sum(dscores, axis=0, keepdims=True)
right: db2 = dscores.sum(axis=0)
right: db2 = sum(dscores)
wrong: db2 = np.sum(dscores, axis=1)
right: dh = dscores @ W2.T
right: dhidden = np.dot(dscores, W2.T)
right: hidden_layer = np.maximum(0, np.dot(x, W1) + b1)
unreadable: dscores /= m
wrong: dh = dscores @ W2
right: dW1 = x.T @ (dh * (h > 0))
wrong: dW1 = x.T @ dh
right: dz2 = dh * (z2 > 0)
right: dz2 = dh * 1[z2 > 0]
right: dz2 = dh \\odot \\mathbb{1}_{z2 > 0}
wrong: dz2 = dh @ (z2 > 0)
wrong: dz2 = dh (z2 > 0)
right: C = -np.sum(y * np.log(probs)) / m
"""
IN_COLUMNS = r"""
right: A^{[1]} = g^{[1]}(Z^{[1]})
right: A^{[2]} = g^{[2]}(Z^{[2]})
wrong: A^{[1]} = g^{[2]}(Z^{[1]})
right: dZ^{[1]} = W^{[2]T} dZ^{[2]} * g^{[1]'}(Z^{[1]})
right: dZ^{[1]} = W^{[2]T} dZ^{[2]} * g'^{[1]}(Z^{[1]})
right: dZ^{[1]} = W^{[2]T} dZ^{[2]} * (1 - (A^{[1]})^2)
wrong: dZ^{[1]} = W^{[2]T} dZ^{[2]} * A^{[1]} * (1 - A^{[1]})
wrong: dZ^{[1]} = W^{[2]T} dZ^{[2]} \cdot g^{[1]'}(Z^{[1]})
wrong: dZ^{[1]} = W^{[2]T} dZ^{[2]} g^{[1]'}(Z^{[1]})
wrong: dZ^{[1]} = W^{[2]T} dZ^{[2]} * g^{[2]'}(Z^{[1]})
"""
LINES = [(ROWS, line) for line in IN_ROWS.split("\n") if line] + [
    (COLUMNS, line) for line in IN_COLUMNS.split("\n") if line
]


@pytest.mark.parametrize(("network", "line"), LINES)
def test_a_line_of_a_program_is_judged(network, line):
    wanted, text = line.split(": ", 1)
    (finding,) = judge(read_text(f"$${text}$$", network), network).findings
    assert finding.verdict.value == wanted


AS_EQUATIONS = """
right: S[i] = Sum(e[i, k], k)
right: s = Sum(p[i, k], i, k)
right: dL/dS[i] = Sum(t[i, k], k)/S[i]/m
right: L = -Sum(t[i, k]*log(y[i, k]), i, k)/m
wrong: L = -Sum(t[i, k]*log(y[i, k]), i, k)
wrong: S[i] = Sum(e[i, k], i)
unreadable: S[i] = Sum(e[i, k], 2)
"""


@pytest.mark.parametrize("line", AS_EQUATIONS.strip().split("\n"))
def test_sums_are_read_as_the_equations_of_a_network_write_them(line):
    network = symbp.load("softmax-with-loss")
    wanted, text = line.split(": ", 1)
    key, formula = text.split(" = ")
    assert symbp.verify(network, {key: formula}).verdict.value == wanted
