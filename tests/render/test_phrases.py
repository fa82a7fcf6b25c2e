"""Phrases: every key has words in every language, with the same places to fill."""

import re
from string import Formatter

import pytest

from symbp.errors import SpecError
from symbp.library import names
from symbp.phrases import Math, languages, phrases
from tools import ROOT

RENDER = sorted((ROOT / "symbp" / "render").rglob("*.py"))
SOURCE = "\n".join(path.read_text(encoding="utf-8") for path in RENDER)
ENGINE = [ROOT / "symbp" / "derive.py", *sorted((ROOT / "symbp" / "calculus").glob("*.py"))]


def places(text: str) -> set[str]:
    return {field for _, field, _, _ in Formatter().parse(text) if field is not None}


@pytest.mark.parametrize("language", languages())
def test_every_language_has_the_same_keys_and_places(language):
    english, other = phrases("en").texts, phrases(language).texts
    assert set(other) == set(english)
    assert {key: places(other[key]) for key in other} == {key: places(english[key]) for key in english}


@pytest.mark.parametrize("language", languages())
def test_every_reason_of_the_engine_has_a_name(language):
    engine = "\n".join(path.read_text(encoding="utf-8") for path in ENGINE)
    reasons = set(re.findall(r'(?:Step|add)\([^"\n]*"([a-z-]+)"', engine)) | {"matrix-form", "no-matrix-form"}
    assert {"chain", "differentiate", "kronecker", "substitute", "slope", "fold", "cancel", "fact"} <= reasons
    missing = {r for r in reasons if r not in ("differentiate",) and f"step.{r}.name" not in phrases(language)}
    assert missing == set()
    unliftable = set(re.findall(r'(?:Unliftable|return None, )\(?"([a-z-]+)"', engine))
    assert {key for key in unliftable if f"step.no-matrix-form.{key}" not in phrases(language)} == set()


@pytest.mark.parametrize("language", languages())
def test_every_key_that_the_renderer_names_exists(language):
    known = phrases(language)
    said = set(re.findall(r'(?:say|once)\(\s*"([a-z][a-zA-Z0-9._-]*)"', SOURCE))
    told = set(re.findall(r'tell\(\s*"([a-z][a-zA-Z0-9._-]*)"', SOURCE))
    assert len(said) > 60
    assert {key for key in said if key not in known} == set()
    assert {key for key in told if f"{key}.first" not in known or f"{key}.again" not in known} == set()


@pytest.mark.parametrize("language", languages())
def test_every_remark_has_words(language):
    known = phrases(language)
    insight = (ROOT / "symbp" / "insight.py").read_text(encoding="utf-8")
    keys = set(re.findall(r'Insight\(\s*"([a-z-]+)"', insight)) | {"saturation", "no-saturation"}
    assert {key for key in keys if f"insight.{key}" not in known} == set()
    for verdict in ("exact", "agrees", "refuted", "unknown"):
        assert f"verdict.{verdict}" in known
        assert f"verdict.count.{verdict}" in known


def test_the_phrases_hold_no_latex():
    for language in languages():
        for key, text in phrases(language).texts.items():
            assert not re.search(r"\\|\$|_\{", text), key


def test_every_emphasis_is_closed():
    for language in languages():
        for key, text in phrases(language).texts.items():
            assert text.count("*") % 2 == 0, key


def test_a_place_that_nothing_fills_is_an_error():
    with pytest.raises(SpecError, match=r"en\.toml: roadmap\.goal asks for \{loss\}"):
        phrases("en").say("roadmap.goal", goals="x")
    with pytest.raises(SpecError, match="no phrase for nothing"):
        phrases("en").say("nothing")
    with pytest.raises(SpecError, match="unknown language 'xx'; expected one of en"):
        phrases("xx")


def test_what_is_filled_in_is_never_a_phrase():
    made = phrases("en").say("roadmap.goal", loss=Math("{goals}"), goals=Math("*x*"))
    assert Math("{goals}") in made.parts
    assert Math("*x*") in made.parts


def test_operations_and_losses_are_described():
    """At least the common ones; others are announced by their name."""
    for name in ("sigmoid", "tanh", "relu", "softmax", "half_squared_error", "cross_entropy"):
        assert f"forward.{name}" in phrases("en")
    assert names("operations")
