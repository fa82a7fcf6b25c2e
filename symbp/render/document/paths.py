"""Path by path: how many ways lead from the loss to a parameter, and, where few, the product along each."""

from __future__ import annotations

from symbp.language import Element, Expression, Group
from symbp.paths import Path, Paths, Survey, plainly
from symbp.phrases import Math, Sentence, sentence

from ..mathematics.expressions import atoms, formula
from .records import Block, Display, Line, Paragraph, Section, Table
from .worked_gradients import sum_of
from .worked_line import Part, equalities
from .writer import Writer, display

MOST = 6  # terms of a number of paths that one still reads


def paths(writer: Writer, found: Survey) -> Section | None:
    """The numbers in a table, then the paths that are listed with their products."""
    if not found.ways:
        return None
    loss = Math(writer.pen.book.loss)
    blocks: list[Block] = [Paragraph(writer.say("paths.lead", loss=loss)), numbers(writer, found)]
    if any(one.components is not None and one.by.tensor.sizes for one in found.ways):
        blocks.append(Paragraph(writer.say("paths.components", loss=loss)))
    for place, one in enumerate(found.listed, start=1):
        blocks += [Paragraph(ways(writer, one)), chains(writer, one, f"P{place}")]
        blocks += [Paragraph(text) for text in [vanishing(writer, one)] if text]
    return Section("paths", writer.say("section.paths"), tuple(blocks))


def numbers(writer: Writer, found: Survey) -> Table:
    """One row for the quantities of which the same is true."""
    arrays = any(one.by.tensor.sizes for one in found.ways)
    keys = ("quantity", "count", *(("one",) if arrays else ()))
    rows: dict[tuple[Sentence, ...], list[Math]] = {}
    for one in found.ways:
        cells = (sentence(Math(grouped(one.count))), *((components(writer, one),) if arrays else ()))
        rows.setdefault(cells, []).append(Math(writer.pen.element(Element(one.by.tensor))))
    table = tuple((writer.phrases.both(names), *cells) for cells, names in rows.items())
    return Table(tuple(writer.say(f"paths.{key}", loss=Math(writer.pen.book.loss)) for key in keys), table)


def components(writer: Writer, one: Paths) -> Sentence:
    """The number of paths to one component, or how many kinds there are where it has too many terms to be read."""
    known = one.components
    if known is None:
        return writer.say("paths.differs")
    if len(known.terms) > MOST:
        return writer.say("paths.long", count=len(known.terms))
    return sentence(Math(formula(writer.pen, known)))


def grouped(number: int) -> str:
    """A whole number, its digits in threes where it is long."""
    return f"{number:,}".replace(",", r"\,") if number >= 10_000 else str(number)


def ways(writer: Writer, one: Paths) -> Sentence:
    """Every path as a row of quantities."""
    rows = [Math(route(writer, path)) for path in one.listed]
    key = "paths.single" if len(rows) == 1 else "paths.several"
    text = writer.say(key, rows=writer.phrases.both(rows), count=len(rows))
    if any(arrow.places > 1 for path in one.listed for arrow in path.arrows):
        return writer.once("paths.places") + text
    return text


def route(writer: Writer, path: Path) -> str:
    """The quantities of a path, the loss first."""
    found = [writer.pen.element(Element(path.quantities[0]))]
    for arrow in path.arrows:
        sign = rf"\xleftarrow{{{arrow.place}}}" if arrow.places > 1 else r"\leftarrow"
        found.append(rf"{sign} {writer.pen.element(Element(arrow.source))}")
    return " ".join(found)


def vanishing(writer: Writer, one: Paths) -> Sentence:
    """Which of the products are 0."""
    gone = [number for number, path in enumerate(one.listed, start=1) if path.vanishes]
    if not gone:
        return Sentence()
    return writer.say("paths.vanishing", numbers=writer.phrases.both([str(n) for n in gone]), count=len(one.listed))


def chains(writer: Writer, one: Paths, tag: str) -> Display:
    """The derivative as a sum of chains, of slopes multiplied, and in the end as short as it gets."""
    inner = writer.at(one.by).plainly()
    left = inner.pen.partial(inner.pen.element(one.of), inner.pen.element(one.by))
    parts: list[Part] = []
    if all(plainly(path) for path in one.listed):
        parts.append(sum_of([[inner.pen.local(partial) for partial in path.partials] for path in one.listed]))
        parts.append(sum_of([[held(inner, path, slope) for slope in path.slopes] for path in one.listed]))
    elif len(one.listed) > 1:
        return display(path_by_path(inner, left, one), tag=tag, key=f"eq-{tag}")
    parts += [atoms(inner.pen, form) for form in (one.derivative, one.written) if form is not None]
    return display(*equalities(inner, left, parts), tag=tag, key=f"eq-{tag}")


def path_by_path(writer: Writer, left: str, one: Paths) -> Line:
    """One product on every line."""
    rows: list[str] = []
    for path in one.listed:
        first, *more = writer.line(left, path.product).right
        sign = "" if first.startswith("-") else "+ "
        rows += [f"{{}}{sign}{first}" if rows else first, *more]
    return Line(left, tuple(rows))


def held(writer: Writer, path: Path, slope: Expression) -> str:
    """A slope as a factor, in parentheses where it has several terms or a sign and does not stand alone."""
    text = formula(writer.pen, slope)
    inside = slope.terms[0].factors[0][0] if len(slope.terms) == 1 and len(slope.terms[0].factors) == 1 else None
    several = len(slope.terms) > 1 or text.startswith("-") or isinstance(inside, Group)
    return f"({text})" if several and len(path.slopes) > 1 else text
