"""Gradient descent: what the gradients are for, for one example and for a mini-batch."""

from __future__ import annotations

from dataclasses import replace

from symbp.derivation import Result
from symbp.language import Cardinal, Descent, Element, Role, bases
from symbp.phrases import Math

from ..mathematics.expressions import atoms
from ..mathematics.matrices import matrix_atoms
from ..mathematics.pen import Pen
from ..mathematics.width import Atom
from .numbering import key_of
from .records import Block, Line, Paragraph, Remark, Section
from .update_rule import rule_section
from .writer import Writer, display

MOST = 12  # parameters that are written out one by one


def update(writer: Writer) -> Section:
    """The rule for every parameter, and where the mean over examples sits."""
    if writer.network.numbers.descent != Descent():
        return rule_section(writer)
    signs = writer.pen.book.profile.signs
    results = [r for r in writer.derivation.results if key_of(r)[0].role is Role.PARAMETER]
    values = {"rate": Math(signs.rate), "loss": Math(writer.pen.book.loss)}
    blocks: list[Block] = [Paragraph(writer.say("update.lead", **values))]
    shown = results[:MOST]
    blocks.append(display(*(rule(writer, result) for result in shown)))
    if len(results) > len(shown):
        blocks.append(Paragraph(writer.say("update.others", count=len(results) - len(shown))))
    if writer.network.example is None and writer.network.with_role(Role.PREACTIVATION):
        pen, size, example = batch_pen(writer.pen)
        words = {"size": Math(size), "example": Math(example)}
        blocks.append(Paragraph(writer.say("update.batch", **words, **values)))
        lines = (mean_rule(replace(writer, pen=pen), result, size, example) for result in shown)
        blocks.append(display(*lines))
    elif writer.network.example is not None:
        key = "inside" if has_mean(writer) else "sum"
        blocks.append(Paragraph(writer.say(f"update.{key}", size=Math(writer.pen.size(writer.network.example.size)))))
    blocks.append(Remark(writer.say("mistake.name"), writer.say("mistake.update")))
    return Section("update", writer.say("section.update"), tuple(blocks))


def rule(writer: Writer, result: Result) -> Line:
    """parameter <- parameter - rate * gradient."""
    inner, left = parameter(writer, result)
    signs = inner.pen.book.profile.signs
    return inner.row(left, [Atom(f"{left} - {signs.rate} \\,"), *body(inner, result)], signs.arrow)


def mean_rule(writer: Writer, result: Result, size: str, example: str) -> Line:
    """parameter <- parameter - rate/m * sum over the examples."""
    inner, left = parameter(writer, result)
    signs = inner.pen.book.profile.signs
    front = rf"{left} - \frac{{{signs.rate}}}{{{size}}} \sum_{{{example}}}"
    return inner.row(left, [Atom(front), *body(inner, result)], signs.arrow)


def parameter(writer: Writer, result: Result) -> tuple[Writer, str]:
    """The writer with the parameter's labels in scope, and the parameter as the rule writes it."""
    quantity = result.quantity
    assert isinstance(quantity, Element)
    inner = writer.at(quantity)
    tensor, _ = key_of(result)
    element = Element(tensor, quantity.labels, () if result.matrix is not None else quantity.indices)
    return inner, inner.pen.element(element)


def body(writer: Writer, result: Result) -> list[Atom]:
    """The gradient, in matrix form if it has one; a sum in parentheses."""
    assert isinstance(result.quantity, Element)
    found = atoms(writer.pen, result.answer) if result.matrix is None else matrix_atoms(writer.pen, result.matrix)
    several = any(atom.level == 0 for atom in found[1:])
    if not several and not found[0].text.startswith("-"):
        return found
    opening, closing = Atom(rf"\bigl({found[0].text}", found[0].level), found[-1]
    if len(found) == 1:
        return [Atom(rf"{opening.text}\bigr)")]
    return [opening, *found[1:-1], Atom(rf"{closing.text}\bigr)", closing.level, closing.lead)]


def batch_pen(pen: Pen) -> tuple[Pen, str, str]:
    """A pen that marks what differs from example to example, the number of examples, and the example's letter."""
    taken = pen.book.reserved | set(pen.letters.values())
    size = next(sign for sign in ("m", "M", "B", "m'") if sign not in taken)
    example = next(sign for sign in ("x", "s", "e", "r", "x'") if sign not in taken)
    return replace(pen, example=example), size, example


def has_mean(writer: Writer) -> bool:
    """Whether the loss divides by the number of examples."""
    example = writer.network.example
    return example is not None and any(
        isinstance(base, Cardinal) and base.size == example.size
        for equation in writer.network.equations
        for base in bases(equation.body)
    )
