"""The judge: a submission against its network, a finding for every part of every claim, in reading order."""

from __future__ import annotations

from ...errors import SymbpError
from ...language import Network, Role, Tensor, adjoint
from ..book import Book, book
from ..records import Cause, Claim, Finding, Quantity, Report, Submission, Unread, Verdict
from ..tree import Ref, Slope, Tree
from ..walk import walk
from .explain import MOST, causes
from .following import Judge
from .items import Item, items, subject


def judge(submission: Submission, network: Network) -> Report:
    """A report on all claims of a submission; what cannot be judged says so and stops nothing else.

    Raises:
        SymbpError: the network has no numbers, or is too large to spell out.
    """
    ledger = book(network)
    parts: list[Finding | Item] = []
    for claim in submission.claims:
        parts += [unread(claim)] if isinstance(claim, Unread) else read(claim, network, ledger)
    judged = Judge(ledger, [part for part in parts if isinstance(part, Item)])
    roots = [item for item in judged.items if item.verdict is Verdict.WRONG and item.origin == "root"]
    why = {item.number: causes(judged, item) for item in roots[:MOST]}
    found = tuple(finding(part, why.get(part.number, ())) if isinstance(part, Item) else part for part in parts)
    return Report(network, submission.file, found)


def unread(claim: Unread) -> Finding:
    """What could not be read."""
    note = (("message", claim.message),)
    return Finding(claim.place, claim.written, "claim", Verdict.UNREADABLE, "unread", 0, note=note)


def read(claim: Claim, network: Network, ledger: Book) -> list[Finding | Item]:
    """The parts of a claim that are to be judged."""
    found: list[Finding | Item] = []
    try:
        about = subject(claim.sides[0], network, ledger)
    except SymbpError as error:
        return [refused(claim, 0, error)]
    for side in range(1, len(claim.sides)):
        if is_formula(claim.sides[side]):
            continue
        try:
            found += items(claim, side, about, ledger)
        except SymbpError as error:
            found.append(refused(claim, side, error))
    return found


def is_formula(tree: Tree) -> bool:
    """Whether quantities stand in it."""
    return any(isinstance(part, Ref | Slope) for part in walk(tree))


def refused(claim: Claim, side: int, error: SymbpError) -> Finding:
    """A side that has no value here, with the reason."""
    note = (("message", str(error)),)
    return Finding(claim.place, claim.written, "value", Verdict.UNREADABLE, "unread", side, note=note)


def finding(item: Item, why: tuple[Cause, ...]) -> Finding:
    """The record of what was found about a number."""
    assert item.verdict is not None
    wrong = item.verdict is Verdict.WRONG
    return Finding(
        item.claim.place,
        item.claim.written,
        "value",
        item.verdict,
        item.how,
        item.side,
        item.entry,
        item.claim.texts[item.side],
        item.quantity,
        item.claimed,
        item.true,
        origin=item.origin,
        carries=tuple(other.claim.place for other in item.carries),
        causes=why,
        note=item.note,
        step=step(item.quantity) if wrong and item.quantity is not None else None,
    )


def step(quantity: Quantity) -> Tensor:
    """The quantity whose derivation the number belongs to."""
    if quantity.by is not None and quantity.tensor.role is Role.LOSS:
        return adjoint(quantity.by)
    return quantity.tensor
