"""Every misconception: words for it, values for its places, and a claim made by it is explained by it."""

import math
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


@pytest.mark.parametrize("name", [*NAMES, "many", "chance"])
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


def sigmoid(x):
    return 1 / (1 + math.exp(-x))


def loss_after(updates, *, stale=False):
    """The worked system in plain Python: both biases stay; `stale` keeps the hidden outputs of the first pass."""
    w = [0.15, 0.20, 0.25, 0.30, 0.40, 0.45, 0.50, 0.55]
    first = None
    for step in range(updates + 1):
        h = [sigmoid(w[0] * 0.05 + w[1] * 0.1 + 0.35), sigmoid(w[2] * 0.05 + w[3] * 0.1 + 0.35)]
        first = first or h
        h = first if stale else h
        o = [sigmoid(w[4] * h[0] + w[5] * h[1] + 0.6), sigmoid(w[6] * h[0] + w[7] * h[1] + 0.6)]
        if step == updates:
            return ((o[0] - 0.01) ** 2 + (o[1] - 0.99) ** 2) / 2
        d = [(o[0] - 0.01) * o[0] * (1 - o[0]), (o[1] - 0.99) * o[1] * (1 - o[1])]
        back = [(d[0] * w[4 + k] + d[1] * w[6 + k]) * h[k] * (1 - h[k]) for k in (0, 1)]
        slopes = [
            back[0] * 0.05,
            back[0] * 0.1,
            back[1] * 0.05,
            back[1] * 0.1,
            *(d[j] * h[k] for j in (0, 1) for k in (0, 1)),
        ]
        w = [x - 0.5 * slope for x, slope in zip(w, slopes, strict=True)]


@pytest.mark.parametrize(
    ("updates", "value", "expected"),
    [
        (10, loss_after(9), "steps-off-by-one"),
        (3, loss_after(4), "steps-off-by-one"),
        (2000, loss_after(1999), "steps-off-by-one"),
        (1, loss_after(1, stale=True), "stale"),
    ],
)
def test_mistakes_with_updates(updates, value, expected):
    """Stale hidden outputs give just what weights do that were not updated: both are named."""
    found = diagnose(SHEET, SHEET.network.loss, Decimal(f"{value:.10f}"), updates=updates)
    assert expected in names(found)[:2]


@pytest.mark.parametrize(
    ("claim", "value", "expected"),
    [
        ("net_h1", 0.15 + 0.05 + 0.20 + 0.10 + 0.35, "added"),
        ("net_h1", 0.15 / 0.05 + 0.20 * 0.10 + 0.35, "divided"),
        ("net_h1", 0.15 * 0.05 * 0.05 + 0.20 * 0.10 + 0.35, "factor-twice"),
        ("E_o1", (0.01 - 0.751365069552) / 2, "square-left-out"),
        ("net_o1", 0.4 * 0.59 + 0.45 * 0.6 + 0.6, "rounded-early"),
    ],
)
def test_mistakes_in_one_line(claim, value, expected):
    """From scratch, or with one step rounded: each number is written out from the figures of the system."""
    tensors = TENSORS | {tensor.name: tensor for tensor in SHEET.network.tensors()}
    assert expected in names(diagnose(SHEET, tensors[claim], Decimal(f"{value:.7f}")))
