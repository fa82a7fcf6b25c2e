"""Every misconception: words for it, values for its places, and a claim made by it is explained by it."""

import re
from decimal import Decimal
from string import Formatter

import pytest

from symbp.claims.diagnosis import diagnose, variants
from symbp.claims.diagnosis.folder import misconceptions
from symbp.claims.diagnosis.ranking import MENTIONED
from symbp.claims.evaluate import evaluate
from symbp.claims.sheet import right_sheet
from symbp.language import adjoint
from symbp.phrases import languages, phrases
from symbp.spec import load
from symbp.worked import spell_out

SHEET = right_sheet(spell_out(load("two-layer-sigmoid")))
SHEETS = [SHEET, *(right_sheet(spell_out(load(name))) for name in ("softmax-with-loss", "add-mul-graph"))]
TENSORS = {line.tensor.name: line.tensor for line in SHEET.lines}
NAMES = [misconception.name for misconception in misconceptions()]


def names(causes):
    return [cause.misconception for cause in causes]


@pytest.mark.parametrize("name", [*NAMES, "many"])
@pytest.mark.parametrize("language", languages())
def test_every_misconception_has_words(name, language):
    texts = phrases(language).texts
    assert texts[f"misconception.{name}.name"]
    assert re.fullmatch(r".*[.:]", texts[f"misconception.{name}.text"])


def test_every_place_in_the_words_is_filled():
    texts = phrases("en").texts
    for variant in (variant for sheet in SHEETS for variant in variants(sheet)):
        text = texts[f"misconception.{variant.misconception}.text"]
        assert {place for _, place, _, _ in Formatter().parse(text) if place} <= set(dict(variant.values)), variant


def test_a_variant_is_a_sheet_of_its_own():
    """What the panel computes for all variants at once is what each changed sheet gives by itself."""
    right, w1 = evaluate(SHEET), adjoint(TENSORS["net_h1"].of or SHEET.network.equations[0].tensor)
    for variant in [v for v in variants(SHEET) if v.lines and v.misconception != "stale"][::17]:
        again = evaluate(variant.sheet(SHEET))[w1]
        if again == pytest.approx(right[w1], rel=1e-9) or abs(again) < 1e-12:
            continue
        found = diagnose(SHEET, w1, Decimal(f"{again:.12g}"))
        assert found, variant
        assert found[0].again == pytest.approx(again, rel=1e-9)


@pytest.mark.parametrize(
    ("claim", "digits", "expected"),
    [
        ("dnet_o1", "0.741365", "slope-left-out"),
        ("dnet_o1", "0.025874", "slope-twice"),
        ("dout_h1", "0.055399", "path-forgotten"),
        ("db2", "0.138499", "use-forgotten"),
        ("dw5", "-0.082167", "sign-lost"),
        ("w5+", "0.441084", "ascent"),
    ],
)
def test_mistakes_of_a_known_calculation(claim, digits, expected):
    """The numbers are products of the worked system's own figures."""
    assert expected in names(diagnose(SHEET, TENSORS[claim], Decimal(digits)))


def test_updated_weights_explain_a_widely_copied_loss():
    found = diagnose(SHEET, SHEET.network.loss, Decimal("0.291027924"), updates=1)
    assert names(found)[0] == "updated-weights"


def test_no_known_mistake_is_an_answer():
    assert diagnose(SHEET, TENSORS["dw5"], Decimal("0.0714927")) == ()


def test_few_digits_name_little_and_say_how_many_fit():
    found = diagnose(SHEET, TENSORS["dw5"], Decimal("0.1"))
    assert len(found) <= MENTIONED + 1
    assert all(cause.misconception != "many" for cause in found[:-1])


def test_own_numbers_are_what_a_mistake_starts_from():
    own = {TENSORS["dnet_o1"]: 0.2134, TENSORS["dnet_o2"]: 0.3127}
    (cause, *_) = diagnose(SHEET, TENSORS["db2"], Decimal("0.06673"), own)
    assert cause.misconception == "paths-multiplied"
    assert "paths-multiplied" not in names(diagnose(SHEET, TENSORS["db2"], Decimal("0.06673")))
