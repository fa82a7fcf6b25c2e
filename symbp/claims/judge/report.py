"""The judge: a submission against its network, a finding for every part of every claim, in reading order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from ...language import Network
from ..records import Cause, Finding, Place, Report, Submission, Verdict
from .explain import MOST, causes
from .findings import finding
from .hidden import share
from .isolated import isolated
from .items import Item
from .mistakes import mistakes
from .parts import Part
from .readings import settle

UNKNOWN = ("many", "chance")  # said where no mistake is certain
CLOSE = 0.01  # how near the factors as written come to the true value


def judge(submission: Submission, network: Network) -> Report:
    """A report on all claims of a submission; what cannot be judged says so and stops nothing else.

    Numbers need a network with numbers that can be spelled out; formulas are judged without.
    """
    found = settle(submission, network)
    case = found.case
    why: dict[int, tuple[Cause, ...]] = {}
    if case.judged is not None:
        share(case.judged)
        roots = [item for item in case.judged.items if item.verdict is Verdict.WRONG and item.origin == "root"]
        why = {item.number: causes(case.judged, item) for item in roots[:MOST]}
        working = miscalculations(case.parts)
        for item in roots:
            if miscalculated(item, working.get((item.claim.place, item.claim.written), ())):
                item.how = "arithmetic"
                why[item.number] = tuple(
                    cause
                    for cause in why.get(item.number, ())
                    if cause.again is None and cause.misconception not in UNKNOWN
                )
    wrong = mistakes(case, submission)
    findings = tuple(
        finding(part, why.get(part.number, ())) if isinstance(part, Item) else with_mistake(part, wrong)
        for part in isolated(case.parts)
    )
    return Report(
        case.reader.network, submission.file, findings, found.conventions, found.hints, bool(case.options.loss)
    )


def with_mistake(part: Finding, wrong: Mapping[int, tuple[Cause, ...]]) -> Finding:
    """A finding with the mistake that explains it, if it is about a wrong formula."""
    return replace(part, causes=wrong[id(part)]) if id(part) in wrong else part


def miscalculations(parts: Iterable[Part]) -> dict[tuple[Place, str], list[float]]:
    """What wrong arithmetic really comes to, by the claims in which it stands."""
    found: dict[tuple[Place, str], list[float]] = {}
    for part in parts:
        if isinstance(part, Finding) and part.part == "arithmetic" and part.verdict is Verdict.WRONG:
            if part.true is not None:
                found.setdefault((part.place, part.written), []).append(part.true)
    return found


def miscalculated(item: Item, values: Iterable[float]) -> bool:
    """Whether what stands in front of a wrong number is right, and only was not worked out as it should have been.

    Then no mistake in the method explains it, at most a slip of the pen, which gives no other number again.
    """
    true = -item.true if item.turned else item.true
    return any(abs(value - true) <= CLOSE * abs(true) for value in values)
