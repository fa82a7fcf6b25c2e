"""What is said of a report as a whole: its set-up, how many claims have which verdict, what these rest on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from symbp.claims.entries import Entry, entries
from symbp.claims.records import Report, Verdict
from symbp.claims.setup import Gap, gaps
from symbp.phrases import Label, Sentence, sentence

from ..plain import plain_number
from .naming import slug
from .wording import Words


def totals(say: Words, found: Sequence[Entry]) -> Sentence:
    """How many claims have which verdict, and how many mistakes are roots."""
    counts = Counter(entry.verdict for entry in found)
    roots = sum(entry.origin != "carried" for entry in found if entry.verdict is Verdict.WRONG)
    parts = []
    for verdict in Verdict:
        if not counts[verdict]:
            continue
        part = say.say(f"claims.count.{slug(verdict)}", count=counts[verdict])
        if verdict is Verdict.WRONG and roots < counts[verdict]:
            part = say.say("claims.count.roots", wrong=part, roots=roots, carried=counts[verdict] - roots)
        parts.append(part)
    claims = say.say("claims.count.claims-one" if len(found) == 1 else "claims.count.claims", count=len(found))
    return say.say("claims.count.whole", claims=claims, counts=say.phrases.both(parts)) if parts else claims


def setup(say: Words, report: Report) -> tuple[Sentence, ...]:
    """What is missing of the set-up, or contradicts it: to be said before anything else."""
    return tuple(one_gap(say, gap, len(entries(report))) for gap in gaps(report))


def one_gap(say: Words, gap: Gap, claims: int) -> Sentence:
    """One thing that has to be settled first."""
    if gap.kind == "missing":
        count = "all" if len(gap.claims) == claims else "one" if len(gap.claims) == 1 else "some"
        need = say.say(f"claims.setup.{count}", count=len(gap.claims), claims=claims)
        return say.say("claims.setup.missing", message=Label(gap.message), need=need)
    quantity = Label(gap.name) if gap.quantity is None else say.naming.quantity(gap.quantity)
    claimed, given = Label(str(gap.claimed)), Label(plain_number(gap.true))
    return say.say(f"claims.setup.{gap.kind}", number=gap.claims[0], quantity=quantity, claimed=claimed, given=given)


def conventions(say: Words, report: Report) -> Sentence:
    """The conventions that the verdicts rest on."""
    if not report.conventions:
        return Sentence()
    parts = [one_convention(say, *convention) for convention in report.conventions]
    return say.say("claims.conventions.lead", all=say.phrases.both(parts))


def hint(say: Words, report: Report) -> Sentence:
    """The loss for which all derivatives would be right, where one factor is all that is wrong with them."""
    if not report.hints:
        return Sentence()
    parts = [sentence(*about(say, name, choice)) for name, choice in report.hints]
    declared = say.phrases.both(sentence(Label(f'{name} = "{choice}"', code=True)) for name, choice in report.hints)
    return say.say("claims.conventions.hint", all=say.phrases.both(parts), declared=declared)


def one_convention(say: Words, name: str, choice: str, source: str) -> Sentence:
    """What is agreed on, how, and where that comes from."""
    named, _, chosen = about(say, name, choice)
    given = say.maybe(f"claims.source.{source}") or sentence(Label(source))
    return say.say("claims.conventions.one", name=named, choice=chosen, source=given)


def about(say: Words, name: str, choice: str) -> tuple[Sentence, str, Sentence]:
    """A convention and what is chosen, in words."""
    named = say.maybe(f"claims.convention.{name}.name") or sentence(Label(name))
    chosen = say.maybe(f"claims.convention.{name}.{choice.replace(' ', '-')}") or sentence(Label(choice))
    return named, ": ", chosen
