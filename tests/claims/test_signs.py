"""Error signals of the other sign are found beside mistakes of another kind, too."""

import math

import symbp
from symbp.claims.records import Verdict

NET = symbp.network(
    inputs=["a", "c"],
    layers=[
        {"units": ["g1", "g2"], "weights": [["p", "q"], ["r", "s"]], "bias": "none"},
        {"units": ["o"], "weights": [["u", "v"]], "bias": "none"},
    ],
    numbers={
        "inputs": [0.6, -0.4],
        "targets": [0.8],
        "rate": 0.5,
        "parameters": {"p": 0.3, "q": -0.2, "r": 0.7, "s": 0.5, "u": 0.9, "v": -0.35},
    },
)


def sigmoid(z):
    return 1 / (1 + math.exp(-z))


G1, G2 = sigmoid(0.3 * 0.6 + 0.2 * 0.4), sigmoid(0.7 * 0.6 - 0.5 * 0.4)
O = sigmoid(0.9 * G1 - 0.35 * G2)  # noqa: E741
OUT = (0.8 - O) * O * (1 - O)
U, V = 0.9 + 0.5 * OUT * G1, -0.35 + 0.5 * OUT * G2


def hand(first, second):
    """A calculation with the weights given for the way back, errors with the other sign."""
    d1, d2 = OUT * first * G1 * (1 - G1), OUT * second * G2 * (1 - G2)
    exact = {
        "out_o": O,
        "delta_o": OUT,
        "u+": U,
        "v+": V,
        "delta_g1": d1,
        "delta_g2": d2,
        "p+": 0.3 + 0.5 * d1 * 0.6,
        "q+": -0.2 - 0.5 * d1 * 0.4,
        "r+": 0.7 + 0.5 * d2 * 0.6,
    }
    return {name: f"{value:.7f}" for name, value in exact.items()}


def test_new_weights_on_the_way_back_hide_no_sign():
    assert symbp.verify(NET, hand(0.9, -0.35)).verdict is Verdict.RIGHT
    report = symbp.verify(NET, hand(U, V))
    assert ("delta", "negative", "detected") in report.conventions
    found = {f.written.partition(" =")[0]: (f.verdict, f.origin) for f in report.findings}
    for name in ("delta_g1", "delta_g2"):
        assert found[name] == (Verdict.WRONG, "root")
    for name in ("p+", "q+", "r+"):
        assert found[name] == (Verdict.WRONG, "carried")
    assert {f.causes[0].misconception for f in report.findings if f.causes} == {"updated-weights"}


def test_a_sign_that_is_lost_for_good_is_no_convention():
    turned = hand(0.9, -0.35)
    for name, old in {"u+": 0.9, "v+": -0.35, "p+": 0.3, "q+": -0.2, "r+": 0.7}.items():
        turned[name] = f"{2 * old - float(turned[name]):.7f}"
    assert all(choice != "negative" for _, choice, _ in symbp.verify(NET, turned).conventions)
