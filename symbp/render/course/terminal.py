"""The summary as a table for the terminal."""

from __future__ import annotations

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from symbp.course.summary import Summary, ordered
from symbp.phrases import Phrases

from ..plain import plain_text
from .wording import bar, mistake, share, verdict


def summary_table(summary: Summary, phrases: Phrases) -> RenderableType:
    """Which mistakes were made how often, with bars, and how the submissions came out."""
    counts = ordered(summary.mistakes)

    def word(key: str) -> str:
        return plain_text(phrases.say(f"course.{key}"))

    made = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0), header_style="bold")
    made.add_column(word("mistake"), overflow="fold")
    for key in ("claims", "submissions", "share"):
        made.add_column(word(key), justify="right")
    made.add_column("")
    for name, count in counts:
        makers = summary.makers[name]
        cells = (str(count), str(makers), share(makers, summary.submissions), bar(count, counts[0][1], 20))
        made.add_row(Text(plain_text(mistake(phrases, name))), *map(Text, cells))
    totals = [f"{count} {plain_text(verdict(phrases, name))}" for name, count in ordered(summary.verdicts)]
    below = f"{plain_text(phrases.say('course.lead', submissions=summary.submissions))} {', '.join(totals)}."
    if summary.mean is not None:
        below += f" {plain_text(phrases.say('course.mean', points=f'{summary.mean:g}'))}"
    return Group(*([made] if counts else [Text(word("none"))]), Text(below))
