"""The report as a document: every claim beside the calculation, and what is not right explained."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from symbp.claims.entries import Entry, entries
from symbp.claims.records import MISSING, Finding, Report, Verdict
from symbp.phrases import Label, Link, Math, Phrases, Sentence, sentence

from ..document.records import Block, Document, Items, Paragraph, Remark, Section, Table
from ..escape import visible
from ..mathematics.numbers import number_latex
from ..plain import plain_text
from .derived import RightStep
from .marks import marks_section
from .naming import Naming
from .places import places
from .steps import RightSteps
from .totals import hint, one_convention, setup, totals
from .wording import NOT_WRONG, Words, words

if TYPE_CHECKING:  # as in the door
    from symbp.course.marks import Marks

LONGEST = 160  # signs of a claim in a table
WHOLE = 1000  # signs of a claim by itself


@dataclass(frozen=True)
class Reporter:
    """Writes the sections: `derivation` is the place of the network's own document, if there is one."""

    report: Report
    found: tuple[Entry, ...]
    say: Words
    steps: RightSteps | None
    derivation: str = ""

    def step(self, finding: Finding) -> RightStep | None:
        """The right step of what a finding is about."""
        if self.steps is None:
            return None
        found = None if finding.quantity is None else self.steps.of(finding.quantity)
        if found is None and finding.step is not None:
            found = self.steps.whole.get(finding.step)
        return replace(found, tag="", anchor="") if found is not None and self.report.rescaled else found

    def link(self, step: RightStep) -> Sentence:
        """The number of an equation, linked where the document is there."""
        if self.derivation and step.anchor:
            return sentence(Link(step.tag, step.anchor, equation=True, document=self.derivation))
        return sentence(f"({step.tag})")


def report_document(
    report: Report, phrases: Phrases, steps: RightSteps | None, derivation: str = "", marks: Marks | None = None
) -> Document:
    """The document of a report: at a glance, what is not right and why, conventions, marks."""
    found = entries(report)
    worked = steps.hand if steps is not None else None
    naming = Naming(phrases, worked.writer.pen if worked is not None else None)
    single = worked.worked.network if worked is not None else None
    hand = Reporter(report, found, words(found, phrases, naming, single), steps, derivation)
    parts = [summary(hand), details(hand), conventions(hand), marks_section(hand.say, marks)]
    name = Label(PurePath(visible(report.file)).name)
    title = plain_text(hand.say.say("claims.report.title", file=name))
    lead = hand.say.say("claims.report.lead", file=name, network=Label(report.network.title))
    sections = tuple(part for part in parts if part is not None)
    return Document(report.network.name, title, lead, sections, phrases.language, file="report")


def summary(hand: Reporter) -> Section:
    """Every claim with the true value, the verdict and the reason."""
    say = hand.say
    keys = ("number", "claim", "read", "true", "step", "verdict", "why")
    rows = tuple(tuple(row(hand, entry)) for entry in hand.found)
    table = Table(tuple(say.say(f"claims.head.{key}") for key in keys), rows, wide=(1, 6), spare=(2,))
    first = (Remark(say.say("claims.setup.name"), gap) for gap in setup(say, hand.report))
    return Section("summary", say.say("claims.report.summary"), (*first, Paragraph(totals(say, hand.found)), table))


def row(hand: Reporter, entry: Entry) -> Iterator[Sentence]:
    """One claim in the table."""
    say = hand.say
    yield sentence(str(entry.number))
    yield sentence(Label(cut(entry.leading.written, LONGEST), code=True))
    yield say.read_as(entry)
    shown = entry.shown
    yield Sentence() if shown is None or shown.true is None else sentence(Math(number_latex(shown.true)))
    step = hand.step(shown or entry.value or entry.leading)
    yield sentence(hand.link(step)) if step is not None and step.tag else Sentence()
    verdict = say.verdict(entry.verdict)
    if entry.verdict is Verdict.WRONG:
        verdict = sentence("*", verdict, "*")
    yield sentence(verdict, ", ", say.origin(entry.origin)) if entry.origin else verdict
    yield say.why(entry) + places(say, entry)


def details(hand: Reporter) -> Section | None:
    """What is not right, claim by claim; what carries on an error is told in a line."""
    title = hand.say.say("claims.report.details")
    told = [entry for entry in hand.found if entry.verdict not in (*NOT_WRONG, Verdict.UNANSWERED)]
    told = [entry for entry in told if entry.leading.how != MISSING]
    told += [entry for entry in hand.found if entry.verdict is Verdict.ROUNDED]
    if not told:
        return Section("details", title, (Paragraph(hand.say.say("claims.report.all-right")),))
    told.sort(key=lambda entry: entry.number)
    return Section("details", title, (), tuple(detail(hand, entry) for entry in told))


def detail(hand: Reporter, entry: Entry) -> Section:
    """One claim: as written, as read, the verdict on its parts, the right step."""
    say = hand.say
    first = entry.leading
    written = Label(cut(first.written, WHOLE), code=True)
    opening = say.say("claims.report.written", place=Label(visible(str(first.place))), claim=written)
    blocks: list[Block] = [Paragraph(opening)]
    read = say.read_as(entry)
    if read:
        blocks.append(Paragraph(say.say("claims.report.read", quantity=read)))
    wrong = [finding for finding in entry.findings if finding.verdict is not Verdict.RIGHT]
    texts = tuple(verdict_on(hand, finding, alone=len(entry.findings) == 1) for finding in wrong)
    blocks += [Remark(say.say(f"claims.remark.{entry.verdict.value}"), texts[0])] if len(texts) == 1 else [Items(texts)]
    if entry.verdict is not Verdict.ROUNDED:
        blocks += right_step(hand, first)
    return Section(f"claim-{entry.number}", say.say("claims.report.detail", number=entry.number), tuple(blocks))


def verdict_on(hand: Reporter, finding: Finding, *, alone: bool) -> Sentence:
    """The verdict on one part of a claim, with the true value and the reason."""
    say = hand.say
    found = Sentence()
    if not alone:
        found = sentence("*", part(say, finding), "*:")
    if finding.true is not None and finding.claimed is not None:
        values = {"value": Math(number_latex(finding.true)), "claimed": Math(number_latex(finding.claimed))}
        found += say.say("claims.report.true", **values)
    return found + say.explanation(finding)


def part(say: Words, finding: Finding) -> Sentence:
    """Which part of a claim is meant."""
    number = ", ".join(str(place) for place in finding.entry)
    key = "entry" if finding.entry and finding.part == "value" else finding.part
    return say.maybe(f"claims.part.{key}", number=number, entry=number, side=finding.side) or sentence(
        Label(finding.part)
    )


def right_step(hand: Reporter, finding: Finding) -> Iterator[Block]:
    """The equation of the derivation that gives the quantity."""
    step = hand.step(finding)
    if step is None:
        return
    if step.tag:
        network = Label(hand.report.network.title)
        yield Paragraph(hand.say.say("claims.report.step", link=hand.link(step), network=network))
    else:
        yield Paragraph(hand.say.say("claims.report.step-alone"))
    yield step.display


def conventions(hand: Reporter) -> Section | None:
    """What the verdicts rest on."""
    say, report = hand.say, hand.report
    items = tuple(one_convention(say, *convention) for convention in report.conventions)
    hinted = hint(say, report)
    blocks: list[Block] = [Items(items)] if items else []
    blocks += [Paragraph(hinted)] if hinted else []
    return Section("conventions", say.say("claims.report.conventions"), tuple(blocks)) if blocks else None


def cut(text: str, longest: int) -> str:
    """A text that is not too long."""
    shown = visible(text)
    return shown if len(shown) <= longest else f"{shown[: longest - 4]} ..."
