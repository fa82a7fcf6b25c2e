"""What follows a worked example's gradients: updates, losses, and published values beside the calculated ones."""

from __future__ import annotations

from math import isfinite

from symbp.language import Element, adjoint
from symbp.phrases import Math, Sentence, sentence
from symbp.worked import Loss, Update
from symbp.worked import Remark as Made

from ..claims.naming import Naming
from ..claims.wording import Words
from ..mathematics.numbers import guarded, number_latex
from .records import Items, Line, Paragraph, Section, Table
from .update_rule import worked_rule
from .worked_line import Hand
from .writer import display

DIGITS = 9  # of a calculated number


def updates(hand: Hand) -> Section | None:
    """One step, parameter by parameter."""
    found = hand.worked.updates
    rate = hand.worked.network.numbers.rate
    if not found or rate is None:
        return None
    writer = hand.writer
    signs = writer.pen.book.profile.signs
    moved = [update for update in found if not update.frozen]
    left_alone = [Math(writer.pen.element(update.parameter)) for update in found if update.frozen]
    if moved and moved[0].lines:
        blocks = list(worked_rule(hand))
    else:
        rows = tuple(line for update in moved for line in step(hand, update, number_latex(rate)))
        rule = Math(f"{signs.rate} = {number_latex(rate)}")
        blocks = [Paragraph(writer.say("worked.updates", rate=rule)), display(*rows)]
    if left_alone:
        blocks.append(Paragraph(writer.say("worked.frozen", names=writer.phrases.both(left_alone))))
    return hand.section("updates", blocks)


def step(hand: Hand, update: Update, rate: str) -> list[Line]:
    """parameter+ = parameter - rate * gradient = numbers = value."""
    pen = hand.writer.pen
    symbol = pen.element(update.parameter)
    gradient = pen.element(Element(adjoint(update.parameter.tensor)))
    text = rf"{symbol} - {pen.book.profile.signs.rate} \, {gradient}"
    numbers = rf"{number_latex(update.before)} - {rate} \cdot {guarded(number_latex(update.gradient))}"
    left = f"({symbol})^{{+}}" if "^" in symbol else f"{symbol}^{{+}}"
    return hand.equalities(left, [f"{text} = {numbers}", number_latex(update.after)])


def losses(hand: Hand) -> Section | None:
    """The loss before and after updates."""
    found = hand.worked.losses
    if len(found) < 2:
        return None
    writer = hand.writer
    head = (writer.say("worked.count"), writer.say("worked.loss", loss=Math(writer.pen.book.loss)))
    rows = tuple((sentence(loss.updates), after(hand, loss)) for loss in found)
    return hand.section("losses", [Paragraph(writer.say("worked.losses")), Table(head, rows)])


def after(hand: Hand, loss: Loss) -> Sentence:
    """A loss, or that it is none any more."""
    if not isfinite(loss.value):
        return hand.writer.say("worked.diverged")
    return sentence(Math(number_latex(loss.value)))


def published(hand: Hand) -> Section | None:
    """Remarks on values that a text prints, with the reason where one was found."""
    found = hand.worked.remarks
    if not found:
        return None
    texts = tuple(remark(hand, made) for made in found)
    return hand.section("published", [Paragraph(hand.writer.say("worked.published")), Items(texts)])


def remark(hand: Hand, made: Made) -> Sentence:
    """One published value beside the calculated one."""
    writer = hand.writer
    one = "-one" if (made.kind, made.name) == ("losses", "1") else ""
    what = writer.say(f"worked.remark.of.{made.kind}{one}", name=name_of(hand, made), loss=Math(writer.pen.book.loss))
    published_, value = Math(number_latex(made.published)), Math(number_latex(made.value))
    text = writer.say(f"worked.remark.{made.verdict}", what=what, published=published_, value=value)
    if made.verdict in ("right", "cut"):
        return text
    if not made.causes:
        return text + writer.say("worked.reason.none")
    tensors = {tensor.name: tensor for tensor in hand.worked.network.tensors()}
    words = Words(writer.phrases, Naming(writer.phrases, writer.pen), tensors=tensors)
    text += words.cause_at_length(made.causes[0])
    again = made.causes[0].again
    return text if again is None else text + writer.say("worked.reason.again", again=Math(shown(made, again)))


def shown(made: Made, again: float) -> str:
    """What the mistake gives, in full where the published number has more digits than are shown otherwise."""
    return repr(again) if len(made.published.as_tuple().digits) > DIGITS else number_latex(again)


def name_of(hand: Hand, made: Made) -> Math | str:
    """The quantity of a remark, or the number of updates."""
    return made.name if made.kind == "losses" else symbol(hand, made.name)


def symbol(hand: Hand, name: str) -> Math:
    """A quantity by its name in the network."""
    tensor = next(tensor for tensor in hand.worked.network.tensors() if tensor.name == name)
    return Math(hand.writer.pen.element(Element(tensor)))
