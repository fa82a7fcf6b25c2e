"""Worked systems of the world: their true values are right, and what texts print is what it is."""

import tomllib
from decimal import Decimal
from pathlib import Path

import pytest

import symbp
from claims.claiming import submission
from symbp.claims.judge import judge
from symbp.claims.reading import read_submission, read_text
from symbp.claims.records import Verdict
from symbp.descent import problem

FOLDER = Path(__file__).parent / "worked"


def table(name):
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(), parse_float=Decimal)


def verdicts(network, claims):
    """The verdict of every finding, by the claim's key."""
    return [(f.place.key, f.verdict) for f in judge(read_submission({"claims": claims}, network), network).findings]


def test_two_layer_sigmoid():
    network = symbp.load("two-layer-sigmoid")
    report = judge(submission(network, table("two-layer-sigmoid")["true"]), network)
    assert [f.written for f in report.findings if f.verdict is not Verdict.RIGHT] == []
    assert report.code == 0


@pytest.mark.parametrize(("key", "cause"), [("out_o1", "digit-slip"), ("E_total+1", "updated-weights")])
def test_published_slips_are_wrong(key, cause):
    network = symbp.load("two-layer-sigmoid")
    (finding,) = judge(submission(network, {key: table("two-layer-sigmoid")["published"][key]}), network).findings
    assert (finding.verdict, finding.origin) == (Verdict.WRONG, "root")
    assert finding.causes[0].misconception == cause


@pytest.mark.parametrize("name", ["add-mul-graph", "softmax-with-loss"])
def test_true_values_are_right(name):
    found = verdicts(symbp.load(name), table(name)["true"])
    assert [key for key, verdict in found if verdict is not Verdict.RIGHT] == []


def test_numbers_of_paths():
    text = "number of paths from E_total to w5 = 1\nnumber of paths from E_total to w1 = 2\n"
    network = symbp.load("two-layer-sigmoid")
    assert [f.verdict for f in judge(read_text(text, network), network).findings] == [Verdict.RIGHT] * 2
    assert judge(read_text(text.replace("= 2", "= 3"), network), network).code == 1


def test_elementwise_on_arrays():
    numbers = {"parameters": {"x1": [100, 101, 102], "x2": [2, 3, 4], "x3": [300, 301, 302]}}
    equations = {"y[i]": "x1[i]*x2[i] + x3[i]", "s": "Sum(y[i], i)"}
    network = symbp.equations(equations, parameters=["x1[n]", "x2[n]", "x3[n]"], numbers=numbers)
    claims = {"y": ["500", "604", "710"], "ds/dx1": ["2", "3", "4"], "ds/dx2": ["100", "101", "102"]}
    assert {verdict for _, verdict in verdicts(network, claims | {"ds/dx3": ["1", "1", "1"]})} == {Verdict.RIGHT}


def test_published_softmax():
    network = symbp.load("softmax-with-loss")
    report = judge(read_submission({"claims": table("softmax-with-loss")["published"]}, network), network)
    loss, *others = report.findings
    assert (loss.verdict, loss.causes[0].misconception) == (Verdict.WRONG, "log-shifted")
    assert {finding.verdict for finding in others} == {Verdict.RIGHT}


@pytest.mark.parametrize("rate", table("descent-parabola")["true"])
def test_descent(rate):
    network = problem("4*x**2", {"x": 2}, [Decimal(rate)], value="y").network
    for name, values in table("descent-parabola")["true"][rate].items():
        claims = {f"{name}+{step}" if step else name: value for step, value in enumerate(values)}
        found = judge(submission(network, claims), network).findings
        assert [finding.verdict for finding in found] == [Verdict.RIGHT] * len(values)


FORMULAS = {
    "chain-of-two": [
        r"\frac{\partial E}{\partial w_2} = \frac{\partial E}{\partial Y}\frac{\partial Y}{\partial u_2}"
        r"\frac{\partial u_2}{\partial w_2}",
    ],
    "perceptron-graph": [
        r"\frac{\partial L}{\partial W_2} = h^\top \frac{\partial L}{\partial o}",
        r"\frac{\partial L}{\partial h} = \frac{\partial L}{\partial o} W_2^\top",
        r"\frac{\partial L}{\partial z} = \frac{\partial L}{\partial h} \odot \phi'(z)",
        r"\frac{\partial L}{\partial W_1} = x^\top \frac{\partial L}{\partial z}",
    ],
    "four-equations": [
        r"\delta^L = \nabla_a C \odot \sigma'(z^L)",
        r"\delta^l = ((w^{l+1})^T \delta^{l+1}) \odot \sigma'(z^l)",
        r"\frac{\partial C}{\partial b^l_j} = \delta^l_j",
        r"\frac{\partial C}{\partial w^l_{jk}} = a^{l-1}_k \delta^l_j",
    ],
}


@pytest.mark.parametrize(("name", "formula"), [(name, line) for name, lines in FORMULAS.items() for line in lines])
def test_formulas_of_arbitrary_networks(name, formula):
    network = symbp.load(name)
    report = judge(read_text(f"$${formula}$$\n", network), network)
    assert [finding.verdict for finding in report.findings] == [Verdict.RIGHT]
