"""Formulas of textbooks are right, at 20 points in 50 digits, and proved, by cases where a function has a kink."""

import pytest

from claims.equivalence.textbook import formulas
from symbp.claims.equivalence import formula_verdict
from symbp.claims.records import Verdict

ALL = list(formulas())


@pytest.mark.parametrize(
    ("book", "subject", "formula"), [f[1:2] + f[3:] for f in ALL], ids=[f"{f[0]}-{f[2]}" for f in ALL]
)
def test_a_true_formula_is_right(book, subject, formula):
    outcome = formula_verdict(book.network, subject, formula)
    assert outcome.verdict is Verdict.RIGHT, outcome
    assert outcome.points >= 20


def test_every_one_is_proved():
    for name, book, number, subject, formula in ALL:
        assert formula_verdict(book.network, subject, formula).how == "proved", (name, number)
