"""A language's phrases by key, with places for formulas to stand in."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any

from ..errors import SpecError
from .sentence import Sentence, Value, listed, sentence

ROOM = Path(__file__).parent


@dataclass(frozen=True)
class Phrases:
    """The phrases of one language; a key is a path such as step.chain.text."""

    language: str
    texts: Mapping[str, str]

    def __contains__(self, key: str) -> bool:
        """Whether the language has this phrase."""
        return key in self.texts

    def say(self, key: str, **values: Value) -> Sentence:
        """The phrase with its places filled.

        Raises:
            SpecError: the language has no such phrase, or it has a place that nothing fills.
        """
        if key not in self.texts:
            raise SpecError(f"{self.language}.toml: no phrase for {key}")
        parts: list[Value] = []
        for text, place, _, _ in Formatter().parse(self.texts[key]):
            parts.append(text)
            if place is not None:
                if place not in values:
                    raise SpecError(f"{self.language}.toml: {key} asks for {{{place}}}, which is not there")
                parts.append(values[place])
        return sentence(*parts)

    def both(self, values: Iterable[Value]) -> Sentence:
        """a, b and c, in this language."""
        return listed(values, self.texts["list.comma"], self.texts["list.last"])


def languages() -> tuple[str, ...]:
    """The languages there are, sorted."""
    return tuple(sorted(path.stem for path in ROOM.glob("*.toml")))


@cache
def phrases(language: str) -> Phrases:
    """The phrases of a language.

    Raises:
        SpecError: there are none, or their file is not well formed.
    """
    if language not in languages():
        raise SpecError(f"unknown language {language!r}; expected one of {', '.join(languages())}")
    path = ROOM / f"{language}.toml"
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise SpecError(f"{path.name}: {error}") from None
    return Phrases(language, dict(flat(data)))


def flat(table: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    """Every text of a table with its path."""
    for key, value in table.items():
        if isinstance(value, str):
            yield prefix + key, value.strip("\n")
        else:
            yield from flat(value, f"{prefix}{key}.")
