"""Every convention from end to end: declared in any kind of file, found, and told wherever a report is shown."""

import json
from dataclasses import replace
from decimal import Decimal

import pytest

import symbp
from claims.test_conventions import GRADIENTS, SIGNALS, gradients, relu_at_zero, rows, square
from claims.test_examples_own_loss import GRADIENTS as OF_EXAMPLES
from claims.test_examples_own_loss import NETWORK as BATCH
from claims.test_examples_own_loss import OUTER
from symbp.claims.vocabulary import CONVENTIONS
from symbp.phrases import phrases
from symbp.render import render_report
from symbp.render.claims import record

NAME = "two-layer-sigmoid"
WORKED = symbp.load(NAME)
WITHOUT_RATE = replace(WORKED, numbers=replace(WORKED.numbers, rate=None))
KINK = {"dC/dw3": [["0", "-0.4"]], "dC/dw2": [["-0.4", "-0.8"], ["-0.32", "-0.64"]]}
DOCUMENTS = {
    "delta": (WORKED, SIGNALS | GRADIENTS, "negative", "positive"),
    "weights": (square(), {f"dC/d{n}": rows(v.T) for n, v in gradients(square()).items()}, "transposed", "usual"),
    "kink": (relu_at_zero(), KINK, "1", "0"),
    "errors": (BATCH, "\n\n".join(f"$${line}$$" for line in OUTER + OF_EXAMPLES), "of each example", "of the loss"),
}


def told(report, name):
    """Whether a convention stands in the table, in the document and in the data."""
    words = phrases("en").texts[f"claims.convention.{name}.name"]
    data = json.dumps(record(report, phrases("en"))["conventions"])
    shown = (" ".join(str(report).split()), " ".join(render_report(report)["report.md"].split()))
    return all(words in text for text in shown) and f'"name": "{name}"' in data


@pytest.mark.parametrize("name", DOCUMENTS)
def test_each_is_found_declared_and_refused(name):
    network, claims, choice, other = DOCUMENTS[name]
    for conventions, made, source, code in (
        ({}, choice, "detected", 0),
        ({name: choice}, choice, "declared", 0),
        ({name: other}, other, "declared", 1),
    ):
        report = symbp.verify(network, claims, conventions=conventions)
        assert report.code == code
        assert (name, made, source) in report.conventions
        assert told(report, name)


def test_each_has_a_name_in_words():
    texts = phrases("en").texts
    assert [c.name for c in CONVENTIONS if f"claims.convention.{c.name}.name" not in texts] == []


def test_formulas_alone_bear_out_errors_of_the_other_sign():
    lines = [
        r"\delta^3 = (y - a^3) \odot \sigma'(z^3)",
        r"\delta^2 = (w^3)^T \delta^3 \odot (1 - a^2 \odot a^2)",
        r"\frac{\partial C}{\partial w^3} = - \delta^3 (a^2)^T",
        r"w^3 \leftarrow w^3 + \eta \delta^3 (a^2)^T",
    ]
    report = symbp.verify("two-layers", "\n\n".join(f"$${line}$$" for line in lines))
    assert report.code == 0
    assert ("delta", "negative", "detected") in report.conventions
    for other in (lines[:2], [lines[0], r"\frac{\partial C}{\partial w^3} = \delta^3 (a^2)^T"]):
        assert symbp.verify("two-layers", "\n\n".join(f"$${line}$$" for line in other)).code == 1


LINES = [
    ("md", "Conventions: squares = whole.\n\n$dE/dw_5 = 0.1643$\n"),
    ("md", "- **Conventions:** `squares = whole`, `delta = positive`\n\n$dE/dw_5 = 0.1643$\n"),
    ("tex", "% conventions: squares = whole\n\\[ \\frac{\\partial E}{\\partial w_5} = 0.1643 \\]\n"),
    ("csv", "Conventions: squares = whole\nquantity,value\ndE/dw5,0.1643\n"),
    ("txt", "Convention: loss = whole\n\ndE/dw5 = 0.1643\n"),
    ("toml", 'conventions = { squares = "whole" }\n[claims]\n"dE/dw5" = 0.1643\n'),
]


@pytest.mark.parametrize(("kind", "text"), LINES)
def test_any_kind_of_file_can_declare(kind, text, tmp_path):
    path = tmp_path / f"claims.{kind}"
    path.write_text(text, encoding="utf-8")
    report = symbp.verify(NAME, path)
    assert [finding.verdict.value for finding in report.findings] == ["right"]
    assert ("squares", "whole", "declared") in report.conventions


def test_prose_declares_nothing():
    report = symbp.verify(NAME, "Conventions: errors stand as rows, as always.\n\n$dE/dw_5 = 0.0822$\n")
    assert report.code == 0
    assert report.conventions == ()


@pytest.mark.parametrize(
    ("said", "why"), [("sqares = whole", "did you mean squares?"), ("kink = 7", "expected 0 or 1")]
)
def test_a_line_that_names_no_convention_is_told_and_stops_nothing(said, why):
    report = symbp.verify(NAME, f"Conventions: {said}\n\n$dE/dw_5 = 0.0822$\n")
    first, second = report.findings
    assert (first.verdict.value, first.place.line) == ("unreadable", 1)
    assert why in dict(first.note)["message"]
    assert second.verdict.value == "right"


NEW = f"{Decimal('0.4') - Decimal('0.5') * Decimal('0.0821670406'):.8f}"


@pytest.mark.parametrize(
    ("text", "conventions"),
    [(f"w5+ = {NEW}", {"rate": "0.5"}), (f"w5+ = {NEW}", {"eta": "0.5"}), (f"$\\eta = 0.5$\n\n$w_5^+ = {NEW}$", {})],
)
def test_the_rate_where_the_network_has_none(text, conventions):
    report = symbp.verify(WITHOUT_RATE, text, conventions=conventions)
    assert report.code == 0
    assert ("rate", "0.5", "declared") in report.conventions
    assert told(report, "rate")


def test_the_rate_of_the_network_is_not_to_be_chosen():
    report = symbp.verify(NAME, f"w5+ = {NEW}", conventions={"rate": "1"})
    assert report.code == 0
    assert ("rate", "0.5", "given") in report.conventions


def test_nothing_prints_as_minus_zero_and_only_nothing_explains_a_zero():
    network = relu_at_zero()
    report = symbp.verify(network, {"delta^2_1": "0", "delta^3": "0.8"}, conventions={"delta": "negative"})
    assert report.code == 0
    assert "-0 " not in str(report)
    assert "-0.0" not in json.dumps(record(report, phrases("en")))
    for wrong in ("E = 0", "dE/dw5 = 0", "dE/dw6 = 0"):
        (finding,) = symbp.verify(NAME, wrong).findings
        assert finding.verdict.value == "wrong"
        assert all(abs(cause.again) < 1e-6 for cause in finding.causes if cause.again is not None)


def test_a_zero_without_decimals_is_not_cut_off():
    (finding,) = symbp.verify(symbp.equations({"E": "(w - y)**2"}, **PARABOLA), "E = 0").findings
    assert finding.verdict.value == "wrong"  # 0.0081 is 0.01 or 0.008


PARABOLA = {"parameters": ["w"], "targets": ["y"], "numbers": {"parameters": {"w": 0.09}, "targets": {"y": 0.0}}}
