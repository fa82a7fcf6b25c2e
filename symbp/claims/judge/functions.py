"""Claims about functions: the network's own and those of school; what a document defines for itself claims nothing."""

from __future__ import annotations

import re

from ...language import Network
from ..equivalence import formula_of_any, function_verdict
from ..equivalence.functions import GENERIC
from ..records import Claim, Outcome, Verdict
from ..tree import Call, Ref

_WORD = re.compile(r"[^A-Za-zσφψ]*(?:(?:mathrm|text|operatorname|frac)\W+|d\W+)*([A-Za-z]+|[σφψ])")
_DIFFERENTIATED = re.compile(r"\s*\\[dt]?frac\s*\{\s*(?:\\(?:mathrm|text)\{d\}|\\partial|∂|d)")
LETTERS = GENERIC | {"psi", "act"}


def about_function(claim: Claim, side: int, network: Network, own: set[str]) -> Outcome | None:
    """The verdict on a side of f(u) = ...; None for a claim about something else.

    `own` collects the letters for functions that the document defines, of which the network has none: a letter such as
    f, where it is not the activation.  On these, and what is said of them afterwards, the verdict is "definition".
    """
    left = claim.sides[0]
    if _DIFFERENTIATED.match(claim.texts[0]) and not isinstance(left, Call | Ref):
        return formula_of_any(network, left, claim.sides[side])
    if not isinstance(left, Call):
        return None
    match = _WORD.match(claim.texts[0])
    word = match[1] if match is not None else ""
    if word in own:
        return Outcome(Verdict.UNDECIDED, "definition")
    found = function_verdict(network, left, claim.sides[side])
    free = word in LETTERS and not (word == "sigma" and left.name == "sigmoid")
    arbitrary = found is not None and found.how == "definition"
    if arbitrary or (found is not None and found.verdict is Verdict.WRONG and free and not left.primes):
        own.add(word)
        return Outcome(Verdict.UNDECIDED, "definition")
    return found
