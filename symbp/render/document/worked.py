"""The numbers level: every line as formula = numbers = value."""

from __future__ import annotations

from collections.abc import Iterator

from symbp.language import Element, Partial, Role, Tensor, number
from symbp.phrases import Math, Sentence, sentence
from symbp.worked import Gradient, Path, Worked
from symbp.worked import Line as Made
from symbp.worked.names import known_sizes, name_elements, places

from ..mathematics.expressions import atoms, formula
from ..mathematics.numbers import guarded, in_numbers, number_latex
from ..mathematics.numerals import str_number
from ..mathematics.width import WIDEST, Atom, joined, width
from .records import Block, Display, Line, Paragraph, Section
from .writer import Writer, display, equation_link

MOST = 150  # lines of a worked example that one still reads


def worked_section(writer: Writer, general: Writer, worked: Worked) -> Section:
    """Given, forward, slopes, gradients, updates, losses and remarks.

    `writer` is of the spelled-out network, `general` of the network in vectors and matrices.
    """
    title = writer.say("section.worked")
    if len(worked.forward) + len(worked.gradients) > MOST:
        text = writer.say("worked.too-many", count=len(worked.forward) + len(worked.gradients))
        return Section("worked", title, (Paragraph(text),))
    hand = Hand(writer, worked)
    sections = [
        hand.section("given", [Paragraph(writer.say("worked.given")), *given(hand, general)]),
        hand.section("values", [Paragraph(writer.say("worked.values")), *hand.values()]),
        hand.section("slopes", [Paragraph(writer.say("worked.slopes")), *hand.slopes()]),
        hand.section("gradients", [Paragraph(writer.say("worked.gradients")), *hand.gradients()]),
    ]
    from .worked_after import losses, published, updates

    sections += [part for part in (updates(hand), losses(hand), published(hand)) if part is not None]
    return Section("worked", title, (Paragraph(writer.say("worked.lead")),), tuple(sections))


def given(hand: Hand, general: Writer) -> Iterator[Block]:
    """Inputs, targets and parameters as they were written, in the symbols of the matrix level."""
    network = general.network
    sizes = known_sizes(network)
    singles = name_elements(network, sizes)
    rows: list[Line] = []
    for tensor in network.with_role(Role.INPUT, Role.PARAMETER, Role.TARGET):
        cells = [singles[tensor.name, at] for at in places(tensor, sizes)]
        across = len({at[1] for at in places(tensor, sizes)}) if len(tensor.sizes) == 2 else 1
        names = grid([hand.writer.pen.element(Element(cell)) for cell in cells], across)
        numbers = grid([hand.number(cell) for cell in cells], across)
        left = general.pen.element(Element(tensor))
        rows.append(Line(left, (numbers if names == left else f"{names} = {numbers}",)))
    yield display(*rows)


def grid(cells: list[str], across: int) -> str:
    """Cells as a matrix, a single one as it is."""
    if len(cells) == 1:
        return cells[0]
    rows = r" \\ ".join(" & ".join(cells[at : at + across]) for at in range(0, len(cells), across))
    return rf"\begin{{pmatrix}} {rows} \end{{pmatrix}}"


class Hand:
    """Writes lines of one worked example and numbers them."""

    def __init__(self, writer: Writer, worked: Worked) -> None:
        self.writer = writer
        self.worked = worked
        self.tags: dict[object, str] = {}

    def section(self, key: str, blocks: list[Block]) -> Section:
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

    def equalities(self, left: str, parts: list[list[Atom] | str]) -> list[Line]:
        """left = part = part = ..., as many on a line as fit, repetitions left out."""
        rows: list[Line] = []
        seen: list[str] = [left]
        for part in parts:
            given = [Atom(part)] if isinstance(part, str) else part
            text = joined(given)
            if text in seen or f"({seen[-1]})" == text or f"({text})" == seen[-1]:
                continue
            seen.append(text)
            if rows and len(rows[-1].right) == 1 and width(f"{left} = {rows[-1].right[0]} = {text}") < WIDEST:
                rows[-1] = Line(rows[-1].left, (f"{rows[-1].right[0]} = {text}",))
            else:
                rows.append(Line("" if rows else left, self.writer.row(left, given).right))
        return rows

    def line(self, made: Made) -> Display:
        """quantity = formula = numbers = value."""
        pen = self.writer.pen
        quantity = made.quantity
        left = pen.local(quantity) if isinstance(quantity, Partial) else pen.element(quantity)
        numbers = in_numbers(pen, made.formula, self.worked.value)
        return self.tagged(
            quantity, *self.equalities(left, [atoms(pen, made.formula), numbers, number_latex(made.value)])
        )

    def values(self) -> Iterator[Block]:
        """The forward pass, line by line."""
        for made in self.worked.forward:
            yield self.line(made)

    def slopes(self) -> Iterator[Block]:
        """The local derivatives that are more than a single symbol, each once."""
        for made in self.factors():
            if isinstance(made.quantity, Partial) and made.quantity not in self.tags and not plain(made):
                yield self.line(made)

    def factors(self) -> Iterator[Made]:
        """All factors of all paths."""
        for gradient in self.worked.gradients:
            for path in gradient.paths:
                yield from path.factors

    def gradients(self) -> Iterator[Block]:
        """Every gradient with its full chain; where several paths lead down, each is shown, and they are added."""
        for gradient in self.worked.gradients:
            yield from self.gradient(gradient)

    def gradient(self, gradient: Gradient) -> Iterator[Block]:
        """One gradient."""
        writer = self.writer
        written = writer.plainly().pen.element(gradient.quantity)
        symbol = writer.pen.element(gradient.quantity)
        left = written if symbol == written else f"{symbol} = {written}"
        paths = gradient.paths
        if len(paths) == 1 and len(paths[0].factors) == 1 and paths[0].factors[0].quantity in self.tags:
            return
        by = Math(writer.pen.element(Element(gradient.tensor)))
        if len(paths) == 1:
            yield self.tagged(gradient.tensor, *self.chain(left, paths))
            return
        shared = gradient.tensor.role is Role.PARAMETER
        key = "worked.shared" if shared else "worked.paths"
        yield Paragraph(writer.tell(key, count=len(paths), by=by, loss=Math(writer.pen.book.loss)))
        if all(path.part is not None for path in paths):
            parts = [self.part(path, gradient.tensor) for path in paths]
            for path, name in zip(paths, parts, strict=True):
                yield self.tagged((gradient.tensor, name), *self.chain(name, (path,)))
            symbols = [Atom(name if not n else f"+ {name}") for n, name in enumerate(parts)]
            values = " + ".join(guarded(number_latex(path.value)) for path in paths)
            rows = self.equalities(left, [symbols, values, number_latex(gradient.value)])
            yield self.tagged(gradient.tensor, *rows)
            return
        yield self.tagged(gradient.tensor, *self.chain(left, paths))

    def part(self, path: Path, tensor: Tensor) -> str:
        """The derivative of the one part of the loss that a path leads to."""
        assert path.part is not None
        pen = self.writer.pen
        return pen.partial(pen.element(path.part), pen.element(Element(tensor)))

    def chain(self, left: str, paths: tuple[Path, ...]) -> list[Line]:
        """Symbols, formulas, numbers and value of a sum of products."""
        several = len(paths) > 1
        rows: list[list[Atom] | str] = [
            self.sum([[self.symbol(made) for made in path.factors] for path in paths]),
            self.sum([[self.formula(made, alone=len(path.factors) == 1) for made in path.factors] for path in paths]),
            self.sum([[self.value(made) for made in path.factors] for path in paths]),
        ]
        if several:
            rows.append(self.sum([[guarded(number_latex(path.value))] for path in paths]))
        return self.equalities(left, [*rows, number_latex(sum(path.value for path in paths))])

    def sum(self, products: list[list[str]]) -> list[Atom]:
        """A sum of products; lines break before a product, if need be before a factor."""
        found: list[Atom] = []
        for number_, product in enumerate(products):
            for place, factor in enumerate(product):
                if place:
                    found.append(Atom(rf"\cdot {factor}", 1, r"\quad {}"))
                else:
                    found.append(Atom(f"+ {factor}" if number_ else factor, 0, "{}" if number_ else ""))
        return found

    def symbol(self, made: Made) -> str:
        """A factor as a derivative, written out."""
        pen = self.writer.plainly().pen
        return pen.local(made.quantity) if isinstance(made.quantity, Partial) else pen.element(made.quantity)

    def value(self, made: Made) -> str:
        """A factor as a number: as it was written where it is a single symbol, a whole number as such."""
        exact = number(made.formula)
        if exact is not None and isinstance(made.quantity, Partial):
            return guarded(str_number(exact))
        if plain(made) and isinstance(made.quantity, Partial):
            return in_numbers(self.writer.pen, made.formula, self.worked.value)
        return guarded(number_latex(made.value))

    def formula(self, made: Made, *, alone: bool) -> str:
        """A factor by its formula; an adjoint that is known stays as it is."""
        if not isinstance(made.quantity, Partial):
            return self.writer.pen.element(made.quantity)
        text = formula(self.writer.pen, made.formula)
        several = len(made.formula.terms) > 1 or text.startswith("-")
        return f"({text})" if several and not alone else text

    def link(self, key: object) -> Sentence:
        """A reference to a line by what it is about."""
        return sentence(equation_link(self.tags[key])) if key in self.tags else Sentence()


def plain(made: Made) -> bool:
    """Whether a slope is a single symbol or a plain number, which needs no line of its own."""
    if number(made.formula) is not None:
        return True
    terms = made.formula.terms
    return (
        len(terms) == 1
        and terms[0].coefficient == 1
        and [e for _, e in terms[0].factors] == [1]
        and (isinstance(terms[0].factors[0][0], Element))
    )
