"""A submission in the reading under which least is wrong, where its words leave open what a sign means."""

from __future__ import annotations

from ...language import Network
from ..records import Submission
from .case import BAD, Case, where
from .conventions import Settled, settled
from .subjects import is_gradient


def settle(submission: Submission, network: Network) -> Settled:
    """The submission under its conventions, read in the way under which least is wrong; the reader's choice first."""
    found = settled(submission, network)
    for other in submission.others:
        if found.case.wrong():
            again = settled(other, network)
            sure = same_errors(other, submission) or divided(again.case)
            found = again if again.case.wrong() < found.case.wrong() and sure else found
    return found


def same_errors(other: Submission, submission: Submission) -> bool:
    """Whether dZ is taken alike in both readings."""
    return dict(other.choices).get("errors") == dict(submission.choices).get("errors")


def divided(found: Case) -> bool:
    """Whether gradients of parameters stand beside errors of each example, and come out right: divided by m in the end.

    Without them dZ = A - Y is no convention but a factor left out.
    """
    bad = {where(part) for part in found.parts if part.verdict in BAD}
    claims = [claim for claim in found.claims if is_gradient(claim.sides[0])]
    return bool(claims) and not any((claim.place, claim.written) in bad for claim in claims)
