"""Numbers that follow from nothing and that nothing follows from: a wrong one in front of a right result."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ..records import ISOLATED, Finding, Verdict
from .items import Item

if TYPE_CHECKING:
    from .parts import Part


def isolated(parts: Sequence[Part]) -> Iterator[Part]:
    """The parts, those marked that stand alone: no right result follows from them, and no wrong one carries them on.

    Of a claim whose value is sound these are its wrong factors, and the arithmetic that does not lead to the value; a
    wrong value is one if a sound number after it rests on the same quantity.
    """
    items = [part for part in parts if isinstance(part, Item)]
    carried = {id(other) for item in items for other in item.carries}
    sound = {(item.claim.place, item.claim.written) for item in items if item.part == "value" and item.sound}
    for part in parts:
        if isinstance(part, Finding):
            stands = part.part == "arithmetic" and part.verdict is Verdict.WRONG and (part.place, part.written) in sound
            yield replace(part, how="unconnected") if stands else part
            continue
        if part.verdict is Verdict.WRONG and part.origin == "root" and id(part) not in carried:
            here = (part.claim.place, part.claim.written) in sound
            if here if part.part == "factor" else any(rests_on(other, part) for other in items):
                part.note = (*part.note, (ISOLATED, ""))
        yield part


def rests_on(other: Item, item: Item) -> bool:
    """Whether a sound number stands behind a wrong one on whose quantity it rests."""
    behind = other.number > item.number and other.sound and other.part == "value" and other.how != "given"
    return behind and other.key != item.key and any(line.tensor == item.key for line in other.lines)
