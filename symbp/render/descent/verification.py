"""What was checked, and what a reader can repeat."""

from __future__ import annotations

from symbp.phrases import Sentence, sentence

from ..document.records import Block, Line, Paragraph, Section, Table
from ..document.writer import display
from ..mathematics.numbers import number_latex
from .scribe import Scribe
from .slope import slope_of
from .values import equals, inside, value_latex

ORDER = ("slopes", "curvatures", "second", "claims", "path", "closed", "along")


def verification(scribe: Scribe) -> Section:
    """Totals, the table, and difference quotients at the start."""
    counts = {kind: count for kind, count in scribe.study.counts.items() if count}
    found = [scribe.say(f"descent.counted.{kind}", count=count) for kind, count in counts.items()]
    blocks: list[Block] = [Paragraph(scribe.say("descent.verification.lead"))]
    blocks += [Paragraph(scribe.say("descent.verification.totals", counts=scribe.all(found))), table(scribe)]
    lines = [line for place in range(len(scribe.study.quotients)) for line in quotient(scribe, place)]
    if lines:
        blocks += [Paragraph(scribe.say("descent.verification.repeat")), display(*lines)]
    return scribe.section("verification", scribe.writer.say("section.verification"), blocks)


def table(scribe: Scribe) -> Table:
    """One row for every kind of equality and its verdict."""
    head = (
        scribe.say("descent.box.what"),
        scribe.say("descent.box.count"),
        scribe.writer.say("verification.verdict"),
    )
    ordered = sorted(scribe.study.checked, key=lambda found: ORDER.index(found.key))
    rows: list[tuple[Sentence, ...]] = [
        (
            scribe.say(f"descent.checked.{found.key}"),
            sentence(found.count),
            scribe.say(f"descent.checked.{found.kind}"),
        )
        for found in ordered
    ]
    return Table(head, tuple(rows), wide=(0,))


def quotient(scribe: Scribe, place: int) -> tuple[Line, Line]:
    """slope = (above - below) / (2 h), nearly, and its value."""
    found = scribe.study.quotients[place]
    top = f"{value_latex(found.above)} - {inside(found.below)}"
    exact = all(equals(value) == "=" for value in (found.above, found.below, found.quotient))
    left = slope_of(scribe, place).latex
    text = rf"\frac{{{top}}}{{2 \cdot {number_latex(found.apart)}}}"
    return Line(left, (text,), r"\approx"), Line("", (value_latex(found.quotient),), "=" if exact else r"\approx")
