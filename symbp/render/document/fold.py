"""What is folded in a document: the composites of its network, and how they are named."""

from __future__ import annotations

from dataclasses import dataclass, field

from symbp.calculus.pattern import Pattern, covers
from symbp.derivation import Result
from symbp.granularity import Composite, composites
from symbp.language import Element, Network, Role, Tensor, elements
from symbp.phrases import Label, Link, Math, Sentence

from ..mathematics.names import name
from .records import Section
from .writer import Writer


@dataclass
class Fold:
    """What is folded in a document, and which patterns and composites have been shown at length so far.

    `elsewhere` is what is read outside of all composites.
    """

    found: tuple[Composite, ...]
    elsewhere: frozenset[Tensor]
    seen: dict[object, tuple[Result, Pattern]] = field(default_factory=dict)
    own: dict[str, tuple[Composite, list[Section]]] = field(default_factory=dict)

    def of(self, tensor: Tensor) -> Composite | None:
        """The composite that a tensor is inside of, or that alone reads it."""
        for one in self.found:
            if tensor in one.tensors[:-1] or (tensor in one.inputs and self.only(one, tensor)):
                return one
        return None

    def only(self, one: Composite, tensor: Tensor) -> bool:
        """Whether nothing but this composite reads a tensor: a parameter of its own, or a copy that was made for it."""
        return tensor not in self.elsewhere and not any(tensor in o.inputs for o in self.found if o != one)


def fold_of(network: Network) -> Fold | None:
    """The composites of a network that is to be shown folded, else None."""
    if network.granularity != "folded":
        return None
    found = tuple(one for one in composites(network) if not any(tensor.labels for tensor in one.tensors))
    inside = {equation for one in found for equation in one.equations}
    read = [used.tensor for e in network.equations if e not in inside for used in elements(e.body)]
    return Fold(found, frozenset(read))


def hidden(fold: Fold | None) -> frozenset[Tensor]:
    """The quantities inside composites, which the main text does not speak of."""
    return frozenset() if fold is None else frozenset(t for one in fold.found for t in one.tensors[:-1])


def elsewhere(fold: Fold | None) -> frozenset[Tensor]:
    """What the forward pass gives no number to: everything that composites define."""
    return frozenset() if fold is None else frozenset(tensor for one in fold.found for tensor in one.tensors)


def known(fold: Fold, pattern: Pattern) -> bool:
    """Whether a result of this pattern has been shown."""
    return pattern.key in fold.seen and covers(fold.seen[pattern.key][1], pattern)


def forward_line(writer: Writer, one: Composite) -> Sentence:
    """A composite as one function of what goes in."""
    arguments = [writer.pen.element(Element(tensor)) for tensor in one.inputs if tensor.role is not Role.CONSTANT]
    formula = Math(rf"{writer.pen.element(Element(one.output))} = {title_latex(one)}({', '.join(arguments)})")
    return writer.say("folded.forward", name=Label(plain_title(one)), link=own_link(one), formula=formula)


def title_latex(one: Composite) -> str:
    """The composite's name upright in a formula."""
    return name(one.name.replace("_", "")).latex


def plain_title(one: Composite) -> str:
    """The composite's name in a sentence."""
    return one.name.replace("_", " ")


def own_link(one: Composite) -> Link:
    """A reference to the composite's own section."""
    return Link(plain_title(one), f"own-{one.name}")
