"""What an update rule carries on, as claims: names, steps, numbers, and the mistakes that are named."""

import math
from decimal import Decimal

import pytest

import symbp
from symbp.claims.book import book
from symbp.claims.diagnosis import diagnose
from symbp.claims.reading import read_text
from symbp.claims.records import Quantity, Verdict
from symbp.claims.sheet import by_tensor

ADAM = symbp.load("adam")
G5, RATE = -0.0187332613777, 0.1  # dE/dw5, by finite differences below
SIMPLE = symbp.network(
    inputs=1,
    layers=[{"units": 1, "activation": "identity", "bias": "none", "weights": [["w"]]}],
    numbers={
        "inputs": [2],
        "targets": [3],
        "parameters": {"w": 1},
        "update": {"rule": "momentum", "rate": 0.1, "mu": 0.5},
    },
)


def loss(shift):
    """The loss of the built-in network in plain Python, w5 moved by a little."""
    h1, h2 = math.tanh(0.30 * 0.6 - 0.25 * 0.2 + 0.10), math.tanh(0.20 * 0.6 + 0.40 * 0.2)
    return (1 / (1 + math.exp(-((0.50 + shift) * h1 - 0.30 * h2 + 0.20))) - 0.90) ** 2 / 2


def verdicts(network, text):
    return [finding.verdict for finding in symbp.verify(network, text).findings if finding.part == "value"]


def test_the_gradient_that_the_tests_start_from():
    assert (loss(1e-5) - loss(-1e-5)) / 2e-5 == pytest.approx(G5, rel=1e-8)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("m_{w5}", 0.1 * G5),
        ("m_w5", 0.1 * G5),
        ("m_{w_5}", 0.1 * G5),
        ("m_{w_5}^+", 0.1 * G5),
        ("m_{w5}^{(1)}", 0.1 * G5),
        ("m_{w_5,t}", 0.1 * G5),
        ("v_{w5}", 0.001 * G5**2),
        ("s_{w5}", 0.001 * G5**2),
        (r"\hat{m}_{w5}", G5),
        (r"\hat m_{w_5}", G5),
        ("m_hat_w5", G5),
        (r"\hat{v}_{w5}", G5**2),
        ("m_{w5,0}", 0.0),
        ("w_5^+", 0.5 + 0.1 * abs(G5) / (abs(G5) + 1e-8)),
    ],
)
def test_names_of_what_adam_carries_on(name, value):
    """After the first step m = (1 - beta1) g and v = (1 - beta2) g^2; corrected they are g and g^2."""
    written = f"{value:.6g}" if value else "0"
    assert verdicts(ADAM, f"{name} = {written}") == [Verdict.RIGHT]
    assert verdicts(ADAM, f"{name} = {value * 1.1 + 0.01:.6g}") == [Verdict.WRONG]


@pytest.mark.parametrize(
    ("line", "right"),
    [
        ("v = -4", True),  # g = (w x - t) x = (2 - 3) 2 = -2 with the slope of half the squared error
        ("v = -2", True),
        ("v_1 = -2", True),
        ("v_2 = -2.6", True),  # w = 1.2, g = (2.4 - 3) 2 = -1.2, v = 0.5 (-2) - 1.2 = -2.2
        ("v_2 = -2.2", True),
        ("v_w after 2 updates = -2.2", True),
        ("w after 2 updates = 1.42", True),
        ("v_{w,t} = -2", True),
    ],
)
def test_a_single_parameter_needs_no_name_below(line, right):
    right = line not in ("v = -4", "v_2 = -2.6")
    assert verdicts(SIMPLE, line) == [Verdict.RIGHT if right else Verdict.WRONG]


def test_a_recursion_reads_the_old_state():
    """On the right of m = ... the same name is the value before; elsewhere a bare name is the new one."""
    network = SIMPLE
    (claim,) = read_text("v_{w} = 0.5 v_{w} - 2 = -2", network).claims
    right = [part for part in symbp.claims.walk.walk(claim.sides[1]) if getattr(part, "state", "")]
    assert [part.updates for part in right] == [-1]


def test_what_is_left_alone_carries_nothing_on():
    numbers = {"inputs": [2], "targets": [3], "parameters": {"w2": [[1]], "b2": [0]}, "frozen": ["b2"], "rate": 0.1}
    network = symbp.network(inputs=1, layers=[{"units": 1}], numbers=numbers | {"update": {"rule": "momentum"}})
    (finding,) = symbp.verify(network, "v_{b2} = 1").findings
    assert finding.verdict is Verdict.UNREADABLE
    assert "expected a quantity that an update changes, found v_b2_1" in dict(finding.note)["message"]


def test_a_formula_of_plain_descent_is_not_right_for_another_rule():
    assert (
        symbp.verify("two-layer-sigmoid", r"w_5^+ = w_5 - \eta \frac{\partial E}{\partial w_5}").findings[0].verdict
        is Verdict.RIGHT
    )
    (finding,) = symbp.verify(ADAM, r"w_5^+ = w_5 - \eta \frac{\partial E}{\partial w_5}").findings
    assert finding.verdict is Verdict.UNDECIDED


@pytest.mark.parametrize(
    ("state", "updates", "value", "expected"),
    [
        ("", 1, 0.5 - 0.1 * G5, "plain-step"),
        ("", 1, 0.5 - 0.1 * G5 / (G5**2 + 1e-8), "root-left-out"),
        ("m_hat", 1, 0.1 * G5, "bias-uncorrected"),
        ("m", 1, 0.001 * G5, "betas-exchanged"),
        ("v", 1, 0.001 * G5, "gradient-not-squared"),
        ("v", 1, G5**2, "dampened"),
    ],
)
def test_mistakes_with_adam(state, updates, value, expected):
    ledger = book(ADAM)
    tensors = {tensor.name: tensor for tensor in by_tensor(ledger.sheet)}
    here = tensors[f"{state}_w5+" if state else "w5+"]
    found = diagnose(ledger.sheet, here, Decimal(f"{value:.8g}"), updates=updates - 1)
    assert expected in [cause.misconception for cause in found[:3]]  # a share of 0.1 is a decimal point, too


def test_quantities_after_many_updates_are_those_of_the_plain_loop():
    """Beyond the steps that are written out line by line, too."""
    w = v = 0.0
    w = 1.0
    for n in range(1, 9):
        v = 0.5 * v + (2 * w - 3) * 2
        w -= 0.1 * v
        ledger = book(SIMPLE)
        quantity = Quantity(ledger.values["w"], updates=n)
        assert ledger.value(ledger.key(quantity, {}), ledger.lines_of(quantity)) == pytest.approx(w, abs=1e-14)
        assert verdicts(SIMPLE, f"v_w after {n} updates = {v:.9f}") == [Verdict.RIGHT]
