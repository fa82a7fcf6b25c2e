"""The function, its slopes step by step, and its second derivatives."""

from __future__ import annotations

from dataclasses import replace

from symbp.language import Element
from symbp.phrases import Math

from ..document.numbering import key_of
from ..document.records import Block, Display, Line, Paragraph, Remark, Section, Step, Steps
from ..document.steps import result_steps
from ..document.writer import display
from .scribe import Scribe, numbered


def slope_section(scribe: Scribe) -> Section:
    """The function, each slope, and how the slopes change."""
    writer, problem = scribe.writer, scribe.study.problem
    left = scribe.latex(problem.network.loss)
    blocks: list[Block] = [
        Paragraph(scribe.say("descent.slope.lead")),
        display(writer.line(left, problem.body), tag="F1", key="eq-F1"),
    ]
    numbering = numbered(scribe.study.slopes, 1, 1)
    order = {variable: place for place, variable in enumerate(problem.variables, start=1)}
    for result in sorted(scribe.study.slopes.results, key=lambda found: order[key_of(found)[0]]):
        number = order[key_of(result)[0]]
        steps = result_steps(writer.at(result.quantity), numbering, number, result)
        assert isinstance(result.quantity, Element)
        if scribe.several:
            blocks.append(Paragraph(scribe.say("descent.slope.by", by=scribe.math(key_of(result)[0]))))
        blocks.append(Steps((*steps[:-1], boxed(steps[-1], number))))
    blocks.append(Remark(writer.say("words.name"), scribe.say(f"descent.slope.words{scribe.several}")))
    blocks.append(Paragraph(scribe.say("descent.curvature.text")))
    blocks.append(curvature_display(scribe))
    blocks.append(Paragraph(scribe.say(f"descent.curvature.{shape(scribe)}")))
    return scribe.section("slope", scribe.say("descent.section.slope"), blocks)


def boxed(step: Step, number: int) -> Step:
    """The last step, as the result."""
    return replace(step, display=Display(step.display.lines, str(number), f"eq-{number}", boxed=True))


def curvature_display(scribe: Scribe) -> Display:
    """The second derivatives, each pair of variables once."""
    problem = scribe.study.problem
    lines: list[Line] = []
    for row, one in enumerate(problem.variables):
        for column, other in enumerate(problem.variables):
            if column >= row:
                left = second(scribe, scribe.latex(one), scribe.latex(other))
                lines.append(scribe.writer.line(left, scribe.study.curvatures[row][column]))
    tag = str(scribe.numbers["curvature"])
    return display(*lines, tag=tag, key=f"eq-{tag}")


def second(scribe: Scribe, one: str, other: str) -> str:
    """A second derivative written out."""
    sign = scribe.writer.pen.book.profile.signs.partial
    value = scribe.latex(scribe.study.problem.network.loss)
    below = rf"{sign} {raised(one)}" if one == other else rf"{sign} {one} \, {sign} {other}"
    return rf"\frac{{{sign}^{{2}} {value}}}{{{below}}}"


def raised(symbol: str) -> str:
    """A symbol squared."""
    return f"({symbol})^{{2}}" if "^" in symbol else f"{symbol}^{{2}}"


def shape(scribe: Scribe) -> str:
    """What kind of function it is."""
    found = scribe.study.quadratic
    return "varies" if found is None else found.shape


def slope_of(scribe: Scribe, place: int) -> Math:
    """The slope by a variable, written out."""
    pen = scribe.writer.pen
    by = scribe.latex(scribe.study.problem.variables[place])
    return Math(pen.partial(scribe.latex(scribe.study.problem.network.loss), by))
