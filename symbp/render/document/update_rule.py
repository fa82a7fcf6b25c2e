"""An update rule by its formulas: for any parameter, and with numbers for one of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import compress

from symbp.language import Element, Role, elements
from symbp.language.update import PARAMETER
from symbp.phrases import Math, Sentence, sentence
from symbp.phrases.sentence import Value
from symbp.update import Formula, is_power, rule
from symbp.worked import Update

from ..mathematics.carried import GRADIENT
from ..mathematics.expressions import atoms
from ..mathematics.numbers import number_latex
from .records import Block, Line, Paragraph, Remark, Section, Table
from .worked_line import Hand
from .writer import Writer, display


def rule_section(writer: Writer) -> Section:
    """The formulas of the network's rule, for any parameter."""
    found = rule(writer.network.numbers.descent.rule)
    book = replace(writer.pen.book, errors={**writer.pen.book.errors, PARAMETER: GRADIENT})
    inner = replace(writer, pen=replace(writer.pen, book=book))
    values: dict[str, Value] = {
        "rule": rule_name(writer, found.name),
        "parameter": Math(inner.pen.element(Element(PARAMETER))),
        "gradient": Math(f"{GRADIENT.latex} = {writer.pen.partial(book.loss, inner.pen.element(Element(PARAMETER)))}"),
    }
    rows = (rule_line(inner, formula) for formula in found.formulas if not is_power(formula.of))
    blocks: list[Block] = [Paragraph(writer.say("update.rule.lead", **values)), display(*rows)]
    note = writer.say("update.rule.state") if found.state else Sentence()
    if any(is_power(formula.of) for formula in found.formulas):
        note += writer.say("update.rule.power")
    blocks.append(Paragraph(note + writer.say("update.rule.source", source=found.source)))
    blocks.append(Remark(writer.say("mistake.name"), writer.say("mistake.update")))
    return Section("update", writer.say("section.update"), tuple(blocks))


def rule_line(writer: Writer, formula: Formula) -> Line:
    """new value <- formula."""
    left = writer.pen.element(Element(formula.to))
    return writer.row(left, atoms(writer.pen, formula.body), "=")


def rule_name(writer: Writer, name: str) -> Sentence:
    """The name of a rule in words."""
    key = f"update.name.{name}"
    return writer.say(key) if key in writer.phrases else sentence(name)


def worked_rule(hand: Hand) -> Iterator[Block]:
    """One step by the rule: every formula with numbers for the first parameter, results for all."""
    say, pen = hand.writer.say, hand.writer.pen
    moved = [update for update in hand.worked.updates if not update.frozen]
    first = moved[0]
    values: dict[str, Value] = {
        "rule": rule_name(hand.writer, hand.worked.network.numbers.descent.rule),
        "constants": hand.writer.phrases.both(constants(hand)),
        "parameter": Math(pen.element(first.parameter)),
    }
    yield Paragraph(say("worked.rule.lead", **values))
    yield from (hand.line(line) for line in first.lines)
    if len(moved) > 1:
        yield Paragraph(say("worked.rule.others"))
        yield table(hand, moved)
    key = f"worked.rule.remark.{hand.worked.network.numbers.descent.rule}"
    if key in hand.writer.phrases:
        yield Paragraph(say(key, rate=Math(pen.book.profile.signs.rate)))


def constants(hand: Hand) -> list[Math]:
    """The learning rate and the rule's own constants, with their numbers."""
    given = ((t, value) for t, value in hand.worked.constants if t.role is Role.CONSTANT)
    return [Math(f"{hand.writer.pen.element(Element(tensor))} = {number_latex(value)}") for tensor, value in given]


def table(hand: Hand, moved: list[Update]) -> Table:
    """For every parameter its gradient, what the next step reads of this one, and its new value."""
    formulas = rule(hand.worked.network.numbers.descent.rule).formulas
    read = {element.tensor for formula in formulas for element in elements(formula.body)}
    general = [formula for formula in formulas if not is_power(formula.of)]
    kept = [formula.of in read for formula in general]
    shown = [Element(formula.to) for formula in compress(general, kept)]
    pen = hand.writer.pen
    head = [Math(pen.element(Element(PARAMETER))), Math(pen.partial(pen.book.loss, pen.element(Element(PARAMETER))))]
    rows = []
    for update in moved:
        cells = [pen.element(update.parameter), number_latex(update.gradient)]
        cells += [number_latex(line.value) for line in compress(update.lines, kept)]
        rows.append(tuple(sentence(Math(cell)) for cell in cells))
    columns = (*head, *(Math(pen.element(element)) for element in shown))
    return Table(tuple(sentence(cell) for cell in columns), tuple(rows))
