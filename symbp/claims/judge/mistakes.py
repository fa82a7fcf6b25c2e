"""Why a formula is wrong, in its author's own symbols: what should stand where, read back and judged once more."""

from __future__ import annotations

from collections.abc import Iterable

from ...errors import SymbpError
from ...language import Network
from ..equivalence import formula_verdict
from ..reading import read_tree
from ..reading.written import Unwritable, Writer, lexicon_of
from ..records import Cause, Claim, Finding, Submission, Verdict
from ..repair import Work, repaired
from .case import Case
from .options import USUAL, Options
from .orientation import oriented

MOST = 20  # wrong formulas of one submission whose cause is looked for
STEPS = 60_000  # of all changes that are tried on them, about 2 s
LONGEST = 400  # signs of a formula that is shown


def mistakes(case: Case, submission: Submission) -> dict[int, tuple[Cause, ...]]:
    """The causes of wrong formulas, by the identity of their findings."""
    read = {id(claim): (claim, own) for own in (submission, *submission.others) for claim in own.claims}
    wrong = {id(part) for part in case.parts if isinstance(part, Finding) and part.verdict is Verdict.WRONG}
    found: dict[int, tuple[Cause, ...]] = {}
    work = Work(STEPS)
    for (claim_id, side, options), part in case.reader.formulas.items():
        claim, own = read.get(claim_id, (None, submission))
        if isinstance(claim, Claim) and id(part) in wrong and len(found) < MOST:
            found[id(part)] = tuple(causes(case.reader.network, claim, side, dict(own.choices), options, work))
    return found


def causes(
    network: Network,
    claim: Claim,
    side: int,
    choices: dict[str, str],
    options: Options = USUAL,
    work: Work | None = None,
) -> Iterable[Cause]:
    """The likeliest mistake, if one explains the formula, with the right formula as far as it can be written."""
    subject, formula = claim.sides[0], claim.sides[side]
    try:
        repair = repaired(network, *oriented(subject, formula, options), work, negative=options.delta)
    except SymbpError:
        return
    if repair is None:
        return
    text = claim.texts[side]
    latex = "\\" in claim.written or "_{" in text
    writer = Writer(lexicon_of(network, choices), text, formula, claim.texts[0], subject, latex)
    values: tuple[tuple[str, str], ...] = ()
    if options.weights or options.examples:  # the right formula is in the network's orientation
        yield Cause(repair.misconception, (("formula", text),))
        return
    try:
        part, instead, right = (writer(tree) for tree in (repair.part, repair.instead, repair.formula))
        again = read_tree(right, writer.lexicon)
        if formula_verdict(network, subject, again, negative=options.delta).verdict is Verdict.RIGHT:
            if max(map(len, (part, instead, right))) <= LONGEST:
                values = (("part", part), ("instead", instead), ("right", right))
    except (Unwritable, SymbpError):
        pass
    yield Cause(repair.misconception, (("formula", text), *values))
