"""The sheet of an exercise: what is given, how it is computed, and blanks to fill in."""

from __future__ import annotations

from symbp.claims.blanks import ANSWERS, GIVEN
from symbp.claims.records import Quantity
from symbp.course.exercise import Answer, Exercise
from symbp.derive import derive
from symbp.language import Descent, Element
from symbp.notation import profile
from symbp.phrases import Math, Phrases
from symbp.worked import spell_out, worked_example

from ..document.records import Blank, Blanks, Block, Comment, Document, Paragraph, Section
from ..document.update_rule import constants, rule_section
from ..document.worked import given
from ..document.worked_line import Hand
from ..document.writer import Writer, display
from ..mathematics.book import book
from ..mathematics.numbers import number_latex
from ..mathematics.pen import Pen

PARTS = ("value", "derivative", "update")


def sheet_document(exercise: Exercise, phrases: Phrases, notation: str) -> Document:
    """The sheet of one variant, under the variant's name."""
    network = exercise.network
    single = spell_out(network)
    derivation, worked = derive(network), worked_example(single, derive(single))
    general = Writer(derivation, Pen(book(profile(notation), derivation.chain)), phrases)
    hand = Hand(Writer(worked.derivation, Pen(book(profile(notation), worked.network)), phrases), worked)
    parts = (numbers(hand, general), equations(hand), *blanks(hand, exercise))
    return Document(network.name, network.title, phrases.say("exercise.lead"), parts, phrases.language, exercise.name)


def numbers(hand: Hand, general: Writer) -> Section:
    """Inputs, targets and parameters."""
    say = hand.writer.say
    blocks: list[Block] = [Comment(GIVEN), *given(hand, general)]
    rate = hand.worked.network.numbers.rate
    if hand.worked.network.numbers.descent != Descent():
        names = hand.writer.phrases.both(constants(hand))
        blocks += [*rule_section(hand.writer).blocks[:-1], Paragraph(say("exercise.constants", constants=names))]
    elif rate is not None:
        rule = Math(f"{hand.writer.pen.book.profile.signs.rate} = {number_latex(rate)}")
        blocks.append(Paragraph(say("exercise.rate", rate=rule)))
    return Section("given", say("exercise.given"), tuple(blocks))


def equations(hand: Hand) -> Section:
    """The forward pass, quantity by quantity."""
    writer = hand.writer
    rows = [writer.line(writer.latex(e.output), e.body) for e in hand.worked.network.equations]
    return Section("equations", writer.say("exercise.equations"), (display(*rows), Comment(ANSWERS)))


def blanks(hand: Hand, exercise: Exercise) -> list[Section]:
    """Forward, backward, update: a blank for each answer."""
    say = hand.writer.say
    found = []
    for kind in PARTS:
        own = [answer for answer in exercise.answers if kind_of(answer.quantity) == kind]
        if own:
            rows = Blanks(tuple(blank(hand, answer) for answer in own))
            hint = Paragraph(say(f"exercise.{kind}.hint"))
            found.append(Section(kind, say(f"exercise.{kind}.title"), (hint, rows)))
    return found


def kind_of(quantity: Quantity) -> str:
    """Which part of the sheet a quantity belongs to."""
    return "update" if quantity.updates else "derivative" if quantity.by is not None else "value"


def blank(hand: Hand, answer: Answer) -> Blank:
    """The name of a quantity as plain text and as a formula."""
    pen = hand.writer.pen
    quantity = answer.quantity
    symbol = pen.element(Element(quantity.tensor))
    if quantity.by is not None:
        symbol = pen.partial(symbol, pen.element(Element(quantity.by)))
    elif quantity.updates:
        symbol = f"({symbol})^{{+}}" if "^" in symbol else f"{symbol}^{{+}}"
    return Blank(answer.name, symbol)
