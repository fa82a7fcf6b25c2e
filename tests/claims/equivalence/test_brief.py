"""A look at one point calls nothing wrong that is right, and finds what is wrong; digits keep verdicts apart."""

from dataclasses import replace
from decimal import Decimal

import pytest

import symbp
from claims.equivalence.textbook import formulas
from symbp.claims.equivalence import formula_verdict
from symbp.claims.reading import read_text
from symbp.claims.records import Verdict
from symbp.claims.tree import Negative, Number, Product, Times

ALL = list(formulas())


@pytest.mark.parametrize(("book", "subject", "formula"), [f[1:2] + f[3:] for f in ALL[::3]])
def test_what_is_right_passes_and_its_negative_does_not(book, subject, formula):
    assert formula_verdict(book.network, subject, formula, brief=True).verdict is Verdict.RIGHT
    found, brief = (formula_verdict(book.network, subject, Negative(formula), brief=b).verdict for b in (False, True))
    assert (found is Verdict.WRONG) == (brief is Verdict.WRONG)


def test_what_a_brief_look_finds_is_no_counterexample_yet():
    for _, book, _, subject, formula in ALL[1::5]:
        network, doubled = replace(book.network), Product((Number(Decimal(2)), formula), (Times.PLAIN,))
        formula_verdict(network, subject, doubled, brief=True)
        assert formula_verdict(network, subject, doubled) == formula_verdict(replace(book.network), subject, doubled)


@pytest.mark.parametrize("order", [1, -1])
def test_one_value_in_other_digits_is_another_formula(order):
    """0.590 is measured, and about the output there; 0.59 is a constant."""
    network = symbp.load("two-layer-sigmoid")
    texts = [rf"\frac{{\partial E}}{{\partial w_5}} = \delta_{{o1}} \cdot {number}" for number in ("0.59", "0.590")]
    found = {}
    for text in texts[::order]:
        (claim,) = read_text(f"$${text}$$", network).claims
        found[text] = formula_verdict(network, *claim.sides)
    assert [found[text].how for text in texts] == ["counterexample", "numbers"]
