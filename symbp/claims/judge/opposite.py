"""Error signals, whose sign an author may choose, and whether a whole calculation has the other one."""

from __future__ import annotations

from collections.abc import Sequence

from ..records import Verdict
from .items import Item
from .subjects import is_delta


def signals_of(found: Sequence[Item]) -> list[Item]:
    """The error signals whose sign was turned."""
    return [item for item in found if item.turned and item.part == "value" and is_delta(item.claim.sides[0])]


def resting_on(found: Sequence[Item], signals: Sequence[Item]) -> list[Item]:
    """The numbers that rest on some others and keep their own sign."""
    keys = {item.key for item in signals}
    return [item for item in found if not item.turned and keys & {line.tensor for line in item.lines}]


def roots(found: Sequence[Item]) -> set[int]:
    """The numbers that are root errors."""
    return {item.number for item in found if item.verdict is Verdict.WRONG and item.origin == "root"}


def is_opposite(other: Sequence[Item], found: Sequence[Item]) -> bool:
    """Whether all signals have the other sign, wrong ones too, and what rests on them speaks for it.

    There are fewer mistakes then, and none in what rests on the signals that was not there before.
    """
    signals = [item for item in signals_of(other) if item.claimed and item.true]
    if not signals or any((item.claimed < 0) != (item.true < 0) for item in signals):
        return False
    now, before = roots(other), roots(found)
    new = now - before - {item.number for item in signals}
    return not new and len(now) < len(before) and any(item.sound for item in resting_on(other, signals))
