"""The judge: a submission against its network, a finding for every part of every claim, in reading order."""

from __future__ import annotations

from ...language import Network, Role, Tensor, adjoint
from ..records import Cause, Finding, Quantity, Report, Submission, Verdict
from .conventions import settle
from .explain import MOST, causes
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


def finding(item: Item, why: tuple[Cause, ...]) -> Finding:
    """The record of what was found about a number."""
    assert item.verdict is not None
    wrong = item.verdict is Verdict.WRONG
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
        -item.true if item.turned else item.true,
        origin=item.origin,
        carries=tuple(dict.fromkeys(other.claim.place for other in item.carries)),
        causes=why,
        note=item.note,
        step=step(item.quantity) if wrong and item.quantity is not None else None,
    )


def step(quantity: Quantity) -> Tensor:
    """The quantity whose derivation the number belongs to."""
    if quantity.by is not None and quantity.tensor.role is Role.LOSS:
        return adjoint(quantity.by)
    return quantity.tensor
