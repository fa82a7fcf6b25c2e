"""What a report says of several causes and of true values, in words that can be read aloud."""

import symbp
from symbp.phrases import phrases
from symbp.render.claims import record, table_text

NET = symbp.network(
    inputs=["a"],
    layers=[{"units": ["h"], "weights": [["v"]], "bias": "none"}, {"units": ["o"], "weights": [["w"]], "bias": "none"}],
    numbers={"inputs": [0.9], "targets": [0.2], "rate": 0.3, "parameters": {"v": 0.4, "w": -0.7}},
)


def test_doubts_are_sentences_of_their_own():
    text = table_text(symbp.verify(NET, {"Δw": "-0.011"}))
    assert "many mistakes would fit" not in text.replace("\n", " ")
    assert "and many" not in text


def test_the_true_value_of_a_claim_is_that_of_its_quantity():
    # the product is right, one of its factors was rounded before
    (claim,) = record(symbp.verify(NET, "dE/dw = 0.13 * 0.2179 * 0.59 = 0.0167"), phrases("en"))["claims"]
    true = record(symbp.verify(NET, {"dE/dw": "0.0"}), phrases("en"))["claims"][0]["true_value"]
    assert claim["quantity"] == "dE_total/dw"
    assert claim["true_value"] == true


def test_every_kind_of_rounding_is_explained():
    explained = phrases("en")
    for how in ("interval", "cut", "steps", "truncated", "single-precision", "double-precision"):
        assert f"claims.explain.{how}" in explained
        assert f"claims.why.{how}" in explained
