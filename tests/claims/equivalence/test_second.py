"""Second derivatives: formulas, numbers, Hessians; those of errors; in the notation of an author."""

import math

import pytest

import symbp
from symbp.claims.records import Verdict

RIGHT = r"""
two-layer-sigmoid | \frac{\partial^2 E}{\partial out_{o1}^2} = 1
two-layer-sigmoid | \frac{\partial^2 out_{o1}}{\partial net_{o1}^2} = out_{o1} (1 - out_{o1}) (1 - 2 out_{o1})
two-layer-sigmoid | \frac{d^2 out_{o1}}{d net_{o1}^2} = \sigma''(net_{o1})
two-layer-sigmoid | \frac{\partial^2 E}{\partial w_1^2} = i_1^2 \frac{\partial^2 E}{\partial net_{h1}^2}
two-layer-sigmoid | \frac{\partial^2 E}{\partial w_1 \partial w_2} = i_1 i_2 \frac{\partial^2 E}{\partial net_{h1}^2}
two-layer-sigmoid | \frac{\partial^2 E}{\partial w_5\,\partial w_7} = 0
two-layer-sigmoid | \frac{\partial \delta_{o1}}{\partial w_5} = out_{h1} \frac{\partial^2 E}{\partial net_{o1}^2}
softmax-with-loss | \frac{\partial^2 L}{\partial a_{ik}^2} = \frac{1}{m} y_{ik} (1 - y_{ik})
softmax-with-loss | \frac{\partial^2 L}{\partial a_{ij} \partial a_{ik}} = \frac{1}{m} y_{ij} (\delta_{jk} - y_{ik})
chain-of-two | \frac{\partial^2 E}{\partial w_2^2} = \frac{\partial^2 E}{\partial u_2^2} Y_j^2
""".strip().splitlines()

WRONG = r"""
two-layer-sigmoid | \frac{\partial^2 out_{o1}}{\partial net_{o1}^2} = out_{o1} (1 - out_{o1}) (1 - out_{o1})
two-layer-sigmoid | \frac{\partial^2 E}{\partial w_1^2} = i_1 \frac{\partial^2 E}{\partial net_{h1}^2}
two-layer-sigmoid | \frac{\partial \delta_{o1}}{\partial net_{o1}} = out_{o1} (1 - out_{o1})
two-layer-sigmoid | \frac{\partial^2 E}{\partial out_{o1}^2} = 2
softmax-with-loss | \frac{\partial^2 L}{\partial a_{ij} \partial a_{ik}} = -\frac{1}{m} y_{ij} y_{ik}
softmax-with-loss | \frac{\partial^2 L}{\partial a_{ik}^2} = y_{ik} (1 - y_{ik})
""".strip().splitlines()


def finding(line):
    name, claim = line.split(" | ")
    (found,) = symbp.verify(name, f"$${claim}$$").findings
    return found


@pytest.mark.parametrize("line", RIGHT)
def test_true_second_derivatives_are_right(line):
    assert finding(line).verdict is Verdict.RIGHT


@pytest.mark.parametrize("line", WRONG)
def test_false_second_derivatives_are_wrong(line):
    assert finding(line).verdict is Verdict.WRONG


def test_most_of_them_are_proved():
    found = [finding(line).how for line in RIGHT]
    assert found.count("proved") >= 6


def loss(w5, w1):
    """The worked 2-2-2 network in plain floats."""

    def squash(x):
        return 1 / (1 + math.exp(-x))

    h1 = squash(w1 * 0.05 + 0.20 * 0.10 + 0.35)
    h2 = squash(0.25 * 0.05 + 0.30 * 0.10 + 0.35)
    o1, o2 = squash(w5 * h1 + 0.45 * h2 + 0.60), squash(0.50 * h1 + 0.55 * h2 + 0.60)
    return ((0.01 - o1) ** 2 + (0.99 - o2) ** 2) / 2


STEP = 1e-3


def twice(f, x):
    return (f(x + STEP) - 2 * f(x) + f(x - STEP)) / STEP**2


def mixed(f, x, y):
    moved = [a * b * f(x + a * STEP, y + b * STEP) for a in (1, -1) for b in (1, -1)]
    return sum(moved) / (4 * STEP**2)


@pytest.mark.parametrize(
    ("claim", "value"),
    [
        (r"\frac{\partial^2 E}{\partial w_5^2}", twice(lambda w: loss(w, 0.15), 0.40)),
        (r"\frac{\partial^2 E}{\partial w_5 \partial w_1}", mixed(loss, 0.40, 0.15)),
        (r"\frac{\partial^2 E}{\partial w_1 \partial w_5}", mixed(loss, 0.40, 0.15)),
    ],
)
def test_numbers(claim, value):
    assert finding(f"two-layer-sigmoid | {claim} = {value:.4f}").verdict is Verdict.RIGHT
    assert finding(f"two-layer-sigmoid | {claim} = {value + 0.001:.4f}").verdict is Verdict.WRONG
    assert finding(f"two-layer-sigmoid | {claim} = {value:.4f}").true == pytest.approx(value, abs=1e-6)


def test_a_hessian_is_a_matrix():
    claim = r"\frac{\partial^2 E}{\partial a_3^2} = \begin{pmatrix} 1 & 0 \\ 0 & %s \end{pmatrix}"
    for entry, verdict in (("1", Verdict.RIGHT), ("2", Verdict.WRONG)):
        assert symbp.verify("two-layer-sigmoid", f"$${claim % entry}$$").verdict is verdict


@pytest.mark.parametrize("slope", [r"\sigma''(z)", r"\sigma''(u)", r"\sigma''"])
def test_statements_about_functions_may_be_of_second_order(slope):
    letter = slope[-2] if slope.endswith(")") else "x"
    for factor, verdict in (("2", Verdict.RIGHT), ("3", Verdict.WRONG)):
        claim = rf"{slope} = \sigma'({letter}) (1 - {factor} \sigma({letter}))"
        assert symbp.verify("two-layer-sigmoid", f"$${claim}$$").verdict is verdict
