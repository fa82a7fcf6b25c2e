"""The judge: a submission against its network, a finding for every part of every claim, in reading order."""

from __future__ import annotations

from ...errors import SymbpError
from ...language import Network, Role, Tensor, adjoint
from ..book import Book, book
from ..records import Cause, Finding, Quantity, Report, Submission, Verdict
from .explain import MOST, causes
from .following import Judge
from .items import Item
from .parts import Reader


def judge(submission: Submission, network: Network) -> Report:
    """A report on all claims of a submission; what cannot be judged says so and stops nothing else.

    Numbers need a network with numbers that can be spelled out; formulas are judged without.
    """
    reader = reading(network)
    parts = [part for claim in submission.claims for part in reader.parts(claim)]
    why: dict[int, tuple[Cause, ...]] = {}
    if reader.book is not None:
        judged = Judge(reader.book, [part for part in parts if isinstance(part, Item)])
        roots = [item for item in judged.items if item.verdict is Verdict.WRONG and item.origin == "root"]
        why = {item.number: causes(judged, item) for item in roots[:MOST]}
    found = tuple(finding(part, why.get(part.number, ())) if isinstance(part, Item) else part for part in parts)
    return Report(network, submission.file, found)


def reading(network: Network) -> Reader:
    """The reader for a network, with its numbers where it has some."""
    try:
        ledger: Book = book(network)
    except SymbpError as error:
        return Reader(network, None, str(error))
    return Reader(network, ledger)


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
