"""Statements about functions: true ones are right, false ones have a counterexample, own definitions claim nothing."""

import math

import pytest

import symbp
from symbp.claims.judge import judge
from symbp.claims.reading import read_text
from symbp.claims.records import Verdict

NETWORK = symbp.load("two-layer-sigmoid")
TRUE = [
    r"\sigma(u) = \frac{1}{1+e^{-u}}",
    r"\sigma(u) = \frac{e^u}{1+e^u}",
    r"\sigma'(z) = \sigma(z)(1-\sigma(z))",
    r"\sigma'(x) = \sigma(x)\,(1-\sigma(x))",
    r"\sigma'(x) = \frac{e^{-x}}{(1+e^{-x})^2} = \sigma(x)\,(1-\sigma(x))",
    r"\sigma''(x) = \sigma'(x)(1-2\sigma(x))",
    r"\frac{d\sigma}{dz} = \sigma(z)(1-\sigma(z))",
    r"\frac{d\sigma(z)}{dz} = \sigma(z)(1-\sigma(z))",
    r"\frac{d}{dz}\sigma(z) = \sigma(z)(1-\sigma(z))",
    r"f'(x) = f(x)(1-f(x))",
    r"\tanh'(z) = 1 - \tanh^2(z)",
    r"\tanh(z) = 2\sigma(2z) - 1",
    r"\frac{d\tanh}{dz} = 1 - \tanh^2 z",
    r"\mathrm{ReLU}(x) = \max(0, x)",
    r"\exp'(x) = e^x",
    r"\sigma' = \sigma(1-\sigma)",
    r"\sigma' = \sigma - \sigma^2",
    r"\sigma'(z) = \sigma \cdot (1-\sigma)",
    r"\frac{d\sigma}{dz} = \sigma(1-\sigma)",
    r"\tanh' = 1 - \tanh^2",
    r"\sigma(net) = \frac{1}{1+e^{-net}}",
    r"\ln'(x) = \frac{1}{x}",
]
FALSE = [
    r"\sigma(u) = \frac{1}{1+e^{u}}",
    r"\sigma'(z) = \sigma(z)(1+\sigma(z))",
    r"\sigma'(x) = x(1-x)",
    r"\sigma'(x) = 1",
    r"\frac{d\sigma}{dz} = \sigma(z)",
    r"f'(x) = 1 - f(x)^2",
    r"\sigma' = \sigma(1+\sigma)",
    r"\tanh' = 1 - \tanh",
    r"\sigma(net) = \frac{1}{1-e^{-net}}",
    r"\tanh'(z) = 1 - \tanh(z)",
    r"\mathrm{ReLU}(x) = \min(0, x)",
    r"\ln'(x) = \frac{1}{x^2}",
]
OWN = [
    r"f(x) = \max(0, x)",
    r"$f(x) = x^2$ and $f'(x) = 2x$",
    r"g(x) = x^2 + 3",
    r"q(x) = 3x^2, \quad q'(x) = 6x",
]


def findings(text):
    """The findings on a line."""
    return judge(read_text(text if "$" in text else f"${text}$", NETWORK), NETWORK).findings


@pytest.mark.parametrize("text", TRUE)
def test_a_true_statement_about_a_function_is_right(text):
    found = findings(text)
    assert found
    assert {finding.verdict for finding in found} == {Verdict.RIGHT}


@pytest.mark.parametrize("text", FALSE)
def test_a_false_statement_about_a_function_has_a_counterexample(text):
    (found,) = findings(text)
    assert (found.verdict, found.how) == (Verdict.WRONG, "counterexample")
    note = dict(found.note)
    assert note["true"] != note["found"]


def test_the_counterexample_is_one():
    (found,) = findings(r"\sigma(u) = \frac{1}{1+e^{u}}")
    note = dict(found.note)
    letter, value = note["where"].split(" = ")
    assert letter == "u"
    assert math.isclose(float(note["true"]), 1 / (1 + math.exp(-float(value))), rel_tol=1e-9)
    assert math.isclose(float(note["found"]), 1 / (1 + math.exp(float(value))), rel_tol=1e-9)


@pytest.mark.parametrize("text", OWN)
def test_a_function_that_the_network_does_not_have_is_defined_not_claimed(text):
    assert findings(text) == ()


def test_what_stands_beside_a_function_of_a_quantity_is_judged_by_the_network():
    (right,) = findings(r"\sigma'(net_{h1}) = out_{h1}(1 - out_{h1})")
    (wrong,) = findings(r"\sigma'(net_{h1}) = out_{h2}(1 - out_{h2})")
    assert (right.verdict, wrong.verdict) == (Verdict.RIGHT, Verdict.WRONG)


def test_an_arbitrary_function_is_defined_by_the_document():
    network = symbp.load("four-equations")
    text = r"$\sigma(u) = \frac{1}{1+e^{-u}}$ and $\sigma'(u) = \sigma(u)(1-\sigma(u))$"
    assert judge(read_text(text, network), network).findings == ()
