"""What an update adds to a parameter: read, judged, and carried on into the new value."""

import math

import pytest

import symbp
from symbp.claims.records import Verdict

NET = symbp.equations(
    {
        "s": "u*x + v*y - c",
        "p": "sigmoid(s)",
        "q": "tanh(m*p + n)",
        "E": "(q - t)**2/2",
    },
    inputs=["x", "y"],
    targets=["t"],
    parameters=["u", "v", "c", "m", "n"],
    loss="E",
    numbers={
        "inputs": {"x": 0.7, "y": -1.1},
        "targets": {"t": 0.35},
        "parameters": {"u": 0.8, "v": 0.3, "c": 0.25, "m": -0.6, "n": 0.9},
        "rate": 0.4,
    },
)
P = 1 / (1 + math.exp(-(0.8 * 0.7 + 0.3 * -1.1 - 0.25)))
Q = math.tanh(-0.6 * P + 0.9)
INNER = (Q - 0.35) * (1 - Q * Q)  # by what enters tanh
STEPS = {
    "m": -0.4 * INNER * P,
    "n": -0.4 * INNER,
    "u": -0.4 * INNER * -0.6 * P * (1 - P) * 0.7,
    "c": 0.4 * INNER * -0.6 * P * (1 - P),
}
OLD = {"u": 0.8, "m": -0.6, "n": 0.9, "c": 0.25}


def verdicts(claims):
    return [(finding.verdict, finding.origin) for finding in symbp.verify(NET, claims).findings]


@pytest.mark.parametrize("form", ["Δ{}", r"\Delta {}"])
def test_a_change_is_read(form):
    text = "\n".join(f"${form.format(name)} = {step:.5f}$" for name, step in STEPS.items())
    assert {verdict for verdict, _ in verdicts(text)} == {Verdict.RIGHT}


def test_a_change_in_a_formula():
    text = rf"$\Delta m = -\eta \frac{{\partial E}}{{\partial q}} (1 - q^2) p = {STEPS['m']:.5f}$"
    text += rf"{chr(10)}$m^{{new}} = m + \Delta m = -0.6 + {STEPS['m']:.5f} = {-0.6 + STEPS['m']:.5f}$"
    assert {verdict for verdict, _ in verdicts(text)} <= {Verdict.RIGHT, Verdict.ROUNDED}
    wrong = text.replace("m + ", "m - ")
    assert Verdict.WRONG in {verdict for verdict, _ in verdicts(wrong)}


def test_the_new_value_carries_a_wrong_change_on():
    wrong = STEPS["n"] * 2.7
    found = verdicts({"Δn": f"{wrong:.6f}", "n+": f"{0.9 + wrong:.6f}"})
    assert found == [(Verdict.WRONG, "root"), (Verdict.WRONG, "carried")]


def test_changes_that_are_subtracted():
    claims = {f"Δ{name}": f"{-step:.6f}" for name, step in STEPS.items()}
    new = {f"{name}+": f"{OLD[name] + step:.6f}" for name, step in STEPS.items()}
    report = symbp.verify(NET, claims | new)
    assert report.verdict is Verdict.RIGHT
    assert ("change", "subtracted", "detected") in report.conventions
    ascent = {f"{name}+": f"{OLD[name] - step:.6f}" for name, step in STEPS.items()}
    assert symbp.verify(NET, claims | ascent).verdict is Verdict.WRONG


def test_a_sum_that_begins_with_the_old_value_is_the_new_one():
    step = STEPS["u"]
    good = f"u = 0.8 - {-step:.6f} = {0.8 + step:.6f}" if step < 0 else f"u = 0.8 + {step:.6f} = {0.8 + step:.6f}"
    assert {verdict for verdict, _ in verdicts(good)} == {Verdict.RIGHT}
    assert verdicts(f"u = {0.8 + step:.6f}") == [(Verdict.RIGHT, "")]
    assert verdicts("u = 0.8") == [(Verdict.RIGHT, "")]
    assert verdicts("u = 0.85") == [(Verdict.WRONG, "root")]


@pytest.mark.parametrize(
    ("change", "name"),
    [(lambda s: s / 0.4, "rate-left-out"), (lambda s: s * 0.4, "wrong-rate")],
)
def test_mistakes_in_a_change(change, name):
    (finding,) = symbp.verify(NET, {"Δc": f"{change(STEPS['c']):.7f}"}).findings
    assert name in {cause.misconception for cause in finding.causes}


def test_e_alone_is_no_number():
    report = symbp.verify(NET, "$e = t - q = -0.1$\n\n$p = e$\n\n$p = 1/(1 + e^{-s})$")
    assert [finding.verdict for finding in report.findings] == [Verdict.UNREADABLE, Verdict.UNREADABLE, Verdict.RIGHT]


def test_the_error_of_one_output_may_be_a_difference():
    assert verdicts(f"Error = {0.35 - Q:.4f}") == [(Verdict.RIGHT, "")]
    assert verdicts(f"Error = {(Q - 0.35) ** 2 / 2:.5f}") == [(Verdict.RIGHT, "")]
    assert verdicts(f"E = {0.35 - Q:.4f}") == [(Verdict.WRONG, "root")]
