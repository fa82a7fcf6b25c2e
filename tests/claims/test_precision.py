"""Last digits: single precision and cut digits explain them only where the author calculates so."""

import numpy as np
import pytest

import symbp
from claims.kinds import random_network
from symbp.claims.book import book
from symbp.claims.records import Verdict
from symbp.claims.sheet import Kind


def values(network, kinds=(Kind.VALUE,)):
    """Names and true values of the lines of some kinds that are no losses."""
    ledger = book(network)
    lines = [line for kind in kinds for line in ledger.sheet.of_kind(kind)]
    return {
        line.tensor.name: ledger.truth[line.tensor] for line in lines if ledger.truth[line.tensor] not in (0.0, 1.0)
    }


def digits(value, count):
    return f"{value:#.{count}g}"


@pytest.mark.parametrize("count", [7, 8, 9])
@pytest.mark.parametrize("seed", range(3))
def test_a_slip_in_the_last_digit_is_no_single_precision(count, seed):
    network = random_network("tanh", seed)
    true = values(network)
    for name in list(true)[1:4]:
        shown = {other: digits(value, count) for other, value in true.items()}
        last = int(shown[name][-1])
        shown[name] = shown[name][:-1] + str((last + 5) % 10)
        wrong = [f for f in symbp.verify(network, shown).findings if f.verdict is Verdict.WRONG]
        assert name in {f.quantity.tensor.name for f in wrong if f.origin == "root"}


@pytest.mark.parametrize("seed", range(3))
def test_single_floats_are_a_habit(seed):
    network = random_network("sigmoid", seed)
    shown = {name: str(np.float32(value) * (1 + np.float32(1e-7))) for name, value in values(network).items()}
    report = symbp.verify(network, shown)
    assert report.verdict in (Verdict.RIGHT, Verdict.ROUNDED)


def test_digits_are_cut_off_by_those_who_do_so():
    network = random_network("sigmoid", 5)
    true = values(network)
    rounded = {name: f"{value:.4f}" for name, value in true.items()}
    report = symbp.verify(network, rounded)
    assert {finding.how for finding in report.findings} == {"digits"}
    cut = {name: f"{np.trunc(value * 1e4) / 1e4:.4f}" for name, value in true.items()}
    assert symbp.verify(network, cut).verdict is Verdict.ROUNDED


def test_numbers_carried_on_as_they_are_printed():
    network = symbp.equations(
        {"y": "w*x", "L": "(y - t)**2"},
        inputs=["x"],
        targets=["t"],
        parameters=["w"],
        numbers={"inputs": {"x": 0.37}, "targets": {"t": 0.5}, "parameters": {"w": 0.7777}, "rate": 0.1},
    )
    # y = 0.287749 written with two digits and taken on as it stands, with more digits than it has
    report = symbp.verify(network, {"y": "0.29", "dL/dy": "-0.42", "dL/dw": "-0.1554", "w+": "0.79324"})
    assert [finding.verdict for finding in report.findings] == [*2 * [Verdict.RIGHT], *2 * [Verdict.ROUNDED]]
    other = symbp.verify(network, {"y": "0.29", "dL/dy": "-0.42", "dL/dw": "-0.1554", "w+": "0.76216"})
    assert other.findings[-1].verdict is Verdict.WRONG
