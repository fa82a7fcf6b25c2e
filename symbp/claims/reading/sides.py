"""The sides of a statement, and those of one that defines a name of its author's."""

from __future__ import annotations

from collections.abc import Sequence

from ..tree import Ref, Tree
from .defined import definition
from .lexicon import Lexicon
from .misread import Misread
from .side import read_side

Spans = Sequence[tuple[int, int]]


def read_sides(text: str, spans: Spans, lexicon: Lexicon) -> list[Tree]:
    """The trees of sides between places of a text.

    Raises:
        Misread: one is none, or a gap that nobody has filled in.
    """
    found = []
    for start, end in spans:
        if is_blank(text[start:end]):
            raise Misread(start, "expected an answer, found a blank")
        found.append(read_side(text, start, end, lexicon))
    return found


def behind_name(text: str, spans: Spans, lexicon: Lexicon) -> list[Tree]:
    """The sides behind a name that the statement defines; none where it defines nothing."""
    try:
        sides = read_sides(text, spans[1:], lexicon)
    except Misread:
        return []
    return sides if definition(text[slice(*spans[0])], sides, lexicon) else []


def counted_anew(text: str, spans: Spans, sides: list[Tree], lexicon: Lexicon) -> bool:
    """Whether the statement gives another meaning to an error by name: delta_1 for that of the last layer."""
    left = sides[0].tensor if isinstance(sides[0], Ref) and len(sides) > 1 else None
    known = left is not None and (left.of is not None or left == lexicon.network.loss)
    return known and definition(text[slice(*spans[0])], sides[1:], lexicon)


def is_blank(text: str) -> bool:
    """Whether a side is a gap that nobody has filled in."""
    left = text.strip().removesuffix(".").replace("\\", "").replace("{", "").replace("}", "").strip()
    return bool(left) and (not left.strip("_ ?.…") or left in ("ldots", "dots", "cdots", "square", "Box", "blank"))
