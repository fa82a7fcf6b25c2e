"""The drawing of all paths: a panel for each learning rate."""

from __future__ import annotations

from decimal import Decimal

from symbp.descent.plot import Marks, Plot, plot
from symbp.phrases import Label, Math, Sentence

from ..document.records import Axis, Chart
from ..mathematics.numbers import number_latex
from .scribe import Scribe
from .values import plain

PLAIN = 4  # places before and behind the decimal point that are written without a power of ten


def chart(scribe: Scribe) -> Chart:
    """The function, and every path on it or across it."""
    found, problem = plot(scribe.study), scribe.study.problem
    names = [scribe.math(tensor) for tensor in (*problem.variables, problem.network.loss)]
    titles = [scribe.say("descent.chart.panel", number=Label(str(course.rate))) for course in scribe.study.courses]
    across, up = axis(names[0], found.across), axis(names[1], found.up)
    return Chart("paths", scribe.say("descent.chart.title"), found, tuple(titles), across, up, caption(scribe, found))


def axis(name: Math, marks: Marks) -> Axis:
    """A name with the marks as they are written."""
    return Axis(name, tuple((Math(mark_latex(mark)), place) for mark, place in marks))


def mark_latex(value: Decimal) -> str:
    """A round number."""
    return number_latex(value) if value and abs(value.adjusted()) > PLAIN else plain(value)


def caption(scribe: Scribe, found: Plot) -> Sentence:
    """What is to be seen, and what is not."""
    several = len(scribe.study.problem.variables) > 1
    kind = "curve" if not several else "contours" if found.levels else "plane"
    first = f"{scribe.latex(scribe.study.problem.network.loss)} = "
    levels = scribe.all([Math(mark_latex(lvl) if n else first + mark_latex(lvl)) for n, lvl in enumerate(found.levels)])
    text = scribe.say(f"descent.chart.{kind}", levels=levels)
    if found.rest is not None:
        text += scribe.say("descent.chart.rest")
    leaving = [
        scribe.say("descent.chart.leaving", number=Label(str(course.rate)), step=panel.leaves)
        for course, panel in zip(scribe.study.courses, found.panels, strict=True)
        if panel.leaves is not None
    ]
    return text + (scribe.say("descent.chart.leaves", steps=scribe.all(leaving)) if leaving else Sentence())
