"""What the document does and in which order, before the first derivative."""

from __future__ import annotations

from symbp.derivation import Result
from symbp.language import Element, Role, adjoint
from symbp.phrases import Math, Sentence

from .facts import above
from .fold import elsewhere, fold_of
from .numbering import Numbering, key_of
from .records import Block, Items, Paragraph, Section
from .writer import Writer, equation_link, whole

MOST = 12  # results that are listed one by one


def roadmap(writer: Writer, numbering: Numbering, *, numbers_follow: bool) -> Section:
    """The goal, the two passes, and the order of the results."""
    loss = Math(writer.pen.book.loss)
    wanted = [r for r in writer.derivation.results if key_of(r)[0].role is Role.PARAMETER]
    goals = [goal(writer, result) for result in wanted]
    shown = goals if len(goals) <= 4 else [*goals[:2], Math(r"\ldots"), goals[-1]]
    inside = elsewhere(fold_of(writer.network))
    numbers = tuple(number for tensor, number in numbering.forward.items() if tensor not in inside)
    first, last = numbers[0], numbers[-1]
    key = "roadmap.goal" if writer.trains else "roadmap.goal-plain"
    key = "roadmap.goal" if writer.trains else "roadmap.goal-plain"
    blocks: list[Block] = [Paragraph(writer.say(key, loss=loss, goals=writer.phrases.both(shown)))]
    if set(writer.levels) & {"index", "matrix"}:
        ends = {"first": equation_link(first), "last": equation_link(last)}
        blocks.append(Paragraph(writer.say("roadmap.forward", loss=loss, **ends)))
        results = writer.derivation.results
        if len(results) <= MOST:
            blocks.append(Paragraph(writer.say("roadmap.backward", loss=loss)))
            blocks.append(Items(tuple(station(writer, numbering, result) for result in results), ordered=True))
        else:
            blocks.append(Paragraph(writer.say("roadmap.many", loss=loss, count=len(results))))
        if "index" in writer.levels and "matrix" in writer.levels and not writer.scalar:
            blocks.append(Paragraph(writer.say("roadmap.levels")))
    if "numbers" in writer.levels and numbers_follow:
        blocks.append(Paragraph(writer.say("roadmap.numbers")))
    return Section("roadmap", writer.say("section.roadmap"), tuple(blocks))


def goal(writer: Writer, result: Result) -> Math:
    """A gradient that is wanted in the end."""
    assert isinstance(result.quantity, Element)
    return writer.at(result.quantity).math(whole(result.quantity))


def station(writer: Writer, numbering: Numbering, result: Result) -> Sentence:
    """One result of the backward pass, and what it follows from."""
    assert isinstance(result.quantity, Element)
    inner = writer.at(result.quantity)
    link = equation_link(numbering.tags[key_of(result)])
    sources: list[Math] = []
    for term in result.steps[0].expression.terms:
        for base, _ in term.factors:
            if isinstance(base, Element) and base.tensor.role is Role.ADJOINT:
                sources.append(Math(inner.pen.element(Element(base.tensor, base.labels))))
    quantity = inner.math(whole(result.quantity))
    if not above(result):
        return writer.say("roadmap.start", quantity=quantity, link=link, loss=Math(writer.pen.book.loss))
    return writer.say("roadmap.from", quantity=quantity, link=link, sources=writer.phrases.both(dict.fromkeys(sources)))


__all__ = ["adjoint", "roadmap"]
