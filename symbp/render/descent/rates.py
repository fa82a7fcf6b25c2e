"""Step by step for every learning rate: the factor, the first step by hand, the table, the verdict."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from symbp.descent.letters import renamed
from symbp.descent.limit import MOST
from symbp.descent.records import Course, Mode, Value
from symbp.descent.verdict import SLOW
from symbp.language import Expression, Tensor, as_expression
from symbp.phrases import Label, Math, Sentence, sentence

from ..document.records import Block, Display, Line, Paragraph, Remark, Section, Table
from ..document.writer import display
from ..mathematics.expressions import atoms
from ..mathematics.numbers import guarded, number_latex
from ..mathematics.width import WIDEST, Atom, joined, width
from .chart import chart
from .scribe import Scribe
from .slope import slope_of
from .values import equals, exactly, inside, number_atoms, read, value_latex


def rates_section(scribe: Scribe) -> Section:
    """All learning rates at a glance, then one after the other."""
    study = scribe.study
    inner = tuple(course_section(scribe, number) for number in range(len(study.courses)))
    lead = scribe.say("descent.rates.lead", slow=Math(value_latex(SLOW)))
    blocks: list[Block] = [Paragraph(lead)]
    if study.quadratic is None:
        blocks.append(Paragraph(scribe.say("descent.rates.seen", most=MOST)))
    blocks += [overview(scribe), chart(scribe)]
    return scribe.section("rates", scribe.say("descent.section.rates"), blocks, inner)


def overview(scribe: Scribe) -> Table:
    """Rate, factors and verdict."""
    head = (scribe.say("descent.box.rate"), scribe.say("descent.box.factor"), scribe.say("descent.box.verdict"))
    rows = []
    for course in scribe.study.courses:
        factors = [Math(value_latex(value)) for value in course.factors]
        rows.append((sentence(Math(number_latex(course.rate))), scribe.all(factors), label(scribe, course)))
    return Table(head, tuple(rows), wide=(2,))


def label(scribe: Scribe, course: Course) -> Sentence:
    """The verdict in a few words."""
    steps = course.limit.steps if course.limit is not None else 0
    return scribe.say(f"descent.verdict.{course.verdict}", count=steps)


def course_section(scribe: Scribe, number: int) -> Section:
    """One learning rate."""
    course = scribe.study.courses[number]
    blocks: list[Block] = []
    if course.factors:
        key = "settled" if course.limit is not None else "factors" if len(course.factors) > 1 else "factor"
        at = [] if course.limit is None else [Math(text) for text in places(scribe, course)]
        blocks.append(Paragraph(scribe.say(f"descent.course.{key}", at=scribe.all(at))))
        blocks.append(display(*factor_lines(scribe, course), tag=f"R{number + 1}", key=f"eq-R{number + 1}"))
    if len(course.points) > 1:
        blocks.append(Paragraph(scribe.say("descent.course.first")))
        blocks.append(by_hand(scribe, course))
    blocks.append(Paragraph(scribe.say("descent.course.table")))
    blocks.append(table(scribe, course))
    blocks.append(Remark(scribe.say("descent.course.verdict", verdict=label(scribe, course)), says(scribe, course)))
    title = scribe.say("descent.heading.rate", number=Label(str(course.rate)))
    return Section(f"rate-{number + 1}", title, tuple(blocks))


def places(scribe: Scribe, course: Course) -> list[str]:
    """Where descent was seen to settle, coordinate by coordinate."""
    assert course.limit is not None
    names = scribe.study.problem.variables
    return [rf"{scribe.latex(name)} \approx {value_latex(at)}" for name, at in zip(names, course.limit.at, strict=True)]


def factor_lines(scribe: Scribe, course: Course) -> list[Line]:
    """q = 1 - curvature * rate = number, for every mode."""
    names, flat = scribe.study.letters, scribe.study.quadratic
    rate = number_latex(course.rate)
    found = []
    for place, value in enumerate(course.factors):
        left = scribe.latex(names.q(place if len(course.factors) > 1 else None))
        if flat is None:
            assert course.limit is not None
            text = rf"1 - {inside(course.limit.curvatures[place])} \cdot {rate}"
        else:
            text = rf"1 - {bent(scribe, flat.modes[place])} \cdot {rate}"
        sign = r"\approx" if flat is None else equals(value)
        lead = r"\approx" if flat is None else "="
        found.append(Line(left, (f"{text} {sign} {value_latex(value)}",), lead))
    return found


def bent(scribe: Scribe, mode: Mode) -> str:
    """A curvature inside a product."""
    if mode.curvature.rational:
        whole = mode.curvature.whole
        text = scribe.formula(as_expression(whole)) if exactly(whole) is None else value_latex(whole)
        return guarded(text)
    return rf"\bigl({scribe.formula(mode.curvature.expression())}\bigr)"


def by_hand(scribe: Scribe, course: Course) -> Display:
    """The first step, and the value after it: formula = numbers = value."""
    problem, names = scribe.study.problem, scribe.study.letters
    first, second = course.points[:2]
    (update,) = [claim for claim in scribe.study.chapters[0].claims if claim.reason == "update"]
    now = [names.at(place, names.step) for place in range(len(problem.variables))]
    start = [names.at(place, "0") for place in range(len(problem.variables))]
    given: dict[Tensor, Value | Decimal] = {**dict(zip(start, first.at, strict=True)), names.eta(): course.rate}
    rows: list[Line] = []
    for place, relation in enumerate(update.relations):
        body = renamed(relation.parts[1], dict(zip(now, start, strict=True)))
        rows += equalities(scribe, names.at(place, "1"), body, given, second.at[place])
    then = [names.at(place, "1") for place in range(len(problem.variables))]
    body = renamed(problem.body, dict(zip(problem.variables, then, strict=True)))
    return display(
        *rows, *equalities(scribe, names.height_at("1"), body, dict(zip(then, second.at, strict=True)), second.value)
    )


def equalities(
    scribe: Scribe, quantity: Tensor, body: Expression, given: Mapping[Tensor, Value | Decimal], value: Value
) -> list[Line]:
    """quantity = formula = numbers = value, on one line as far as they fit."""
    writer, left = scribe.writer, scribe.latex(quantity)
    exact = all(isinstance(number, Decimal) or exactly(number) is not None for number in given.values())
    numbers = number_atoms(writer.pen, body, lambda tensor: read(given[tensor]))
    parts = [("=", atoms(writer.pen, body)), ("=" if exact else r"\approx", numbers)]
    parts.append((equals(value), [Atom(value_latex(value))]))
    rows: list[Line] = []
    for sign, part in parts:
        text = joined(part)
        if rows and len(rows[-1].right) == 1 and width(f"{left} = {rows[-1].right[0]} = {text}") < WIDEST:
            rows[-1] = Line(rows[-1].left, (f"{rows[-1].right[0]} {sign} {text}",), rows[-1].relation)
        else:
            rows.append(Line("" if rows else left, writer.row(left, part).right, sign))
    return rows


def table(scribe: Scribe, course: Course) -> Table:
    """Step, point, slopes and value."""
    names, problem = scribe.study.letters, scribe.study.problem
    step = names.step
    head = [sentence(Math(step))]
    head += [sentence(scribe.math(names.at(place, step))) for place in range(len(problem.variables))]
    head += [sentence(slope_of(scribe, place)) for place in range(len(problem.variables))]
    head.append(sentence(scribe.math(names.height_at(step))))
    rows = []
    for number, point in enumerate(course.points):
        values: tuple[Value, ...] = (*point.at, *point.slope, point.value)
        rows.append((sentence(number), *(sentence(Math(value_latex(value))) for value in values)))
    spare = tuple(range(1 + len(problem.variables), 1 + 2 * len(problem.variables)))
    return Table(tuple(head), tuple(rows), spare=spare)


def says(scribe: Scribe, course: Course) -> Sentence:
    """The verdict with its reason."""
    flat = scribe.study.quadratic
    more = "-seen" if flat is None else "-several" if len(flat.modes) > 1 else ""
    key = f"descent.says.{course.verdict}"
    key = key + more if key + more in scribe.writer.phrases else key
    size = Math("") if course.leading is None else Math(value_latex(course.leading))
    text = scribe.say(key, size=size)
    idle = flat is not None and any(not mode.active for mode in flat.modes) and course.verdict != "rest"
    extra = scribe.say("descent.says.idle") if idle else Sentence()
    return text + extra + (scribe.say("descent.says.seen") if course.limit is not None else Sentence())
