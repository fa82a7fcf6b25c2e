"""A report as a table for the terminal: claim, true value, verdict, reason; plain text where it is no terminal."""

from __future__ import annotations

import io
from collections.abc import Iterator

from rich import box
from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from symbp.claims.entries import Entry, entries
from symbp.claims.records import Report, Verdict
from symbp.phrases import Phrases, phrases

from ..escape import visible
from ..plain import plain_number, plain_text
from .places import places
from .totals import conventions, hint, setup, totals
from .wording import Words, words

STYLES = {
    Verdict.RIGHT: "green",
    Verdict.ROUNDED: "cyan",
    Verdict.WRONG: "bold red",
    Verdict.UNREADABLE: "yellow",
    Verdict.UNDECIDED: "yellow",
    Verdict.UNANSWERED: "dim",
}
PIPED = 110  # columns where nothing says how wide the page is
LONGEST = 400  # signs of a claim that are shown


def table_text(report: Report, width: int = PIPED, language: str = "en") -> str:
    """The table as plain text, so many columns wide."""
    out = io.StringIO()
    console = Console(file=out, width=width, force_terminal=False, color_system=None, legacy_windows=False)
    console.print(table(report, phrases(language)))
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines())


def total_line(report: Report, language: str = "en") -> str:
    """How many claims have which verdict, in one line."""
    found = entries(report)
    return plain_text(totals(words(found, phrases(language)), found))


def table(report: Report, phrases: Phrases) -> RenderableType:
    """The table, explanations of what is not right, and totals."""
    found = entries(report)
    say = words(found, phrases)
    head = [plain_text(say.say(f"claims.head.{key}")) for key in ("number", "claim", "read", "true", "verdict", "why")]
    made = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0), header_style="bold")
    made.add_column(head[0], overflow="fold")
    made.add_column(f"{head[1]} / {head[2].lower()}", ratio=3, overflow="fold")
    made.add_column(head[3], overflow="fold", min_width=10)
    made.add_column(head[4], min_width=10)
    made.add_column(head[5], ratio=2, overflow="fold")
    for entry in found:
        made.add_row(*row(say, entry))
    first = (Text(plain_text(gap), style="bold yellow") for gap in setup(say, report))
    return Group(*first, made, *(Text(line) for line in notes(say, report, found)))


def row(say: Words, entry: Entry) -> Iterator[Text]:
    """Number and line, claim and how it was read, true value, verdict, reason."""
    finding = entry.leading
    line = finding.place.line
    yield Text(f"{entry.number}").append(
        f"\n{plain_text(say.say('claims.head.line', line=line))}" if line else "", style="dim"
    )
    claim = Text(cut(visible(finding.written)))
    read = cut(plain_text(say.read_as(entry)))
    if read and read != claim.plain:
        claim.append(f"\n{read}", style="dim")
    yield claim
    yield Text(true_value(entry))
    verdict = Text(plain_text(say.verdict(entry.verdict)), style=STYLES[entry.verdict])
    if entry.origin:
        verdict.append(f"\n{plain_text(say.origin(entry.origin))}", style="red" if entry.origin == "root" else "dim")
    yield verdict
    yield Text(cut(plain_text(say.why(entry) + places(say, entry))))


def true_value(entry: Entry) -> str:
    """The true value, where the claim is about a number."""
    finding = entry.shown
    return "" if finding is None or finding.true is None else plain_number(finding.true)


def cut(shown: str) -> str:
    """A text that is not too long for a table."""
    return shown if len(shown) <= LONGEST else f"{shown[: LONGEST - 4]} ..."


def notes(say: Words, report: Report, found: tuple[Entry, ...]) -> Iterator[str]:
    """What is not right at length, a hint, conventions, totals."""
    for entry in found:
        if entry.verdict in (Verdict.WRONG, Verdict.UNDECIDED) and entry.origin != "carried":
            yield f"{entry.number}. {plain_text(say.explanation(entry.leading))}"
    for line in (hint(say, report), conventions(say, report), totals(say, found)):
        if line:
            yield plain_text(line)
