"""Gradients of a worked example: the full chain of every path, and the sum where there are several."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from symbp.language import Element, Partial, Role, Tensor, number
from symbp.phrases import Math
from symbp.worked import Gradient, Path
from symbp.worked import Line as Made

from ..mathematics.expressions import formula
from ..mathematics.numbers import guarded, in_numbers, number_latex
from ..mathematics.numerals import str_number
from ..mathematics.width import Atom
from .records import Block, Line, Paragraph
from .worked_line import Hand, Part, plain


def slopes(hand: Hand) -> Iterator[Block]:
    """The local derivatives that are more than a single symbol, each once."""
    for gradient in hand.worked.gradients:
        for path in gradient.paths:
            for made in path.factors:
                if isinstance(made.quantity, Partial) and made.quantity not in hand.tags and not plain(made):
                    yield hand.line(made)


def gradients(hand: Hand) -> Iterator[Block]:
    """Every gradient, in the order in which they are computed, and how many paths lead to each parameter."""
    yield from counts(hand)
    for gradient in hand.worked.gradients:
        yield from one_gradient(hand, gradient)


def counts(hand: Hand) -> Iterator[Block]:
    """The parameters by their number of paths, where one has several."""
    found: dict[int, list[Math]] = {}
    for gradient in hand.worked.gradients:
        if gradient.tensor.role is Role.PARAMETER:
            found.setdefault(gradient.count, []).append(Math(hand.writer.pen.element(Element(gradient.tensor))))
    if max(found, default=1) > 1:
        say, both = hand.writer.say, hand.writer.phrases.both
        rows = [say("worked.ways.to", count=count, names=both(names)) for count, names in sorted(found.items())]
        yield Paragraph(say("worked.ways.lead", loss=Math(hand.writer.pen.book.loss), rows=both(rows)))


def one_gradient(hand: Hand, gradient: Gradient) -> Iterator[Block]:
    """A single path in one display; several paths each on its own where each leads to a part of the loss."""
    writer = hand.writer
    paths = gradient.paths
    if len(paths) == 1 and len(paths[0].factors) == 1 and paths[0].factors[0].quantity in hand.tags:
        return  # the slope itself, shown already
    written = writer.plainly().pen.element(gradient.quantity)
    symbol = writer.pen.element(gradient.quantity)
    left = written if symbol == written else f"{symbol} = {written}"
    if len(paths) > 1:
        key = "worked.shared" if gradient.tensor.role is Role.PARAMETER else "worked.paths"
        by = Math(writer.pen.element(Element(gradient.tensor)))
        yield Paragraph(writer.tell(key, count=len(paths), by=by, loss=Math(writer.pen.book.loss)))
    if len(paths) == 1 or any(path.part is None for path in paths):
        yield hand.tagged(gradient.tensor, *chain(hand, left, paths))
        return
    parts = [part_by(hand, path, gradient.tensor) for path in paths]
    for path, name in zip(paths, parts, strict=True):
        yield hand.tagged((gradient.tensor, name), *chain(hand, name, (path,)))
    symbols = [Atom(name if not place else f"+ {name}") for place, name in enumerate(parts)]
    values = " + ".join(guarded(number_latex(path.value)) for path in paths)
    yield hand.tagged(gradient.tensor, *hand.equalities(left, [symbols, values, number_latex(gradient.value)]))


def part_by(hand: Hand, path: Path, tensor: Tensor) -> str:
    """The derivative of the one part of the loss that a path leads to."""
    assert path.part is not None
    pen = hand.writer.pen
    return pen.partial(pen.element(path.part), pen.element(Element(tensor)))


def chain(hand: Hand, left: str, paths: Sequence[Path]) -> list[Line]:
    """Symbols, formulas, numbers and value of a sum of products."""
    rows: list[Part] = [
        sum_of([[symbol(hand, made) for made in path.factors] for path in paths]),
        sum_of([[by_formula(hand, made, alone=len(path.factors) == 1) for made in path.factors] for path in paths]),
        sum_of([[value(hand, made) for made in path.factors] for path in paths]),
    ]
    if len(paths) > 1:
        rows.append(sum_of([[guarded(number_latex(path.value))] for path in paths]))
    return hand.equalities(left, [*rows, number_latex(sum(path.value for path in paths))])


def sum_of(products: Sequence[Sequence[str]]) -> list[Atom]:
    """A sum of products; lines break before a product, if need be before a factor."""
    found: list[Atom] = []
    for place, product in enumerate(products):
        first, *others = product
        found.append(Atom(f"+ {first}", 0, "{}") if place else Atom(first))
        found += [Atom(rf"\cdot {factor}", 1, r"\quad {}") for factor in others]
    return found


def symbol(hand: Hand, made: Made) -> str:
    """A factor as a derivative, written out."""
    pen = hand.writer.plainly().pen
    return pen.local(made.quantity) if isinstance(made.quantity, Partial) else pen.element(made.quantity)


def by_formula(hand: Hand, made: Made, *, alone: bool) -> str:
    """A factor by its formula; an adjoint that is known stays as it is."""
    if not isinstance(made.quantity, Partial):
        return hand.writer.pen.element(made.quantity)
    text = formula(hand.writer.pen, made.formula)
    several = len(made.formula.terms) > 1 or text.startswith("-")
    return f"({text})" if several and not alone else text


def value(hand: Hand, made: Made) -> str:
    """A factor as a number: as it was written where it is a single symbol, a whole number as such."""
    exact = number(made.formula)
    if exact is not None and isinstance(made.quantity, Partial):
        return guarded(str_number(exact))
    if plain(made) and isinstance(made.quantity, Partial):
        return in_numbers(hand.writer.pen, made.formula, hand.worked.value)
    return guarded(number_latex(made.value))
