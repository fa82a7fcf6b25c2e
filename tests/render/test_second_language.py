"""A second language is one file: English in capitals, under another name, and not a word in small letters is left."""

import json
import re
import sys
import tomllib
from collections.abc import Iterator
from string import Formatter
from typing import Any

import pytest

from symbp.phrases import phrases
from symbp.phrases.phrases import ROOM
from symbp.pipeline import Style, document, prove
from symbp.spec import load

NAMES = ("four-equations-softmax", "two-layer-sigmoid", "softmax-cross-entropy-batch")


def loud(text: str) -> str:
    """The text in capitals, the names of its places left alone."""
    parts = (
        (words.upper().replace("{", "{{").replace("}", "}}"), place) for words, place, _, _ in Formatter().parse(text)
    )
    return "".join(words + ("" if place is None else f"{{{place}}}") for words, place in parts)


def lines(table: dict[str, Any], above: str = "") -> Iterator[str]:
    """The file of the language: texts first, then the tables below."""
    for key, text in table.items():
        if isinstance(text, str):
            yield f"{json.dumps(key)} = {json.dumps(loud(text))}"
    for key, inner in table.items():
        if isinstance(inner, dict):
            name = above + json.dumps(key)
            yield f"[{name}]"
            yield from lines(inner, f"{name}.")


@pytest.fixture
def capitals(tmp_path, monkeypatch) -> None:
    """The folder of languages with one more in it."""
    english = (ROOM / "en.toml").read_text(encoding="utf-8")
    (tmp_path / "en.toml").write_text(english, encoding="utf-8")
    (tmp_path / "xx.toml").write_text("\n".join(lines(tomllib.loads(english))), encoding="utf-8")
    monkeypatch.setattr(sys.modules["symbp.phrases.phrases"], "ROOM", tmp_path)  # the function has the same name
    phrases.cache_clear()
    yield
    phrases.cache_clear()


def words(markdown: str) -> list[str]:
    """What stands outside of formulas, code, drawings and links, below the title."""
    for left_out in (r"```.*?```", r"\$`.*?`\$", r"`[^`]*`", r"\]\(#[^)]*\)"):
        markdown = re.sub(left_out, " ", markdown, flags=re.DOTALL)
    return re.findall(r"[A-Za-z]{3,}", markdown.split("\n", 1)[1])


def test_a_second_language_needs_no_code(capitals):
    for name in NAMES:
        proved = prove(load(name))
        found = words(document(proved, Style(formats=("md",), language="xx"))["derivation.md"])
        assert [word for word in found if word != word.upper()] == []
        assert len(found) > 300
        english = words(document(proved, Style(formats=("md",)))["derivation.md"])
        assert [word.upper() for word in english] == found
