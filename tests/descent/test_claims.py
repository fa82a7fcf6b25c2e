"""Claims are checked: those of every kind of function hold, and a claim that is changed is refuted."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from symbp.descent import problem, study
from symbp.descent.algebra import Algebra, same
from symbp.descent.check import holds
from symbp.descent.claims import Claim, Relation

FORMULAS = [
    ("4*x**2", {"x": 2}),
    ("(x - 3)**2/3 + 1", {"x": 1}),
    ("5 - x**2", {"x": 1}),
    ("3*x", {"x": 1}),
    ("x**4 - x", {"x": 1}),
    ("exp(x) - 2*x", {"x": 1}),
    ("x**2 + x*y + y**2 - x", {"x": 3, "y": 1}),
    ("x**2 + x*y + 2*y**2", {"x": 3, "y": 1}),
    ("x*y", {"x": 3, "y": 1}),
    ("x**2 + y", {"x": 3, "y": 1}),
    ("(1 - x)**2 + 100*(y - x**2)**2", {"x": -1, "y": 1}),
]


def claims(formula, start):
    found = study(problem(formula, start, [Decimal("0.1")], steps=2))
    chapters = found.chapters if (formula, start) == FORMULAS[0] else found.chapters[:2]  # the last is always the same
    return [claim for chapter in chapters for claim in chapter.claims]


@pytest.mark.parametrize(("formula", "start"), FORMULAS)
def test_every_claim_holds_and_none_survives_a_change(formula, start):
    for claim in claims(formula, start):
        assert holds(claim), claim.reason
        if claim.how == "given":
            continue
        for changed in mutants(claim):
            assert not holds(changed), (claim.reason, changed.relations)


def mutants(claim: Claim):
    """The claim with one part of one relation changed, or with its signs turned."""
    algebra = Algebra(dict(claim.given), claim.positive)
    for place, relation in enumerate(claim.relations):
        for number, part in enumerate(relation.parts):
            if claim.how == "derivative" and number == 0:
                continue
            for new in (part + 1, -part, part * 2):
                if same(algebra(new), algebra(part)):
                    continue
                if claim.how == "positive" and new in ((part + 1, part * 2) if number == 0 else (-part,)):
                    continue  # what is larger stays so if it grows, or if the other side shrinks
                if claim.how == "root" and number == 1 and new == -part:
                    continue  # a range around 0 holds the negative of what it holds
                parts = (*relation.parts[:number], new, *relation.parts[number + 1 :])
                yield with_relation(claim, place, replace(relation, parts=parts))
        if set(relation.signs) & {"<", ">", "<=", ">="}:
            turned = tuple({"<": ">", ">": "<", "<=": ">=", ">=": "<="}[sign] for sign in relation.signs)
            yield with_relation(claim, place, replace(relation, signs=turned))


def with_relation(claim: Claim, place: int, relation: Relation) -> Claim:
    return replace(claim, relations=(*claim.relations[:place], relation, *claim.relations[place + 1 :]))


def test_a_wrong_factor_is_refuted():
    """The classic slip: 1 - 4*eta, the 2 of the square forgotten."""
    (collect,) = [claim for claim in claims("4*x**2", {"x": 2}) if claim.reason == "collect"]
    (relation,) = collect.relations
    assert holds(collect)
    wrong = Relation((relation.parts[0], relation.parts[1] * Fraction(1, 2)))
    assert not holds(replace(collect, relations=(wrong,)))


def test_dividing_by_a_number_that_may_be_negative_is_refused():
    (divide,) = [claim for claim in claims("x**4 - x", {"x": 1}) if claim.reason == "divide"]
    assert holds(divide)
    assert not holds(replace(divide, positive=()))
