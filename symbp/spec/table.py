"""A table of a network file together with its place, for messages that say where they stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..errors import NameErrorInSpec, SpecError
from .name import nearest, shown

TITLE = 200
WIDEST = 10**9


@dataclass(frozen=True)
class Table:
    """Keys and values, and where they stand: "" for the file itself, "[numbers]", "1st [[layers]]"."""

    data: Mapping[str, Any]
    place: str = ""

    def at(self, key: str) -> str:
        """The place of a key."""
        return f"{self.place}, {key}" if self.place else key

    def allow(self, *keys: str) -> Table:
        """The table itself, if it has no other keys.

        Raises:
            SpecError: naming the key and the nearest one that is known.
        """
        for key in self.data:
            if key not in keys:
                where = f"{self.place}: " if self.place else ""
                raise SpecError(f"{where}unknown key {shown(key)}; {nearest(key, keys)}")
        return self

    def has(self, key: str) -> bool:
        """Whether the key is there."""
        return key in self.data

    def text(self, key: str, default: str) -> str:
        """A text on one line.

        Raises:
            SpecError: it is no text, or too long.
        """
        value = self.data.get(key, default)
        if not isinstance(value, str):
            raise SpecError(f"{self.at(key)}: expected a text, found {shown(value)}")
        if len(value) > TITLE:
            raise SpecError(f"{self.at(key)}: expected at most {TITLE} signs, found {len(value)}")
        return value

    def choice(self, key: str, *known: str) -> str:
        """One of the known words; the first is the default.

        Raises:
            SpecError: it is another one; the nearest is offered.
        """
        value = self.data.get(key, known[0])
        if not isinstance(value, str) or value not in known:
            raise SpecError(f"{self.at(key)}: unknown {key} {shown(value)}; {nearest(str(value)[:99], known)}")
        return value

    def table(self, key: str) -> Table:
        """A table, empty where the key is missing.

        Raises:
            SpecError: it is no table.
        """
        value = self.data.get(key, {})
        if not isinstance(value, Mapping):
            raise SpecError(f"{self.at(key)}: expected a table, found {shown(value)}")
        return Table(value, f"[{key}]" if not self.place else self.at(key))

    def tables(self, key: str) -> tuple[Table, ...]:
        """A list of tables, as [[layers]] makes one.

        Raises:
            SpecError: it is no list, or something in it is no table.
        """
        value = self.data.get(key, ())
        if not isinstance(value, list | tuple) or not all(isinstance(entry, Mapping) for entry in value):
            raise SpecError(f"{self.at(key)}: expected a list of tables, as [[{key}]] makes one, found {shown(value)}")
        return tuple(Table(entry, f"{ordinal(n)} [[{key}]]") for n, entry in enumerate(value, start=1))


def ordinal(number: int) -> str:
    """1st, 2nd, 3rd, 4th, ..."""
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10 if number % 100 not in (11, 12, 13) else 0, "th")
    return f"{number}{ending}"


def whole(value: object, place: str, *, most: int = WIDEST) -> int:
    """A whole number from 1.

    Raises:
        SpecError: it is something else.
    """
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= most:
        raise SpecError(f"{place}: expected a whole number from 1 to {most}, found {shown(value)}")
    return value


class Names:
    """The names that are taken, and where each was given."""

    def __init__(self) -> None:
        self._places: dict[str, str] = {}

    def take(self, name: str, place: str) -> str:
        """The name, now taken.

        Raises:
            NameErrorInSpec: it was taken before, in the same letters or in letters that normalise to them.
        """
        if name in self._places:
            raise NameErrorInSpec(f"{place}: the name {name} is defined twice, first in {self._places[name]}")
        self._places[name] = place
        return name

    def known(self) -> tuple[str, ...]:
        """Every name that is taken."""
        return tuple(self._places)
