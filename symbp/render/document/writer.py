"""What the sections share while a document is assembled: names, phrases, levels and what has been said already."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from symbp.derivation import Derivation
from symbp.language import (
    Base,
    Element,
    Equation,
    Expression,
    Index,
    Network,
    Partial,
    Position,
    Role,
    Tensor,
    as_expression,
    bases,
    remember,
)
from symbp.phrases import Link, Math, Phrases, Sentence
from symbp.phrases.sentence import Value

from ..mathematics.expressions import atoms, formula, opened
from ..mathematics.pen import Pen
from ..mathematics.width import WIDEST, Atom, lines, width
from .records import Display, Line

LEVELS = ("index", "matrix", "numbers")
LAYERS = ("dense", "matmul")  # operations whose parameters are weights and biases


@dataclass
class Writer:
    """Prints through `pen`, speaks through `phrases`.

    It remembers what it explained at length (`told`) and under which tag a step stands (`shown`).
    """

    derivation: Derivation
    pen: Pen
    phrases: Phrases
    levels: tuple[str, ...] = LEVELS
    told: set[str] = field(default_factory=set)
    shown: dict[tuple[int, ...], str] = field(default_factory=dict)

    @property
    def network(self) -> Network:
        """The network that the derivation is about."""
        return self.derivation.chain

    @property
    def scalar(self) -> bool:
        """Whether the network consists of single numbers only."""
        return not any(equation.output.indices for equation in self.network.equations)

    @property
    def trains(self) -> bool:
        """Whether there is something to learn from: inputs, targets, or a learning rate."""
        data = self.network.with_role(Role.TARGET, Role.INPUT)
        return bool(data) or self.network.numbers.rate is not None

    # ------------------------------------------------------------ words

    def say(self, key: str, **values: Value) -> Sentence:
        """The phrase of that key."""
        return self.phrases.say(key, **values)

    def tell(self, key: str, **values: Value) -> Sentence:
        """The phrase at length the first time, in short afterwards."""
        first = key not in self.told
        self.told.add(key)
        return self.phrases.say(f"{key}.first" if first else f"{key}.again", **values)

    def once(self, key: str, **values: Value) -> Sentence:
        """The phrase the first time, nothing afterwards."""
        if key in self.told:
            return Sentence()
        self.told.add(key)
        return self.phrases.say(key, **values)

    # ------------------------------------------------------------ formulas

    def at(self, base: Base) -> Writer:
        """The writer with the free indices of a quantity in scope."""
        return replace(self, pen=opened(self.pen, as_expression(base)))

    def plainly(self) -> Writer:
        """The writer that writes derivatives out instead of using error symbols."""
        return replace(self, pen=replace(self.pen, book=replace(self.pen.book, errors={})))

    def latex(self, what: Base | Expression) -> str:
        """The formula on one line."""
        return formula(self.pen, what if isinstance(what, Expression) else as_expression(what))

    def math(self, what: Base | Expression) -> Math:
        """The formula inside a sentence."""
        return Math(self.latex(what))

    def line(self, left: str, what: Expression, relation: str = "=") -> Line:
        """left = what, broken where it is too wide."""
        return self.row(left, atoms(self.pen, what), relation)

    def row(self, left: str, parts: list[Atom], relation: str = "=", room: float = WIDEST) -> Line:
        """left = parts, broken where it is too wide."""
        return Line(left, lines(parts, room - width(left) - 4), relation)


def whole(element: Element) -> Element:
    """The tensor without its indices."""
    return Element(element.tensor, element.labels)


def display(*rows: Line, tag: str = "", key: str = "", boxed: bool = False) -> Display:
    """Equations below each other."""
    return Display(rows, tag, key, boxed)


def equation_link(number: str) -> Link:
    """A reference to an equation by its number."""
    return Link(number, f"eq-{number}", equation=True)


@remember
def uses(network: Network) -> Mapping[Tensor, tuple[Equation, Element]]:
    """For every tensor the first equation that reads it, and the element it reads."""
    found: dict[Tensor, tuple[Equation, Element]] = {}
    for equation in network.equations:
        for base in bases(equation.body):
            if isinstance(base, Element):
                found.setdefault(base.tensor, (equation, base))
    return found


@remember
def definitions(network: Network) -> Mapping[Tensor, Equation]:
    """The equation that defines a tensor."""
    return {equation.tensor: equation for equation in network.equations}


def kind(network: Network, tensor: Tensor) -> str:
    """What a tensor is for: its role; a parameter is a weight where it multiplies, a bias where it is added."""
    if tensor.role is not Role.PARAMETER:
        return str(tensor.role.value).replace(" ", "-")
    use = uses(network).get(tensor)
    for term in use[0].body.terms if use is not None else ():
        if any(isinstance(base, Element) and base.tensor == tensor for base, _ in term.factors):
            if use is None or not (use[0].tensor.role is Role.PREACTIVATION or use[0].operation in LAYERS):
                return "parameter"
            return "weight" if len(term.factors) > 1 else "bias"
    return "parameter"


def layer_text(pen: Pen, element: Element) -> str:
    """The layer of an element as plain text, or nothing."""
    if element.labels:
        return pen.position(element.labels[0]).replace("\\", "")
    tensor = element.tensor.of or element.tensor
    return str(tensor.mark)


def indices_of(positions: Iterable[Position]) -> tuple[Index, ...]:
    """The plain indices among positions."""
    return tuple(position for position in positions if isinstance(position, Index))


__all__ = ["Partial", "Writer"]
