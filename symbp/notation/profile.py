"""A textbook's notation as data: letters, the place of the layer, signs.  It changes how formulas print, no more."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import cache
from pathlib import Path
from typing import Any

from ..errors import SpecError

ROOM = Path(__file__).parent


@dataclass(frozen=True)
class Signs:
    """LaTeX of the signs that books choose differently."""

    partial: str = r"\partial"
    gradient: str = r"\nabla"
    transpose: str = "T"
    hadamard: str = r"\odot"
    divide: str = r"\oslash"
    ones: str = r"\mathbf{1}"
    product: str = r"\,"
    exponential: str = "e"
    arrow: str = r"\leftarrow"
    rate: str = r"\eta"


@dataclass(frozen=True)
class Profile:
    """One textbook's way to write.

    `layer` are the brackets around a layer's number, `error` the symbol of an adjoint by the role of its tensor,
    `letters` the book's letter for one of ours, `tags` the book's names of results, `pools` the letters an index may
    take instead of the one it was given, by that letter ("" for any other).
    """

    name: str
    title: str
    layer: tuple[str, str] = ("", "")
    signs: Signs = Signs()
    error: Mapping[str, str] = field(default_factory=dict)
    letters: Mapping[str, str] = field(default_factory=dict)
    tags: Mapping[str, str] = field(default_factory=dict)
    pools: Mapping[str, str] = field(default_factory=dict)


def profiles() -> tuple[str, ...]:
    """The names of all notations, sorted."""
    return tuple(sorted(path.stem for path in ROOM.glob("*.toml")))


@cache
def profile(name: str) -> Profile:
    """The notation of that name.

    Raises:
        SpecError: there is none of that name, or its file is not well formed.
    """
    if name not in profiles():
        raise SpecError(f"unknown notation {name!r}; expected one of {', '.join(profiles())}")
    path = ROOM / f"{name}.toml"
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise SpecError(f"{path.name}: {error}") from None
    return from_table(name, data)


def from_table(name: str, data: Mapping[str, Any]) -> Profile:
    """A profile from the tables of its file.

    Raises:
        SpecError: an entry that no profile has.
    """
    given = dict(data)
    signs = given.pop("signs", {})
    for entry, known in ((given, fields(Profile)), (signs, fields(Signs))):
        for key in entry:
            if key not in {f.name for f in known}:
                raise SpecError(f"{name}.toml: unknown entry {key!r}")
    if "layer" in given:
        given["layer"] = tuple(given["layer"])
    return Profile(name=name, signs=Signs(**signs), **given)
