"""Quantities of one example and of one step, with numbers: L^{(2)}, z_2^{(1)}, L_t, h_0, and sums over them."""

import pytest

import symbp
from claims.lines import cases, worst
from symbp.claims.judge import judge
from symbp.claims.reading import read_text

BATCH = symbp.network(
    inputs=2,
    loss="cross entropy",
    layout={"examples": "rows", "weights": "in,out"},
    layers=[{"units": 2, "activation": "sigmoid"}, {"units": 2, "activation": "softmax"}],
    numbers={
        "inputs": [[1, 0], [-0.5, 2], [0.25, 1]],
        "targets": [1, 0, 0],
        "parameters": {
            "w2": [[0.4, -0.6], [0.1, 0.2]],
            "b2": [0.05, 0],
            "w3": [[0.3, -0.1], [0.7, 0.5]],
            "b3": [0, 0],
        },
        "rate": 1,
    },
)
STEPS = symbp.equations(
    {
        "s[t]": "u*x[t] + v*s[t - 1]",
        "l[t]": "(s[t] - y[t])**2/2",
        "L": "Sum(l[t], t)",
    },
    inputs=["x[t]"],
    targets=["y[t]"],
    parameters=["u", "v"],
    labels={"t": 3},
    numbers={
        "inputs": {"x": [1, 2, -1]},
        "targets": {"y": [1, 0, 1]},
        "parameters": {"u": 0.5, "v": -0.4},
        "rate": 0.1,
    },
)

# z2 = x w2 + b2 = (0.45, -0.6), (0.05, 0.7), (0.25, 0.05); a2 = sigmoid; p = softmax(a2 w3)
BATCHED = r"""
right: z_1^{(2)} = (0.05, 0.7)
right: a_1^{(2)} = (0.5125, 0.6682)
right: z_2^{(2)} = 0.5125 (0.3, -0.1) + 0.6682 (0.7, 0.5) = (0.6215, 0.2828)
right: \hat y^{(2)} = (0.5839, 0.4161)
right: L^{(2)} = -\ln 0.5839 = 0.5380
right: L^{(2)} = -\log \hat y^{(2)}_1
right: L = \frac{1}{3} \sum_{i=1}^{3} L^{(i)}
right: \frac{\partial L^{(2)}}{\partial z_2^{(2)}} = \hat y^{(2)} - y^{(2)}
wrong: L^{(2)} = -\log \hat y^{(2)}_2
wrong: L^{(2)} = 0.8768
wrong: L = \sum_{i=1}^{3} L^{(i)}
wrong: \frac{\partial L^{(2)}}{\partial z_2^{(2)}} = \frac{1}{3} (\hat y^{(2)} - y^{(2)})
wrong: z_1^{(2)} = (0.05, 0.6)
"""
# s = 0.5, 0.8, -0.82; s - y = -0.5, 0.8, -1.82; l = 0.125, 0.32, 1.6562
STEPPED = r"""
right: s_1 = u x_1 + v s_0 = 0.5
right: s_3 = 0.5 \cdot (-1) - 0.4 \cdot 0.8 = -0.82
right: L_3 = \frac{1}{2} (-0.82 - 1)^2 = 1.6562
right: L = \sum_{t=1}^{3} L_t = 0.125 + 0.32 + 1.6562 = 2.1012
right: \frac{\partial L}{\partial s_3} = s_3 - y_3 = -1.82
right: \frac{\partial L}{\partial s_2} = (s_2 - y_2) + v (s_3 - y_3) = 0.8 + 0.728 = 1.528
right: \frac{\partial L}{\partial s_1} = -0.5 - 0.4 \cdot 1.528 = -1.1112
right: \frac{\partial L}{\partial v} = \sum_t \frac{\partial L}{\partial s_t} s_{t-1} = 0.764 - 1.456 = -0.692
right: \sum_t \frac{\partial L}{\partial s_t} = -1.4032
wrong: L_3 = 1.6652
wrong: \frac{\partial L}{\partial s_2} = s_2 - y_2
wrong: \frac{\partial L}{\partial v} = \frac{\partial L}{\partial s_3} s_2
wrong: \sum_t \frac{\partial L}{\partial s_t} = -1.4023
"""


@pytest.mark.parametrize(
    ("network", "wanted", "text"),
    [(network, *case) for network, lines in ((BATCH, BATCHED), (STEPS, STEPPED)) for case in cases(lines)],
)
def test_examples_and_steps_have_quantities_of_their_own(network, wanted, text):
    assert worst(text, network) in (wanted, "rounded" if wanted == "right" else wanted)


def test_a_given_number_may_be_copied_wrongly():
    assert worst("u = 0.61", STEPS) == "wrong"


HAND = symbp.equations(
    {"a": "w*x", "h": "tanh(a)", "E": "(h - t)**2/2"},
    inputs=["x"],
    targets=["t"],
    parameters=["w"],
    numbers={"inputs": {"x": 0.5}, "targets": {"t": 1}, "parameters": {"w": 0.8}, "rate": 0.1},
)


def findings(*lines):
    """The findings on lines about one unit, by part and side of each claim."""
    document = "\n\n".join(f"$${line}$$" for line in lines)
    return {(f.written, f.part, f.side): f for f in judge(read_text(document, HAND), HAND).findings}


def test_a_wrong_number_is_carried_on_through_the_formula_that_the_claim_gives():
    slope = r"\tanh'(a) = 1 - h^2 = 1 - 0.39^2 = 0.8479"  # h is 0.37995
    found = findings("h = 0.39", slope)
    assert found["h = 0.39", "value", 1].origin == "root"
    last = found[slope, "value", 3]
    assert (last.verdict.value, last.origin) == ("wrong", "carried")


def test_a_formula_with_a_measured_number_is_judged_by_what_it_comes_to():
    # dE/dw = (h - 1)(1 - h^2) x = -0.26527
    assert worst(r"w = w - 0.1 \times (-0.2653) = 0.8265", HAND) == "right"
    assert worst(r"w = w + 0.1 \times (-0.2653) = 0.7735", HAND) == "wrong"


DOUBLED = symbp.equations(
    {"y": "k*s", "E": "(y - t)**2/2"},
    targets=["t"],
    parameters=["k", "s"],
    numbers={"targets": {"t": 2}, "parameters": {"k": 2, "s": 0.7803}},
)


def test_a_whole_number_that_is_right_was_not_rounded():
    lines = (r"\frac{\partial E}{\partial y} = -0.442", r"\frac{\partial y}{\partial s} = 2")  # -0.4394 is right
    last = r"\frac{\partial E}{\partial s} = -0.442 \cdot 2 = -0.884"
    document = "\n\n".join(f"$${line}$$" for line in (*lines, last))
    found = [f for f in judge(read_text(document, DOUBLED), DOUBLED).findings if (f.written, f.part) == (last, "value")]
    assert [(f.verdict.value, f.origin) for f in found] == [("wrong", "carried")]
