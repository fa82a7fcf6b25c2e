"""What authors leave out: a class as an index, how far a sum reaches, indices from 0, numbers that are 0."""

import pytest

import symbp
from claims.lines import cases, worst

SCORES = symbp.equations(
    {
        "f[i, k]": "Sum(X[i, j]*W[j, k], j)",
        "p[i, k]": "softmax(f[i, :])[k]",
        "l[i]": "-Sum(Y[i, k]*log(p[i, k]), k)",
        "C": "Mean(l[i], i) + Sum(W[j, k]**2, j, k)*mu/2",
    },
    inputs=["X[N, D]"],
    targets=["Y[N, K]"],
    parameters=["W[D, K]"],
    constants=["mu"],
)
ALONE = symbp.equations(
    {"p[i]": "softmax(z)[i]", "L": "-Sum(y[i]*log(p[i]), i)"}, parameters=["z[K]"], targets=["y[K]"]
)
BINARY = symbp.equations(
    {
        "z[i]": "Sum(X[i, j]*w[j], j) + b",
        "q[i]": "sigmoid(z[i])",
        "L": "-Sum(y[i]*log(q[i]) + (1 - y[i])*log(1 - q[i]), i)",
    },
    inputs=["X[m, d]"],
    targets=["y[m]"],
    parameters=["w[d]", "b"],
)
BATCH = symbp.network(
    inputs="p",
    loss="cross entropy",
    layout={"examples": "rows", "weights": "in,out"},
    layers=[{"units": "q", "activation": "tanh"}, {"units": "r", "activation": "softmax"}],
)
SLIDING = symbp.equations(
    {"o[i]": "Sum(x[i + k]*f[k], k)", "E": "Sum((o[i] - t[i])**2, i)/2"},
    inputs=["x[6]"],
    targets=["t[4]"],
    parameters=["f[3]"],
)
UNBIASED = symbp.equations(
    {"a": "w*x + v*s + b", "h": "tanh(a)", "E": "(h - t)**2/2"},
    inputs=["x"],
    targets=["t"],
    parameters=["w", "v", "b"],
    constants=["s"],
    numbers={
        "inputs": {"x": 1.5},
        "targets": {"t": 0.4},
        "parameters": {"w": 0.3, "v": -0.7, "b": 0},
        "constants": {"s": 0.9},
    },
)

SCORED = r"""
right: l_i = -\log p_{i, y_i}
right: l_i = -\log\left(\frac{e^{f_{y_i}}}{\sum_j e^{f_j}}\right)
right: l_i = -f_{y_i} + \log \sum_j e^{f_j}
right: \frac{\partial l_i}{\partial f_k} = p_k - \mathbb{1}(y_i = k)
right: \frac{\partial l_i}{\partial f_{ik}} = p_{ik} - [k = y_i]
right: \frac{\partial l_i}{\partial f_{ik}} = p_{ik} - Y_{ik}
right: \frac{\partial C}{\partial w_{jk}} = \frac1N \sum_i x_{ij}(p_{ik} - y_{ik}) + \mu w_{jk}
wrong: l_i = \log p_{i, y_i}
wrong: l_i = f_{y_i} + \log \sum_j e^{f_j}
wrong: \frac{\partial l_i}{\partial f_{ik}} = p_{ik} + [k = y_i]
wrong: \frac{\partial l_i}{\partial f_{ik}} = Y_{ik} - p_{ik}
"""
ONE = r"""
right: L = -\log p_y
right: L = -\log p_c
right: \frac{\partial L}{\partial z_i} = p_i - \mathbf{1}_{i = y}
right: \frac{\partial L}{\partial z_i} = \mathrm{softmax}(z)_i - y_i
right: \frac{\partial L}{\partial z} = p - \text{one\_hot}(y)
right: \frac{\partial L}{\partial z_i} = p_i - y_i
right: L = \log \sum_j e^{z_j} - \sum_i y_i z_i
wrong: L = -p_c
wrong: L = -\log z_y
wrong: \frac{\partial L}{\partial z_i} = p_i - y_i p_i
wrong: \frac{\partial L}{\partial z_i} = y_i - \mathrm{softmax}(z)_i
"""
REACHING = r"""
right: L = \sum_{i=1}^m \log(1 + e^{z_i}) - y_i z_i
right: L = -\sum_i y_i \log \hat{q}_i + (1 - y_i) \log(1 - \hat{q}_i)
right: L = -\sum [y_i \log q_i + (1 - y_i) \log(1 - q_i)]
right: \mathcal{L}(w, b) = -\sum_i y_i \log q_i + (1 - y_i) \log(1 - q_i)
right: \frac{\partial L}{\partial w_j} = \sum_i (q_i - y_i) x_{ij}
right: \frac{\delta q_i}{\delta z_i} = q_i (1 - q_i)
right: BCE = \sum_i \log(1 + e^{z_i}) - y_i z_i
wrong: L = \sum_{i=1}^m \log(1 + e^{z_i}) + y_i z_i
wrong: L = -\sum_i y_i \log q_i - (1 - y_i) \log(1 - q_i)
wrong: \frac{\delta q_i}{\delta z_i} = q_i (1 + q_i)
"""
ROWS = r"""
right: \nabla_w L = \sum_i (q_i - y_i) \mathbf{x}_i
right: z_i = w^\top x_i + b
right: \frac{\partial L}{\partial w_j} = \sum_{i=1}^m (\hat q_i - y_i) x_{ij}
wrong: \nabla_w L = \sum_i q_i \mathbf{x}_i
wrong: z_i = w^\top x_i
"""
LAYERED = r"""
right: \frac{\partial C}{\partial Z_1} = \frac{\partial C}{\partial A_1} \odot (1 - A_1^2)
right: \nabla_{W_2} C = \frac{1}{n}\sum_i h_i^\top (\hat y_i - y_i)
right: dW_2 = A_1^T dZ_2
right: dZ_1 = (dZ_2 W_2^T) \odot (1 - A_1^2)
right: dW_1 = (dZ_1^T X)^T
right: \frac{\partial C}{\partial z_2^{(i)}} = \frac1n (\hat y^{(i)} - y^{(i)})
wrong: \frac{\partial C}{\partial Z_1} = \frac{\partial C}{\partial A_1} \odot (1 + A_1^2)
wrong: dW_1 = (dZ_1^T X)^T + W_1
"""
SLID = r"""
right: o_i = \sum_k x_{i+k-1} f_k
right: o_i = \sum_k x_{i+k} f_k
right: o_i = \sum_{k=0}^{2} x_{i+k} f_k
right: \frac{\partial E}{\partial f_k} = \sum_i \frac{\partial E}{\partial o_i} x_{i+k}
wrong: o_i = \sum_k x_{i+k+1} f_k
wrong: \frac{\partial E}{\partial f_k} = \sum_i o_i x_{i+k}
undecided: o = x * f
"""
VANISHING = r"""
right: a = w x + v s
right: \frac{\partial E}{\partial w} = (h - t) (1 - h^2) x
wrong: a = w x
wrong: a = w x + v + b
"""


@pytest.mark.parametrize(
    ("network", "wanted", "text"),
    [
        (network, *case)
        for network, lines in (
            (SCORES, SCORED),
            (ALONE, ONE),
            (BINARY, REACHING),
            (BINARY, ROWS),
            (BATCH, LAYERED),
            (SLIDING, SLID),
            (UNBIASED, VANISHING),
        )
        for case in cases(lines)
    ],
)
def test_a_formula_is_taken_as_its_author_means_it(network, wanted, text):
    assert worst(text, network) == wanted
