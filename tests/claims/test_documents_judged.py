"""Whole documents in the ways in which people write them: what is right passes, what is wrong is found where it is."""

import pytest

import symbp
from symbp.claims.judge import judge
from symbp.claims.reading import read_text
from symbp.claims.records import Verdict

GOOD = (Verdict.RIGHT, Verdict.ROUNDED)
BATCH = symbp.network(
    inputs=2,
    loss="cross entropy",
    layout={"examples": "rows", "weights": "in,out"},
    layers=[
        {"units": 2, "activation": "relu", "weights": "W1", "bias": "none"},
        {"units": 2, "activation": "softmax", "weights": "W2", "bias": {"unit": "b"}},
    ],
    numbers={
        "inputs": [[1.0, 2.0], [-1.0, 0.5]],
        "targets": [[1, 0], [0, 1]],
        "parameters": {"W1": [[0.1, -0.2], [0.3, 0.4]], "W2": [[0.5, -0.5], [0.2, 0.1]], "b": [0.0, 0.1]},
        "rate": 0.1,
    },
)
STEPS = symbp.equations(
    {
        "a1": "u*x1",
        "h1": "tanh(a1)",
        "a2": "u*x2 + w*h1",
        "h2": "tanh(a2)",
        "y": "v*h2",
        "E": "(y - t)**2/2",
    },
    inputs=["x1", "x2"],
    targets=["t"],
    parameters=["w", "u", "v"],
    numbers={
        "inputs": {"x1": 1.0, "x2": 0.5},
        "targets": {"t": 1.0},
        "parameters": {"w": 0.5, "u": 0.8, "v": 1.2},
        "rate": 0.1,
    },
)
LINE = symbp.equations(
    {"p[i]": "w*x[i] + b", "L": "Mean((p[i] - y[i])**2, i)"},
    inputs=["x[m]"],
    targets=["y[m]"],
    parameters=["w", "b"],
    numbers={
        "inputs": {"x": [1, 2, 3]},
        "targets": {"y": [2, 4, 7]},
        "parameters": {"w": 0.5, "b": 0.1},
        "rate": 0.01,
    },
)
ROWS = r"""
$$Z_1 = X W_1 = \begin{bmatrix} 0.7 & 0.6 \\ 0.05 & 0.4 \end{bmatrix}$$
$$\hat{Y} = \begin{bmatrix} 0.6593 & 0.3407 \\ 0.4975 & 0.5025 \end{bmatrix}$$
$$\frac{\partial L}{\partial Z_2} = \frac{1}{2}(\hat Y - Y) = \begin{bmatrix} -0.1704 & 0.1704 \\ 0.2488 & -0.2488
\end{bmatrix}$$
$$\frac{\partial L}{\partial W_2} = H^\top \frac{\partial L}{\partial Z_2} =
\begin{bmatrix} -0.1069 & 0.1069 \\ -0.0027 & 0.0027 \end{bmatrix}$$
$$L = -\frac{1}{2}(\ln 0.6593 + \ln 0.5025) = 0.5523$$
"""
THROUGH_TIME = """
h_1 = tanh(0.8) = 0.664

h_2 = tanh(0.4 + 0.332) = tanh(0.732) = 0.624

y = 1.2 * 0.624 = 0.749

dE/dy = y - t = -0.251

dE/dh2 = -0.251 * 1.2 = -0.301

dE/da2 = -0.301 * (1 - 0.624^2) = -0.184

dE/dw = -0.184 * 0.664 = -0.122

dE/dh1 = -0.184 * 0.5 = -0.092

dE/da1 = -0.092 * (1 - 0.664^2) = -0.0514

dE/du = -0.184 * 0.5 - 0.0514 * 1.0 = -0.143

w_new = 0.5 + 0.0122 = 0.512
"""
REGRESSION = r"""
$$L = \frac{1}{3}\left[(0.6-2)^2 + (1.1-4)^2 + (1.6-7)^2\right] = \frac{1.96 + 8.41 + 29.16}{3} = 13.18$$
$$\frac{\partial L}{\partial w} = \frac{2}{3}\left[(-1.4)(1) + (-2.9)(2) + (-5.4)(3)\right] = -15.6$$
$$\frac{\partial L}{\partial b} = \frac{2}{3}(-1.4 - 2.9 - 5.4) = -6.47$$
$$w \leftarrow 0.5 - 0.01 \times (-15.6) = 0.656$$
L after 1 update = 10.48
"""
DOCUMENTS = {"rows": (BATCH, ROWS), "through time": (STEPS, THROUGH_TIME), "regression": (LINE, REGRESSION)}


def findings(network, text):
    return judge(read_text(text, network), network).findings


def wrong(network, text):
    """(part, origin, cause) of everything that is not good."""
    bad = [f for f in findings(network, text) if f.verdict not in GOOD]
    return [(f.part, f.origin, f.how if not f.causes else f.causes[0].misconception) for f in bad]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_what_is_right_passes(name):
    network, text = DOCUMENTS[name]
    assert wrong(network, text) == []
    assert len(findings(network, text)) > 8


def test_a_wrong_entry_of_a_matrix_is_named():
    network, text = DOCUMENTS["rows"]
    (finding,) = [f for f in findings(network, text.replace("-0.2488\n", "-0.2848\n")) if f.verdict not in GOOD]
    assert (finding.part, finding.entry, finding.origin) == ("value", (2, 2), "root")
    assert finding.causes[0].misconception == "transposed-digits"


def test_a_slope_left_out_is_carried_on():
    text = THROUGH_TIME.replace("-0.301 * (1 - 0.624^2) = -0.184", "-0.301")
    for old, new in (
        ("-0.184 * 0.664 = -0.122", "-0.301 * 0.664 = -0.200"),
        ("0.5 + 0.0122 = 0.512", "0.5 + 0.02 = 0.52"),
    ):
        text = text.replace(old, new)
    bad = [f for f in findings(STEPS, text) if f.verdict not in GOOD]
    values = [(f.place.line, f.origin) for f in bad if f.part == "value"]
    assert values == [(12, "root"), (14, "carried"), (22, "carried")]
    assert next(f for f in bad if f.part == "value").causes[0].misconception == "slope-left-out"


@pytest.fixture(scope="module")
def sigmoid():
    return symbp.load("two-layer-sigmoid")


def test_a_wrong_factor_is_the_root_of_its_product(sigmoid):
    text = r"$$\frac{\partial E}{\partial w_6} = 0.74136507 \times 0.176815602 \times 0.596884378 = 0.07824254$$"
    assert wrong(sigmoid, text) == [("factor", "root", "digit-slip"), ("value", "carried", "interval")]


def test_arithmetic_gone_wrong_is_no_mistake_in_the_method(sigmoid):
    text = r"$$\frac{\partial E}{\partial w_7} = -0.2170715 \times 0.17551 \times 0.593269992 = 0.022602540$$"
    assert [part for part, _, _ in wrong(sigmoid, text)] == ["arithmetic", "value"]
    assert wrong(sigmoid, text)[1][2] in ("arithmetic", "sign-lost")


def test_numbers_that_do_not_lead_to_a_right_result_are_isolated(sigmoid):
    text = r"$$\frac{\partial E}{\partial w_5} = 0.74136507 \times 0.186815602 \times 0.693269992 = 0.082167041$$"
    found = {f.part: f.verdict for f in findings(sigmoid, text) if f.part != "factor"}
    assert found == {"arithmetic": Verdict.WRONG, "value": Verdict.RIGHT}
    factors = [f.verdict for f in findings(sigmoid, text) if f.part == "factor"]
    assert factors == [Verdict.RIGHT, Verdict.RIGHT, Verdict.WRONG]


def test_a_formula_and_its_number_are_judged_apart(sigmoid):
    text = r"$$\frac{\partial E}{\partial w_5} = (out_{o1} - target_{o1}) \cdot out_{h1} = 0.0822$$"
    assert {f.part: f.verdict for f in findings(sigmoid, text)} == {"formula": Verdict.WRONG, "value": Verdict.RIGHT}


def test_given_numbers_copied_wrongly_are_roots(sigmoid):
    text = "w_5 = 0.45\n\nnet_o1 = 1.135569\n"
    assert [(part, origin) for part, origin, _ in wrong(sigmoid, text)] == [("value", "root"), ("value", "carried")]


@pytest.mark.parametrize("line", ["out_o1 = 1/0", "E_total = ln(0)", "net_h1 after 1000000 updates = 0.4"])
def test_what_has_no_value_stops_nothing(sigmoid, line):
    first, second = findings(sigmoid, f"{line}\n\nnet_h1 = 0.3775\n")
    assert (first.verdict, second.verdict) == (Verdict.UNREADABLE, Verdict.RIGHT)


EQUAL = [
    ("sigma'(net_o1) = out_o1*(1 - out_o1)", True),
    ("1 - out_o1 = 1/(1 + exp(net_o1))", True),
    ("1 - out_o1 = 1/(1 + exp(-net_o1))", False),
    ("-(target_o1 - out_o1) = out_o1 - target_o1", True),
    ("out_h1*w5 = out_h2*w5", False),
]


@pytest.mark.parametrize(("line", "equal"), EQUAL)
def test_formulas_for_formulas(sigmoid, line, equal):
    (finding,) = findings(sigmoid, line)
    assert (finding.part, finding.verdict) == ("formula", Verdict.RIGHT if equal else Verdict.WRONG)


def test_coarse_numbers_excuse_no_mistake_that_gives_every_digit(sigmoid):
    text = "out_o1 = 0.7513\n\nE_total after one update = 0.291027924\n\nw8+ = 0.538630\n"
    found = {f.causes[0].misconception for f in findings(sigmoid, text) if f.verdict is Verdict.WRONG}
    assert found == {"updated-weights", "ascent"}


def test_the_only_mistake_that_fits_few_digits_is_named(sigmoid):
    (found,) = findings(sigmoid, "dE/dw1 = 0.000425\n")
    assert [cause.misconception for cause in found.causes[1:]] in ([], ["chance"])
    assert found.causes[0].again is not None


@pytest.mark.parametrize(
    ("text", "verdicts"),
    [
        (r"\frac{\partial p_i}{\partial b} = 1", [Verdict.RIGHT] * 3),
        (r"\frac{\partial p_i}{\partial b} = 2", [Verdict.WRONG] * 3),
        (r"\frac{\partial p_i}{\partial p_i} = 1", [Verdict.RIGHT] * 3),
        (r"\frac{\partial p_1}{\partial b} = 1", [Verdict.RIGHT]),
        (r"\frac{\partial p}{\partial b} = 1", [Verdict.UNREADABLE]),  # a vector is no number
    ],
)
def test_a_number_for_an_indexed_quantity_is_said_of_every_entry(text, verdicts):
    found = judge(read_text(f"${text}$", LINE), LINE).findings
    assert [finding.verdict for finding in found] == verdicts


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("the loss L after 1 update = 10.73", Verdict.WRONG),
        ("So the loss is $L$ after 1 update = 10.73", Verdict.WRONG),
        ("Then we have L = 10.73", Verdict.WRONG),
        ("the new value of it is L = 10.73", Verdict.UNREADABLE),  # not the value that L has now
        ("The shape of my house = 10.73", None),
    ],
)
def test_what_prose_says_of_a_quantity_is_not_passed_over(text, verdict):
    assert [finding.verdict for finding in judge(read_text(text, LINE), LINE).findings] == [verdict] * (
        verdict is not None
    )


def test_a_declared_name_is_no_operator():
    network = symbp.equations({"dot": "w*x", "L": "(dot - t)**2"}, inputs=["x"], targets=["t"], parameters=["w"])
    for text, verdict in (
        ("dot = w x", Verdict.RIGHT),
        ("L = (dot - t)^2", Verdict.RIGHT),
        ("dot = w t", Verdict.WRONG),
    ):
        (finding,) = judge(read_text(f"${text}$", network), network).findings
        assert finding.verdict is verdict
