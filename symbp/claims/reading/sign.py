"""One sign of a formula."""

from __future__ import annotations

from typing import NamedTuple


class Sign(NamedTuple):
    """One sign of a formula: a "number", a "word", a "command" by its name, or a plain "sign".

    `at` and `end` are its place in the text; `space` says whether a space stands in front of it.
    """

    kind: str
    text: str
    at: int
    end: int
    space: bool = False
