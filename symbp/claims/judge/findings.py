"""Findings on the parts of claims, as records."""

from __future__ import annotations

import math
from decimal import Decimal

from ..interval import exactly, meet
from ..records import MISSING, Cause, Claim, Finding, Outcome, Verdict
from ..spans import widened
from ..tree import Letter
from .digits import cut_from, stands_for
from .items import Item
from .subjects import derived
from .working import Worked

NUMBERS = "[numbers]"  # what a message begins with that is about the network's numbers


def refused(claim: Claim, side: int, message: str) -> Finding:
    """A side that has no value here, with the reason; what the network's own file lacks is a matter of the set-up."""
    note = (("message", message),)
    how = MISSING if message.startswith(NUMBERS) else "unread"
    return Finding(claim.place, claim.written, "value", Verdict.UNREADABLE, how, side, note=note)


def formula(claim: Claim, side: int, found: Outcome) -> Finding:
    """The verdict on a formula."""
    note = [*found.note]
    if found.points:
        note.append(("points", str(found.points)))
    note += [(key, str(value)) for key, value in (("true", found.true), ("found", found.found)) if value is not None]
    note += [("at", f"{letter} = {place}") for letter, place in found.letters]
    note += [("where", f"{name} = {value}") for name, value in found.numbers]
    note += [("entry", ", ".join(map(str, entry))) for entry in found.entries]
    origin = "root" if found.verdict is Verdict.WRONG else ""
    text = claim.texts[side]
    return Finding(
        *(claim.place, claim.written, "formula", found.verdict, found.how, side, (), text),
        note=tuple(note),
        origin=origin,
        step=derived(claim.sides[0]),
    )


def arithmetic(claim: Claim, side: int, entry: tuple[int, ...], found: Worked, written: Decimal) -> Finding:
    """Whether the numbers of a side give the number that is said to follow from them."""
    near, cut = stands_for(written), cut_from(written)
    exact = widened(exactly(found.value))
    tests = (
        (Verdict.RIGHT, "digits", meet(exact, near)),
        (Verdict.ROUNDED, "interval", meet(found.range, near)),
        (Verdict.ROUNDED, "truncated", meet(exact, cut) or meet(found.cut, near) or meet(found.cut, cut)),
    )
    verdict, how = next(((verdict, how) for verdict, how, passed in tests if passed), (Verdict.WRONG, "digits"))
    if not math.isfinite(found.value):
        verdict, how = Verdict.UNDECIDED, "no-number"
    origin = "root" if verdict is Verdict.WRONG else ""
    text = claim.texts[side]
    return Finding(
        *(claim.place, claim.written, "arithmetic", verdict, how, side, entry, text),
        claimed=written,
        true=found.value,
        origin=origin,
    )


def finding(item: Item, why: tuple[Cause, ...]) -> Finding:
    """The record of what was found about a number."""
    assert item.verdict is not None
    return Finding(
        item.claim.place,
        item.claim.written,
        item.part,
        item.verdict,
        item.how,
        item.side,
        item.entry,
        item.claim.texts[item.side],
        item.quantity,
        -item.claimed if item.turned else item.claimed,
        (-item.true if item.turned else item.true) + 0.0,  # never -0
        origin=item.origin,
        carries=tuple(dict.fromkeys(other.claim.place for other in item.carries)),
        causes=why,
        note=(*item.note, *constant(item)),
        step=None if item.quantity is None else derived(item.claim.sides[0]),
    )


def constant(item: Item) -> tuple[tuple[str, str], ...]:
    """The letter that a number was said to be the value of, where it is that of a constant."""
    left = item.claim.sides[0]
    return (("constant", item.claim.texts[0]),) if isinstance(left, Letter) else ()
