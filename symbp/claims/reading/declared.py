"""Conventions that a document declares in a line of its own, as reports name them.

Conventions: squares = whole, delta = negative
"""

from __future__ import annotations

import re

from ...errors import SpecError
from .. import vocabulary
from ..records import Place, Unread

Conventions = tuple[tuple[str, str], ...]
_LINE = re.compile(r"[ \t>%#*_-]{0,8}conventions?[*_]{0,2}[ \t]*:[*_]{0,2}[ \t]*(\S.{0,400})", re.IGNORECASE)
_PAIR = re.compile(r"([A-Za-zδ][\w' ()]{0,30}?)[ \t]*=[ \t]*([^=,;]{1,40})")
_MARKS = " \t.$`\"'*_"


def declarations(text: str, file: str) -> tuple[str, Conventions, tuple[Unread, ...]]:
    """The text with such lines left empty, what they declare, and those of them that name no convention.

    A line that says something else as well is left as it stands.
    """
    found: list[tuple[str, str]] = []
    unread: list[Unread] = []
    lines = text.split("\n")
    for number, line in enumerate(lines):
        match = _LINE.fullmatch(line.rstrip()) if "onvention" in line else None
        parts = re.split(r"[,;]|\band\b", match[1]) if match is not None else ()
        pairs = [_PAIR.fullmatch(part.strip(_MARKS)) for part in parts if part.strip(_MARKS)]
        if not pairs or None in pairs:
            continue
        lines[number] = ""
        try:
            found += [
                vocabulary.chosen(pair[1].strip(_MARKS), pair[2].strip(_MARKS)) for pair in pairs if pair is not None
            ]
        except SpecError as error:
            unread.append(Unread(Place(file, number + 1, 1), line.strip(), str(error)))
    return "\n".join(lines), tuple(found), tuple(unread)
