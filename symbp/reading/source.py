"""Where a formula stands, and errors that say so: file, key, line and column inside the formula."""

from __future__ import annotations

from dataclasses import dataclass

from ..errors import SpecError, SymbpError
from ..spec.name import shown


@dataclass(frozen=True)
class Source:
    """A formula's text and the place of its key, such as "[equations], y[i]"."""

    place: str
    text: str = ""

    def where(self, at: int) -> str:
        """The place of a sign."""
        if at < 0:
            return self.place
        before = self.text[:at]
        return f"{self.place}, line {before.count(chr(10)) + 1}, column {at - (before.rfind(chr(10)) + 1) + 1}"

    def error(self, at: int, message: str, kind: type[SymbpError] = SpecError) -> SymbpError:
        """An error of this kind at a sign."""
        return kind(f"{self.where(at)}: {message}")

    def inside(self, place: str) -> Source:
        """The same text in the place of another formula that makes use of it."""
        return Source(f"{place} ({self.place})", self.text)


def key_text(key: object) -> str:
    """A key for a message: as it was written, if it is short and plain."""
    text = str(key)
    return text if len(text) <= 60 and text.isprintable() else shown(text)


def column(text: str, at: int) -> str:
    """The column of a sign for the middle of a message, with the line where there are several."""
    before = text[:at]
    line = f"line {before.count(chr(10)) + 1}, " if "\n" in text else ""
    return f"{line}column {at - (before.rfind(chr(10)) + 1) + 1}"
