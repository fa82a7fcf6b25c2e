"""What is said of a report as a whole: how many claims have which verdict, and the conventions these rest on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from symbp.claims.entries import Entry
from symbp.claims.records import Report, Verdict
from symbp.phrases import Label, Sentence, sentence

from .wording import Words, slug


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
