"""The summary as a document: mistakes with bars, verdicts, where it went wrong, the class list."""

from __future__ import annotations

from symbp.course.summary import Summary, ordered
from symbp.phrases import Label, Phrases, Sentence, sentence

from ..document.records import Block, Document, Paragraph, Section, Table
from .wording import bar, mistake, share, verdict

RIGHT = ("right", "rounded")
LISTED = 200  # submissions that a document lists; the class list in CSV has them all


def summary_document(summary: Summary, phrases: Phrases) -> Document:
    """Mistakes, verdicts, quantities."""
    title = "".join(map(str, phrases.say("course.title").parts))
    parts = (mistakes(summary, phrases), verdicts(summary, phrases), quantities(summary, phrases))
    lead = phrases.say("course.lead", submissions=summary.submissions)
    if summary.mean is not None:
        lead += phrases.say("course.mean", points=f"{summary.mean:g}")
    return Document("summary", title, lead, parts, phrases.language, file="summary")


def head(phrases: Phrases, *keys: str) -> tuple[Sentence, ...]:
    """The head of a table."""
    return tuple(phrases.say(f"course.{key}") for key in keys)


def mistakes(summary: Summary, phrases: Phrases) -> Section:
    """Which mistakes were made how often."""
    counts = ordered(summary.mistakes)
    rows = tuple(
        (
            mistake(phrases, name),
            sentence(str(count)),
            sentence(str(summary.makers[name])),
            sentence(share(summary.makers[name], summary.submissions)),
            sentence(bar(count, counts[0][1])),
        )
        for name, count in counts
    )
    blocks: tuple[Block, ...] = (Paragraph(phrases.say("course.none")),)
    if rows:
        table = Table((*head(phrases, "mistake", "claims", "submissions", "share"), Sentence()), rows, wide=(0,))
        blocks = (Paragraph(phrases.say("course.mistakes-lead")), table)
    return Section("mistakes", phrases.say("course.mistakes"), blocks)


def verdicts(summary: Summary, phrases: Phrases) -> Section:
    """How the submissions came out."""
    rows = tuple(
        (verdict(phrases, name), sentence(str(count)), sentence(share(count, summary.submissions)))
        for name, count in ordered(summary.verdicts)
    )
    table = Table(head(phrases, "verdict", "submissions", "share"), rows)
    return Section("verdicts", phrases.say("course.verdicts"), (table,))


def quantities(summary: Summary, phrases: Phrases) -> Section:
    """Which quantities were wrong how often, the worst first."""
    found = []
    for name, counts in summary.quantities.items():
        wrong, right = counts["wrong"], sum(counts[key] for key in RIGHT)
        if wrong:
            found.append((-wrong / (wrong + right), name, right, wrong))
    rows = tuple(
        (
            sentence(Label(name, code=True)),
            sentence(str(right)),
            sentence(str(wrong)),
            sentence(share(wrong, right + wrong)),
        )
        for _, name, right, wrong in sorted(found)[:LISTED]
    )
    table = Table(head(phrases, "quantity", "right", "wrong", "share"), rows)
    blocks: tuple[Block, ...] = (table,) if rows else (Paragraph(phrases.say("course.none")),)
    return Section("quantities", phrases.say("course.quantities"), blocks)
