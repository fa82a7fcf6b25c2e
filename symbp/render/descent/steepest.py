"""The slope in any direction, and the proof that none falls faster than the one against the gradient."""

from __future__ import annotations

from symbp.descent.records import Heading
from symbp.descent.steepest import corner, part, unit
from symbp.language import Element, Tensor
from symbp.phrases import Math, Sentence, sentence
from symbp.phrases.sentence import Value

from ..document.records import Block, Paragraph, Remark, Section, Steps, Table
from ..document.steps import result_steps
from ..document.writer import display
from .scribe import Scribe, claim_step, numbered
from .slope import boxed
from .values import value_latex


def steepest_section(scribe: Scribe) -> Section:
    """Any direction, the steepest one, and directions at the start."""
    inner = [direction_section(scribe), proof_section(scribe)]
    inner.append(start_section(scribe))
    lead = "one" if len(scribe.study.problem.variables) == 1 else "two"
    blocks: list[Block] = [Paragraph(scribe.say(f"descent.steepest.{lead}", **names(scribe)))]
    return scribe.section("steepest", scribe.say("descent.section.steepest"), blocks, inner)


def plane(scribe: Scribe, tensor: Tensor) -> Math:
    """A quantity of the function of two variables."""
    return Math(scribe.plane.pen.element(Element(tensor)))


def names(scribe: Scribe) -> dict[str, Value]:
    """What the phrases of this part mention."""
    found, letters = scribe.study.along, scribe.study.letters
    pen = scribe.plane.pen
    units = [plane(scribe, unit(letters, place)) for place in range(2)]
    corners = [plane(scribe, corner(letters, place)) for place in range(2)]
    whole = f"{pen.book.loss}({corners[0].latex}, {corners[1].latex})"
    slopes = [Math(pen.partial(pen.book.loss, name.latex)) for name in corners]
    return {
        "function": Math(whole),
        "height": Math(pen.book.loss),
        "corners": scribe.all(corners),
        "units": scribe.all(units),
        "first": units[0],
        "second": units[1],
        "unit": Math(letters.unit),
        "parts": scribe.all([plane(scribe, part(letters, place)) for place in range(2)]),
        "direction": Math(rf"{letters.unit} = ({units[0].latex}, {units[1].latex})"),
        "away": plane(scribe, away(scribe)),
        "moved": scribe.all([plane(scribe, e.tensor) for e in found.chain.equations[:2]]),
        "gradients": scribe.all(slopes),
        "gradient": Math(rf"{letters.gradient} = \nabla {pen.book.loss}"),
        "length": plane(scribe, Tensor("length", letter=letters.steepest)),
        "angle": plane(scribe, Tensor("angle", letter=letters.angle)),
        "product": Math(rf"\nabla {pen.book.loss} \cdot {letters.unit}"),
    }


def away(scribe: Scribe) -> Tensor:
    """How far one has gone."""
    found = scribe.study.along.results[-1].quantity
    assert isinstance(found, Element) and found.tensor.of is not None
    return found.tensor.of


def direction_section(scribe: Scribe) -> Section:
    """The chain rule along a straight line."""
    writer, words = scribe.plane, names(scribe)
    equations = scribe.study.along.chain.equations
    lines = [writer.line(writer.latex(equation.output), equation.body) for equation in equations[:2]]
    blocks: list[Block] = [Paragraph(scribe.say("descent.direction.lead", **words))]
    blocks += [display(line, tag=f"F{place}", key=f"eq-F{place}") for place, line in enumerate(lines, start=2)]
    number = scribe.numbers["direction"]
    numbering = numbered(scribe.study.along, number - len(equations) + 1, 2)
    result = scribe.study.along.results[-1]
    steps = result_steps(writer.at(result.quantity), numbering, number, result)
    blocks.append(Steps((*steps[:-1], boxed(steps[-1], number))))
    blocks.append(Paragraph(scribe.say("descent.direction.words", link=scribe.link("direction"), **words)))
    return scribe.section("direction", scribe.say("descent.heading.direction"), blocks)


def proof_section(scribe: Scribe) -> Section:
    """Why the slope in no direction is larger or smaller than along the gradient."""
    words = names(scribe)
    chapter = scribe.study.chapter("steepest")
    assert chapter is not None
    number = scribe.numbers["steepest"]
    steps = []
    for place, claim in enumerate(chapter.claims, start=1):
        links: dict[str, Value] = {key: scribe.place(key) for key in ("lagrange", "range") if key in scribe.places}
        text = scribe.say(f"descent.step.{claim.reason}.text", **{**words, **links})
        last = claim.reason == "attained"
        steps.append(claim_step(scribe, scribe.plane, claim, number, place, text, last=last))
    blocks: list[Block] = [Paragraph(scribe.say("descent.proof.lead", link=scribe.link("direction"), **words))]
    blocks.append(Steps(tuple(steps)))
    blocks.append(Remark(scribe.writer.say("words.name"), scribe.say("descent.proof.words", **words)))
    blocks.append(Remark(scribe.writer.say("mistake.name"), scribe.say("descent.mistake.length", **words)))
    return scribe.section("proof", scribe.say("descent.heading.proof"), blocks)


def start_section(scribe: Scribe) -> Section:
    """The slope in some directions at the start, with numbers."""
    problem = scribe.study.problem
    single = len(problem.variables) == 1
    head = (scribe.say("descent.box.direction"), Sentence(), scribe.say("descent.box.slope"))
    rows = tuple(
        (
            scribe.say(f"descent.heading.{heading.key}", name=name_of(scribe, heading)),
            *cells(heading),
        )
        for heading in scribe.study.headings
    )
    start = scribe.study.courses[0].points[0]
    at = [
        Math(f"{scribe.latex(name)} = {value_latex(value)}")
        for name, value in zip(problem.variables, start.at, strict=True)
    ]
    key = "one" if single else "two"
    blocks: list[Block] = [
        Paragraph(scribe.say(f"descent.start.{key}", at=scribe.all(at), link=scribe.link("direction"))),
        Table((head[0], sentence(Math(scribe.study.letters.unit)), head[2]), rows, wide=(0,)),
    ]
    return scribe.section("directions", scribe.say("descent.heading.start"), blocks)


def name_of(scribe: Scribe, heading: Heading) -> Math:
    """The variable whose axis a direction is along."""
    return scribe.math(scribe.study.problem.variables[heading.place])


def cells(heading: Heading) -> tuple[Sentence, Sentence]:
    """The direction and the slope in it."""
    parts = ", ".join(value_latex(value) for value in heading.direction)
    text = parts if len(heading.direction) == 1 else f"({parts})"
    return sentence(Math(text)), sentence(Math(value_latex(heading.slope)))
