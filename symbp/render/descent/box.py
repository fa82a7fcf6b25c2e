"""Symbols and what they mean, the roadmap, and the program."""

from __future__ import annotations

from symbp.descent import program
from symbp.language import Tensor
from symbp.phrases import Label, Math, Sentence, sentence

from ..document.records import Block, Code, Items, Paragraph, Section, Table
from ..mathematics.numbers import number_latex
from .scribe import Scribe
from .slope import slope_of
from .steepest import names


def roadmap(scribe: Scribe) -> Section:
    """What is wanted, and the way there."""
    problem, study = scribe.study.problem, scribe.study
    rates = [Math(number_latex(rate)) for rate in problem.rates]
    at = [
        Math(f"{scribe.latex(study.letters.at(place, '0'))} = {number_latex(value)}")
        for place, value in enumerate(problem.start)
    ]
    rules = [Math(rule(scribe, place)) for place in range(len(problem.variables))]
    slopes = [slope_of(scribe, place) for place in range(len(problem.variables))]
    goal = scribe.say("descent.roadmap.goal", at=scribe.all(at), rule=scribe.all(rules), rates=scribe.all(rates))
    local = study.chapters[0].key
    items = [scribe.say("descent.roadmap.slope", quantities=scribe.all(slopes))]
    items.append(scribe.say(f"descent.roadmap.{local}", link=scribe.link("factor")))
    bounded = study.chapters[1].key == "bound"
    items.append(scribe.say(f"descent.roadmap.{study.chapters[1].key}", link=bound_link(scribe) if bounded else ""))
    items.append(scribe.say("descent.roadmap.rates"))
    links = {"link": scribe.link("direction"), "proof": scribe.link("steepest")}
    items.append(scribe.say("descent.roadmap.steepest", **links))
    blocks: list[Block] = [Paragraph(goal), Items(tuple(items), ordered=True)]
    return scribe.section("roadmap", scribe.writer.say("section.roadmap"), blocks)


def bound_link(scribe: Scribe) -> Sentence:
    """A reference to the bound."""
    return sentence(scribe.link("bound"))


def rule(scribe: Scribe, place: int) -> str:
    """x <- x - rate * slope."""
    signs = scribe.writer.pen.book.profile.signs
    name, rate = scribe.latex(scribe.study.problem.variables[place]), scribe.latex(scribe.study.letters.eta())
    return rf"{name} {signs.arrow} {name} - {rate} \, {slope_of(scribe, place).latex}"


def notation(scribe: Scribe) -> Section:
    """Every symbol with its meaning."""
    study, letters = scribe.study, scribe.study.letters
    rows: list[tuple[Sentence, Sentence]] = []

    def row(symbol: Sentence | Math, key: str, **values: Sentence | Math) -> None:
        rows.append((sentence(symbol), scribe.say(f"descent.meaning.{key}", **values)))

    count = len(study.problem.variables)
    now = scribe.all([scribe.math(letters.at(place, letters.step)) for place in range(count)])
    stars = scribe.all([scribe.math(letters.at(place, "*")) for place in range(count)])
    row(scribe.all([scribe.math(v) for v in study.problem.variables]), f"variable{scribe.several}", now=now)
    row(scribe.math(study.problem.network.loss), "value", now=scribe.math(letters.height_at(letters.step)))
    row(scribe.math(letters.eta()), "rate")
    row(scribe.all([slope_of(scribe, place) for place in range(count)]), f"slope{scribe.several}")
    kind = study.chapters[0].key
    if kind != "drift":
        row(stars, "level")
    if kind == "factor":
        factors = [letters.q(place if count > 1 else None) for place in range(count)]
        row(scribe.all([scribe.math(factor) for factor in factors]), f"factor{scribe.several}")
    if study.quadratic is None:
        row(scribe.math(curve(scribe)), "curvature")
    words = names(scribe)
    if count == 1:
        row(words["function"], "plane", **words)  # type: ignore[arg-type]
    row(words["direction"], "unit", **words)  # type: ignore[arg-type]
    row(words["away"], "away", **words)  # type: ignore[arg-type]
    row(words["gradient"], "gradient", **words)  # type: ignore[arg-type]
    row(words["length"], "length", **words)  # type: ignore[arg-type]
    row(words["angle"], "angle", **words)  # type: ignore[arg-type]
    head = (scribe.writer.say("box.symbol"), scribe.writer.say("box.meaning"))
    blocks: list[Block] = [Table(head, tuple(rows), wide=(1,)), Items((scribe.say("descent.box.digits"),))]
    return scribe.section("notation", scribe.say("descent.section.notation"), blocks)


def curve(scribe: Scribe) -> Tensor:
    """The curvature at a minimum."""
    return Tensor("curvature", letter=scribe.study.letters.curve)


def program_section(scribe: Scribe) -> Section:
    """Descent as a program, with the equations that its lines carry out."""
    lines = program.lines(scribe.study.problem, scribe.study.slope)
    width = max(len(text) for text, key in lines if key)
    count = len(scribe.study.problem.variables)
    tags = {f"slope{n}": f"({n + 1})" for n in range(count)} | {"update": f"({scribe.places['update']})"}
    shown = [f"{text:<{width}}  # {tags[key]}" if key else text for text, key in lines]
    first = scribe.study.courses[0]
    at = ", ".join(str(value) for value in scribe.study.problem.start)
    call = f"descend({at}, {first.rate}, {len(first.points) - 1})"
    blocks: list[Block] = [
        Paragraph(scribe.say("descent.program.lead", call=Label(call, code=True))),
        Code("python", "\n".join(shown)),
    ]
    return scribe.section("program", scribe.say("descent.section.program"), blocks)
