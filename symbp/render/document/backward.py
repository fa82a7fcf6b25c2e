"""The backward pass: one section per result, from what is wanted to what it means."""

from __future__ import annotations

from dataclasses import replace

from symbp.derivation import Result
from symbp.language import Element, Role
from symbp.phrases import Label, Math, Sentence

from .assembly import boxed, mistake, shapes, why
from .facts import above, has_slope, is_difference
from .numbering import Numbering, key_of
from .reasons import chain_text, unfolded
from .records import Block, Paragraph, Remark, Section, Step, Steps
from .steps import result_steps, wrong
from .writer import Writer, kind, layer_text


def backward(writer: Writer, numbering: Numbering) -> Section:
    """Every result in the order in which they follow from each other."""
    results = writer.derivation.results
    sections = tuple(result_section(writer, numbering, result) for result in results)
    lead = writer.say("backward.lead", loss=Math(writer.pen.book.loss))
    return Section("backward", writer.say("section.backward"), (Paragraph(lead),), sections)


def result_section(writer: Writer, numbering: Numbering, result: Result) -> Section:
    """One quantity: wanted, steps, the assembled result, its shapes, and what it says."""
    number = numbering.results[key_of(result)]
    tag = numbering.tags[key_of(result)]
    writer = writer.at(result.quantity)
    if len(result.steps[0].expression.terms) > 1:
        forked = replace(writer.pen.book, forked=frozenset((key_of(result)[0],)))
        writer = replace(writer, pen=replace(writer.pen, book=forked))
    assert isinstance(result.quantity, Element)
    blocks: list[Block] = [Paragraph(wanted(writer, result))]
    steps: tuple[Step, ...] = ()
    if "index" in writer.levels:
        steps = tuple(result_steps(writer, numbering, number, result))
    final = boxed(writer, result, tag)
    writer.shown[(number - 1, len(result.steps) - 1)] = tag
    name = writer.say(f"step.{result.steps[-1].reason}.name")
    remark = mistake(writer, result)
    last = Step(len(steps) + 1, name, why(writer, result), final, wrong(writer, (remark,)))
    if steps and result.matrix is None:
        last = Step(last.number, last.name, last.text, final)
    if steps and steps[-1].display.lines == final.lines:  # a single number needs no assembly
        blocks.append(Steps((*steps[:-1], replace(steps[-1], display=final))))
    else:
        blocks.append(Steps((*steps, last)))
    single = not result.quantity.indices
    check = shapes(writer, result) if "matrix" in writer.levels and not single else Sentence()
    if check:
        blocks.append(Paragraph(check))
    if left := unfolded(writer, result):
        blocks.append(Paragraph(left))
    meaning = words(writer, result)
    if meaning:
        blocks.append(Remark(writer.say("words.name"), meaning))
    return Section(f"result-{number}", heading(writer, result, tag), tuple(blocks))


def heading_key(writer: Writer, result: Result) -> str:
    """Which kind of result this is."""
    tensor, _ = key_of(result)
    what = kind(writer.network, tensor)
    if what == "pre-activation":
        sources = above(result)
        return "error-below" if sources and all(s.role is Role.PREACTIVATION for s in sources) else "error-last"
    if what == "activation" and not above(result):
        return "outputs"
    return what if what in ("weight", "bias") else "other"


def heading(writer: Writer, result: Result, tag: str) -> Sentence:
    """A title that says what the section achieves."""
    assert isinstance(result.quantity, Element)
    tensor, _ = key_of(result)
    key = heading_key(writer, result)
    layer = layer_text(writer.pen, result.quantity)
    over = upper_layer(writer, result)
    if not layer or (key == "error-below" and not over):
        key = key if key == "outputs" else "named"
    title = writer.say(f"heading.{key}", layer=layer, next=over, name=Label(tensor.name))
    return writer.say("heading.tagged", tag=tag, title=title) if not tag.isdigit() else title


def upper_layer(writer: Writer, result: Result) -> str:
    """The layer whose error this one follows from."""
    for term in result.steps[0].expression.terms:
        for base, _ in term.factors:
            if isinstance(base, Element) and base.tensor.role is Role.ADJOINT:
                return layer_text(writer.pen, base)
    return ""


def wanted(writer: Writer, result: Result) -> Sentence:
    """What the section is after."""
    assert isinstance(result.quantity, Element)
    left = writer.latex(result.quantity)
    written = writer.plainly().latex(result.quantity)
    equal = Math(left if left == written else f"{left} := {written}")
    unit = writer.math(Element(key_of(result)[0], result.quantity.labels, result.quantity.indices))
    text = writer.tell(
        f"wanted.{heading_key(writer, result)}", quantity=equal, unit=unit, loss=Math(writer.pen.book.loss)
    )
    return text if above(result) else text + chain_text(writer, result)


def words(writer: Writer, result: Result) -> Sentence:
    """The result in words, with a consequence; said once for each kind of result."""
    key = heading_key(writer, result)
    if key == "error-last":
        key = "error-difference" if is_difference(result.answer) else "error-last"
    if key == "error-below" and not has_slope(result.answer) and not any(s.reason == "slope" for s in result.steps):
        key = "error-linear"
    if key == "bias" and any(term.bound for term in result.answer.terms):
        key = "bias-summed"
    if key == "outputs" and not is_difference(result.answer):
        return Sentence()
    found = f"words.{key}"
    return writer.once(found) if found in writer.phrases else Sentence()
