"""A result by its key steps: the sum over all paths, what is left of it, and the matrix form."""

from __future__ import annotations

from dataclasses import replace

from symbp.derivation import Result
from symbp.language import Element, Equation
from symbp.phrases import Sentence

from ..mathematics.expressions import atoms
from ..mathematics.width import joined
from .assembly import boxed, why
from .backward import heading, wanted
from .numbering import Numbering, key_of
from .reasons import chain_text, unfolded
from .records import Block, Paragraph, Section
from .worked_line import equalities
from .writer import Writer, display, equation_link


def key_section(writer: Writer, numbering: Numbering, result: Result) -> Section:
    """Wanted, chain rule and what becomes of it in one display, then the matrix form and its reason."""
    number, tag = numbering.results[key_of(result)], numbering.tags[key_of(result)]
    writer = writer.at(result.quantity)
    if len(result.steps[0].expression.terms) > 1:
        forked = replace(writer.pen.book, forked=frozenset((key_of(result)[0],)))
        writer = replace(writer, pen=replace(writer.pen, book=forked))
    assert isinstance(result.quantity, Element)
    left = writer.latex(result.quantity)
    plainly = writer.plainly()
    forms = [atoms(plainly.pen, result.steps[0].expression), atoms(writer.pen, result.answer)]
    lines = equalities(writer, left, [form for form in forms if joined(form) != left])
    text = wanted(writer, result)
    blocks: list[Block] = []
    if joined(forms[0]) not in (left, joined(forms[1])):
        here = f"{number}.1"
        writer.shown[(number - 1, 0)] = here
        chained = display(*lines, tag=here, key=f"eq-{here}")
        blocks += [Paragraph(text + chain_text(writer, result)), chained]
        text = local(writer, numbering, result)
    writer.shown[(number - 1, len(result.steps) - 1)] = tag
    return Section(
        f"result-{number}",
        heading(writer, result, tag),
        (*blocks, Paragraph(text + why(writer, result) + unfolded(writer, result)), boxed(writer, result, tag)),
    )


def local(writer: Writer, numbering: Numbering, result: Result) -> Sentence:
    """Which equations were differentiated."""
    used = [u for u in result.steps[0].using if isinstance(u, Equation)]
    links = [equation_link(numbering.forward[equation.tensor]) for equation in used]
    return writer.tell("step.key", links=writer.phrases.both(dict.fromkeys(links)))
