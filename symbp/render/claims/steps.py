"""The right steps beside the claims: equations of the derivation and its worked example, by the quantity they give."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from symbp.claims.records import Quantity
from symbp.derive import derive
from symbp.errors import SymbpError
from symbp.language import Element, Network, Partial, Tensor, remember, renewed
from symbp.notation import Profile
from symbp.phrases import Phrases
from symbp.worked import Update, Worked, spell_out, worked_example

from ..document.assemble import assemble
from ..document.numbering import numbering
from ..document.records import Display, Section
from ..document.worked import worked_section
from ..document.worked_after import step
from ..document.worked_line import Hand
from ..document.writer import LEVELS, Writer, display
from ..formats.markdown import anchors
from ..mathematics.book import book
from ..mathematics.numbers import number_latex
from ..mathematics.pen import Pen
from .derived import RightStep, derived


@dataclass(frozen=True)
class RightSteps:
    """The equations of a worked example; `hand` knows their numbers, `displays` and `places` are by number.

    `whole` are the equations of the derivation itself; `hand` is None where no example is worked.
    """

    hand: Hand | None
    displays: Mapping[str, Display]
    places: Mapping[str, str]
    whole: Mapping[Tensor, RightStep]

    def of(self, quantity: Quantity) -> RightStep | None:
        """The equation that gives a single number; None where the worked example has none."""
        if self.hand is None:
            return None
        if quantity.updates:
            return self.update(self.hand, quantity)
        for key in keys(self.hand, quantity):
            tag = self.hand.tags.get(key, "")
            if tag in self.displays:
                return RightStep(replace(self.displays[tag], tag="", key=""), tag, self.places.get(f"eq-{tag}", ""))
        return None

    def update(self, hand: Hand, quantity: Quantity) -> RightStep | None:
        """One step of descent."""
        rate = hand.worked.network.numbers.rate
        for update in hand.worked.updates:
            if update.lines and quantity.updates == 1:
                found = self.line(hand, update, quantity.tensor)
                if found is not None:
                    return found
            elif update.parameter == Element(quantity.tensor) and quantity.updates == 1 and rate is not None:
                if not update.frozen:
                    rows = step(hand, update, number_latex(rate))
                    return RightStep(display(*rows), "", self.places.get("worked-updates", ""))
        return None

    def line(self, hand: Hand, update: Update, tensor: Tensor) -> RightStep | None:
        """The line of an update rule that gives a parameter, or a quantity of its state; None where it has none."""
        for made in update.lines:
            if made.quantity == Element(renewed(tensor)):
                tag = hand.tags.get(made.quantity, "")
                if tag in self.displays:
                    return RightStep(replace(self.displays[tag], tag="", key=""), tag, self.places.get(f"eq-{tag}", ""))
                return RightStep(display(*hand.rows(made)), "", self.places.get("worked-updates", ""))
        return None


def right_steps(network: Network, profile: Profile, phrases: Phrases) -> RightSteps | None:
    """The equations of a network's derivation, and of its worked example if it has one; None where it has neither.

    The network is derived anew, as it is for its own document.
    """
    try:
        derivation = derive(network)
    except SymbpError:
        return None
    general = Writer(derivation, Pen(book(profile, derivation.chain)), phrases)
    worked = worked_out(network)
    places = anchors(assemble(derivation, None, profile, phrases, LEVELS, (), worked))
    whole = derived(general, numbering(derivation, profile), places)
    if worked is None:
        return RightSteps(None, {}, places, whole)
    writer = Writer(worked.derivation, Pen(book(profile, worked.network)), phrases)
    hand = Hand(writer, worked)
    section = worked_section(writer, general, worked, hand)
    return RightSteps(hand, {found.tag: found for found in displays(section)}, places, whole)


@remember
def worked_out(network: Network) -> Worked | None:
    """The worked example of a network; None where it has no numbers or is too large."""
    try:
        single = spell_out(network)
        return worked_example(single, derive(single))
    except SymbpError:
        return None


def keys(hand: Hand, quantity: Quantity) -> Iterator[object]:
    """What the equation of a quantity may be known by."""
    of, by, pen = quantity.tensor, quantity.by, hand.writer.pen
    if by is None:
        yield Element(of)
        return
    if of == hand.worked.network.loss and not quantity.through and not quantity.local:
        yield by
    if not quantity.through:
        yield (by, pen.partial(pen.element(Element(of)), pen.element(Element(by))))
    yield Partial(Element(of), Element(by))


def displays(section: Section) -> Iterator[Display]:
    """The numbered equations of a section."""
    for block in section.blocks:
        if isinstance(block, Display) and block.tag:
            yield block
    for inner in section.sections:
        yield from displays(inner)
