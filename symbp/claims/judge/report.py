"""The judge: a submission against its network, a finding for every part of every claim, in reading order."""

from __future__ import annotations

from ...language import Network
from ..records import Cause, Report, Submission, Verdict
from .conventions import settle
from .explain import MOST, causes
from .findings import finding
from .hidden import share
from .items import Item


def judge(submission: Submission, network: Network) -> Report:
    """A report on all claims of a submission; what cannot be judged says so and stops nothing else.

    Numbers need a network with numbers that can be spelled out; formulas are judged without.
    """
    case, conventions = settle(submission, network)
    why: dict[int, tuple[Cause, ...]] = {}
    if case.judged is not None:
        share(case.judged)
        roots = [item for item in case.judged.items if item.verdict is Verdict.WRONG and item.origin == "root"]
        why = {item.number: causes(case.judged, item) for item in roots[:MOST]}
    found = tuple(finding(part, why.get(part.number, ())) if isinstance(part, Item) else part for part in case.parts)
    return Report(network, submission.file, found, conventions)
