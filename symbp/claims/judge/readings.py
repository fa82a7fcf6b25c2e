"""A submission in the reading under which least is wrong, where its words leave open what a sign means."""

from __future__ import annotations

from ...language import Network
from ..records import Claim, Submission, Verdict
from .conventions import Case, Settled, settled
from .items import Item
from .options import is_gradient


def settle(submission: Submission, network: Network) -> Settled:
    """The submission under its conventions, read in the way under which least is wrong; the reader's choice first."""
    found = settled(submission, network)
    for other in submission.others:
        if found[0].wrong():
            again = settled(other, network)
            sure = same_errors(other, submission) or divided(other, again[0])
            found = again if again[0].wrong() < found[0].wrong() and sure else found
    return found


def same_errors(other: Submission, submission: Submission) -> bool:
    """Whether dZ is taken alike in both readings."""
    return dict(other.choices).get("errors") == dict(submission.choices).get("errors")


def divided(submission: Submission, found: Case) -> bool:
    """Whether gradients of parameters stand beside errors of each example, and come out right: divided by m in the end.

    Without them dZ = A - Y is no convention but a factor left out.
    """
    wrong = [part for part in found.parts if part.verdict in (Verdict.WRONG, Verdict.UNREADABLE)]
    wheres = [part.claim if isinstance(part, Item) else part for part in wrong]
    bad = {(where.place, where.written) for where in wheres}
    claims = [claim for claim in submission.claims if isinstance(claim, Claim) and is_gradient(claim.sides[0])]
    return bool(claims) and not any((claim.place, claim.written) in bad for claim in claims)
