"""Lines of a worked example: quantity = formula = numbers = value, numbered."""

from __future__ import annotations

from collections.abc import Sequence

from symbp.language import Element, Partial, Tensor, number
from symbp.worked import Line as Made
from symbp.worked import Worked

from ..mathematics.expressions import atoms
from ..mathematics.numbers import in_numbers, number_latex
from ..mathematics.width import WIDEST, Atom, joined, width
from .records import Block, Display, Line, Section
from .writer import Writer, display

Part = list[Atom] | str


class Hand:
    """Writes the lines of one worked example and numbers them; `writer` is of the spelled-out network."""

    def __init__(self, writer: Writer, worked: Worked) -> None:
        self.writer = writer
        self.worked = worked
        self.tags: dict[object, str] = {}

    def section(self, key: str, blocks: Sequence[Block]) -> Section:
        """A part of the worked example."""
        return Section(f"worked-{key}", self.writer.say(f"worked.title.{key}"), tuple(blocks))

    def number(self, tensor: Tensor) -> str:
        """A quantity's number."""
        return number_latex(self.worked.value(tensor))

    def tagged(self, key: object, *rows: Line) -> Display:
        """A display with the next number, which the key stands for from now on."""
        tag = f"N{len(self.tags) + 1}"
        self.tags[key] = tag
        return display(*rows, tag=tag, key=f"eq-{tag}")

    def equalities(self, left: str, parts: Sequence[Part]) -> list[Line]:
        """left = part = part = ..., as many on a line as fit, repetitions left out."""
        return equalities(self.writer, left, parts)

    def line(self, made: Made) -> Display:
        """quantity = formula = numbers = value, numbered."""
        return self.tagged(made.quantity, *self.rows(made))

    def rows(self, made: Made) -> list[Line]:
        """quantity = formula = numbers = value."""
        pen = self.writer.pen
        quantity = made.quantity
        left = pen.local(quantity) if isinstance(quantity, Partial) else pen.element(quantity)
        numbers = in_numbers(pen, made.formula, self.worked.value)
        parts: list[Part] = [atoms(pen, made.formula), numbers, number_latex(made.value)]
        return self.equalities(left, parts)


def equalities(writer: Writer, left: str, parts: Sequence[Part]) -> list[Line]:
    """left = part = part = ..., as many on a line as fit, repetitions left out."""
    rows: list[Line] = []
    before = left
    for part in parts:
        given = [Atom(part)] if isinstance(part, str) else part
        text = joined(given)
        if text == before or f"({before})" == text or f"({text})" == before:
            continue
        before = text
        if rows and len(rows[-1].right) == 1 and width(f"{left} = {rows[-1].right[0]} = {text}") < WIDEST:
            rows[-1] = Line(rows[-1].left, (f"{rows[-1].right[0]} = {text}",))
        else:
            rows.append(Line("" if rows else left, writer.row(left, given).right))
    return rows


def plain(made: Made) -> bool:
    """Whether a slope is a plain number or a single symbol, which needs no line of its own."""
    if number(made.formula) is not None:
        return True
    terms = made.formula.terms
    if len(terms) != 1 or terms[0].coefficient != 1 or [exponent for _, exponent in terms[0].factors] != [1]:
        return False
    return isinstance(terms[0].factors[0][0], Element)
