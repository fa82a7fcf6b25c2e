"""The marks of a submission as a table."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from symbp.phrases import Label, Math, Phrases, Sentence, sentence

from ..document.records import Section, Table
from .wording import Words

if TYPE_CHECKING:  # as in the door
    from symbp.course.marks import Marks


def marks_section(say: Words, marks: Marks | None) -> Section | None:
    """What every claim earns, and the sum."""
    if marks is None:
        return None
    head = (
        say.say("claims.head.number"),
        say.say("claims.head.quantity"),
        say.say("claims.head.points"),
        say.say("claims.head.most"),
    )
    rows: list[tuple[Sentence, ...]] = [
        (
            sentence(str(mark.number)) if mark.number else say.say("claims.marks.missing"),
            sentence(Label(mark.quantity, code=True)) if mark.quantity else Sentence(),
            sentence(Math(amount(mark.points))),
            sentence(Math(amount(mark.most))),
        )
        for mark in marks.marks
    ]
    total = (
        say.say("claims.marks.sum"),
        Sentence(),
        sentence(Math(amount(marks.points))),
        sentence(Math(amount(marks.most))),
    )
    return Section("marks", say.say("claims.report.marks"), (Table(head, (*rows, total), wide=(1,)),))


def marks_line(phrases: Phrases, marks: Marks) -> Sentence:
    """The sum in one line."""
    return phrases.say("claims.marks.total", points=amount(marks.points), most=amount(marks.most))


def amount(points: Fraction) -> str:
    """A number of points, rounded to a hundredth."""
    return f"{float(points):.2f}".rstrip("0").rstrip(".")
