"""Quantities by name: dE_total/dw5 as plain text, a fraction in documents."""

from __future__ import annotations

from dataclasses import dataclass

from symbp.claims.records import Quantity, Verdict
from symbp.language import Element, Tensor
from symbp.phrases import Label, Math, Phrases, Sentence, sentence
from symbp.phrases.sentence import Value

from ..mathematics.pen import Pen


@dataclass(frozen=True)
class Naming:
    """Speaks of quantities through `phrases`: in formulas by `pen`, in plain names without one."""

    phrases: Phrases
    pen: Pen | None = None

    def tensor(self, tensor: Tensor) -> Math | Label:
        """A single number of the network, or the derivative of the loss by one."""
        if self.pen is None:
            return Label(tensor.name)
        return Math(self.pen.element(Element(tensor)))

    def base(self, quantity: Quantity) -> Math | Label:
        """The quantity, apart from what phrases say of it."""
        if quantity.by is None:
            return self.tensor(quantity.tensor)
        if self.pen is None:
            return Label(f"d{quantity.tensor.name}/d{quantity.by.name}")
        of, by = (self.pen.element(Element(tensor)) for tensor in (quantity.tensor, quantity.by))
        return Math(self.pen.partial(of, by))

    def quantity(self, quantity: Quantity) -> Sentence:
        """The quantity with the path it is meant along, and after how many updates."""
        found: Value = self.base(quantity)
        if quantity.through:
            names = self.phrases.both([self.tensor(tensor) for tensor in quantity.through])
            found = self.phrases.say("claims.quantity.through", quantity=found, names=names)
        elif quantity.local:
            found = self.phrases.say("claims.quantity.local", quantity=found)
        if quantity.step:
            found = self.phrases.say("claims.quantity.step", quantity=found)
        if quantity.updates:
            key = "updated-once" if quantity.updates == 1 else "updated"
            found = self.phrases.say(f"claims.quantity.{key}", quantity=found, count=quantity.updates)
        return sentence(found)


def slug(verdict: Verdict) -> str:
    """A verdict as a key."""
    return verdict.value.replace(" ", "-")


def mistake(phrases: Phrases, name: str) -> Sentence:
    """The name of a mistake."""
    key = f"misconception.{name}.name"
    return phrases.say(key) if key in phrases else sentence(Label(name))
