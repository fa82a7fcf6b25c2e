"""Conventions that an author may choose: declared or found, and never an excuse for a mistake."""

import numpy as np
import pytest

import symbp
from claims.claiming import submission
from claims.kinds import random_network
from symbp.claims.judge import judge
from symbp.claims.reading import read_submission
from symbp.claims.records import Verdict

GOOD = (Verdict.RIGHT, Verdict.ROUNDED)


def judged(network, claims, conventions=None):
    """The report on claims as a mapping."""
    table = {"claims": claims, **({"conventions": conventions} if conventions else {})}
    return judge(read_submission(table, network), network)


def bad(report):
    return [finding.written for finding in report.findings if finding.verdict not in GOOD]


SIGNALS = {"delta_o1": "-0.138498562", "delta_o2": "0.038098237", "delta_h1": "-0.008771355"}
GRADIENTS = {"dE/dw5": "0.082167041", "dE/dw1": "0.000438568"}


def test_error_signals_may_have_the_other_sign():
    report = judged(symbp.load("two-layer-sigmoid"), SIGNALS | GRADIENTS)
    assert bad(report) == []
    assert ("delta", "negative", "detected") in report.conventions
    assert [float(f.claimed) for f in report.findings][:2] == [-0.138498562, 0.038098237]


def test_the_other_sign_is_a_mistake_where_the_gradients_have_it_too():
    wrong = {"dE/dw5": "-0.082167041", "dE/dw6": "-0.082667628"}
    report = judged(symbp.load("two-layer-sigmoid"), SIGNALS | wrong)
    assert len(bad(report)) == 5
    assert all(choice != "negative" for _, choice, _ in report.conventions)


def test_one_error_signal_alone_proves_no_convention():
    assert len(bad(judged(symbp.load("two-layer-sigmoid"), {"delta_o1": "-0.138498562"}))) == 1
    declared = judged(symbp.load("two-layer-sigmoid"), {"delta_o1": "-0.138498562"}, {"delta": "negative"})
    assert bad(declared) == []
    assert ("delta", "negative", "declared") in declared.conventions


def square():
    """A network whose matrices are square, so that a transposed one fits."""
    numbers = {
        "inputs": [0.5, -0.3],
        "targets": [0.1, 0.9],
        "parameters": {
            "w2": [[0.1, 0.2], [0.3, 0.4]],
            "b2": [0.1, 0.2],
            "w3": [[0.5, 0.6], [0.7, 0.8]],
            "b3": [0.3, 0.4],
        },
        "rate": 0.5,
    }
    return symbp.network(inputs=2, layers=[{"units": 2}, {"units": 2}], numbers=numbers)


def gradients(network):
    """The gradients of the matrices, as arrays."""
    from symbp.claims.book import book
    from symbp.language import adjoint

    ledger = book(network)
    return {
        name: np.array([[ledger.truth[adjoint(single)] for single in row] for row in ledger.spelled.whole(tensor)])
        for name, tensor in ((t.name, t) for t in network.tensors() if t.name in ("w2", "w3"))
    }


def rows(array, digits=6):
    return [[f"{value:.{digits}f}" for value in row] for row in array]


@pytest.mark.parametrize("turned", [False, True])
def test_matrices_may_be_written_the_other_way_round(turned):
    network = square()
    found = gradients(network)
    report = judged(network, {f"dC/d{name}": rows(value.T if turned else value) for name, value in found.items()})
    assert bad(report) == []
    assert (("weights", "transposed", "detected") in report.conventions) == turned


def test_one_matrix_alone_the_other_way_round_is_wrong():
    network = square()
    found = gradients(network)
    claims = {"w2": [["0.1", "0.2"], ["0.3", "0.4"]], "dC/dw3": rows(found["w3"].T)}
    assert set(bad(judged(network, claims))) != set()


def relu_at_zero():
    """A hidden unit that stands exactly at the kink."""
    numbers = {
        "inputs": [1.0, 2.0],
        "targets": [1.0],
        "parameters": {"w2": [[0.2, -0.1], [0.3, 0.1]], "w3": [[0.5, 0.4]]},
        "rate": 0.1,
    }
    layers = [
        {"units": 2, "activation": "relu", "bias": "none"},
        {"units": 1, "activation": "identity", "bias": "none"},
    ]
    return symbp.network(inputs=2, layers=layers, numbers=numbers)


def test_the_slope_at_a_kink_is_a_choice():
    network = relu_at_zero()  # a = 0, 0.5; out = 0.2; dC/dout = -0.8; dC/dz = -0.4 s, -0.32
    claims = {"dC/dw3": [["0", "-0.4"]], "dC/dw2": [["-0.4", "-0.8"], ["-0.32", "-0.64"]]}
    report = judged(network, claims)
    assert bad(report) == []
    assert ("kink", "1", "detected") in report.conventions
    usual = judged(network, {"dC/dw3": [["0", "-0.4"]], "dC/dw2": [["0", "0"], ["-0.32", "-0.64"]]})
    assert bad(usual) == []
    assert ("kink", "0", "usual") in usual.conventions


def test_biases_that_are_left_alone():
    from dataclasses import replace

    from symbp.claims.book import book

    network = random_network("shared-bias", 3)
    kept = replace(network, numbers=replace(network.numbers, frozen=("b2", "b3")))
    after = book(kept).after(1)
    claims = {"C+1": f"{after[book(kept).network.loss]:.8f}"}
    report = judge(submission(network, claims), network)
    assert bad(report) == []
    assert ("biases", "kept", "detected") in report.conventions


def test_a_factor_in_everything_is_no_convention():
    claims = {"dE/dw5": "0.164334081", "dE/dw6": "0.165335256", "dE/dw7": "-0.045205081", "dE/dw8": "-0.045480484"}
    assert len(bad(judged(symbp.load("two-layer-sigmoid"), claims))) == 4


@pytest.mark.parametrize("name", ["w2", "w3"])
def test_numbers_decide_how_layers_are_counted(name):
    network = square()
    gradient = rows(gradients(network)[name])
    counted = {"w2": "w1", "w3": "w2"}[name]
    for written in (name, counted):
        report = judged(network, {f"dC/d{written}": gradient})
        assert bad(report) == []
        assert {finding.quantity.by.name[:2] for finding in report.findings} == {name}
