"""The right steps beside the claims: equations of the derivation's worked example, by the quantity they give."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from symbp.claims.records import Quantity
from symbp.derive import derive
from symbp.errors import SymbpError
from symbp.language import Element, Network, Partial, node
from symbp.notation import Profile
from symbp.phrases import Phrases
from symbp.worked import spell_out, worked_example

from ..document.assemble import assemble
from ..document.records import Display, Section
from ..document.worked import worked_section
from ..document.worked_after import step
from ..document.worked_line import Hand
from ..document.writer import LEVELS, Writer, display
from ..formats.markdown import anchors
from ..mathematics.book import book
from ..mathematics.numbers import number_latex
from ..mathematics.pen import Pen


@node
class RightStep:
    """The equation that gives a quantity: its lines, its number in the derivation, and the heading it stands under."""

    display: Display
    tag: str = ""
    anchor: str = ""


@dataclass(frozen=True)
class RightSteps:
    """The equations of a worked example; `hand` knows their numbers, `displays` and `places` are by number."""

    hand: Hand
    displays: Mapping[str, Display]
    places: Mapping[str, str]

    @property
    def pen(self) -> Pen:
        """The pen of the spelled-out network."""
        return self.hand.writer.pen

    def of(self, quantity: Quantity) -> RightStep | None:
        """The equation that gives a quantity; None where the worked example has none."""
        if quantity.updates:
            return self.update(quantity)
        for key in self.keys(quantity):
            tag = self.hand.tags.get(key, "")
            if tag in self.displays:
                return RightStep(replace(self.displays[tag], tag="", key=""), tag, self.places.get(f"eq-{tag}", ""))
        return None

    def keys(self, quantity: Quantity) -> Iterator[object]:
        """What the equation may be known by."""
        of, by = quantity.tensor, quantity.by
        if by is None:
            yield Element(of)
            return
        if of == self.hand.worked.network.loss and not quantity.through and not quantity.local:
            yield by
        if not quantity.through:
            yield (by, self.pen.partial(self.pen.element(Element(of)), self.pen.element(Element(by))))
        yield Partial(Element(of), Element(by))

    def update(self, quantity: Quantity) -> RightStep | None:
        """One step of descent."""
        rate = self.hand.worked.network.numbers.rate
        for update in self.hand.worked.updates:
            if update.parameter == Element(quantity.tensor) and quantity.updates == 1 and rate is not None:
                if not update.frozen:
                    rows = step(self.hand, update, number_latex(rate))
                    return RightStep(display(*rows), "", self.places.get("worked-updates", ""))
        return None


def right_steps(network: Network, profile: Profile, phrases: Phrases) -> RightSteps | None:
    """The equations of a network's worked example; None where it has none.

    The network is derived anew, as it is for its own document.
    """
    try:
        single = spell_out(network)
        derivation, worked = derive(network), worked_example(single, derive(single))
    except SymbpError:
        return None
    general = Writer(derivation, Pen(book(profile, derivation.chain)), phrases)
    writer = Writer(worked.derivation, Pen(book(profile, worked.network)), phrases)
    hand = Hand(writer, worked)
    section = worked_section(writer, general, worked, hand)
    places = anchors(assemble(derivation, None, profile, phrases, LEVELS, (), worked))
    return RightSteps(hand, {found.tag: found for found in displays(section)}, places)


def displays(section: Section) -> Iterator[Display]:
    """The numbered equations of a section."""
    for block in section.blocks:
        if isinstance(block, Display) and block.tag:
            yield block
    for inner in section.sections:
        yield from displays(inner)
