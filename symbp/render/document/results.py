"""All results in one table: component, matrix, shape and where each was derived."""

from __future__ import annotations

from symbp.derivation import Result
from symbp.language import Element, Role, Tensor
from symbp.phrases import Math, Sentence, sentence

from ..mathematics.matrices import matrix_formula
from ..mathematics.shapes import extents
from .numbering import Numbering, key_of
from .records import Block, Paragraph, Section, Table
from .writer import Writer, equation_link, whole


def results(writer: Writer, numbering: Numbering, inside: frozenset[Tensor] = frozenset()) -> Section:
    """One row per result, in the order of the backward pass, those `inside` of composites left out."""
    component, matrix = "index" in writer.levels or writer.scalar, "matrix" in writer.levels and not writer.scalar
    keys = ["quantity", *(["component"] if component else []), *(["matrix"] if matrix else []), "shape", "equation"]
    head = tuple(writer.say(f"results.{key}") for key in keys)
    shown = [result for result in writer.derivation.results if key_of(result)[0] not in inside]
    rows = tuple(row(writer, numbering, result, keys) for result in shown)
    table = Table(head, rows, spare=(1,) if component and matrix else ())
    blocks: list[Block] = [Paragraph(writer.say("results.lead")), table]
    derived = {r.quantity.tensor.of for r in writer.derivation.results if isinstance(r.quantity, Element)}
    idle = [t for t in writer.network.with_role(Role.PARAMETER) if t not in derived]
    if idle:
        names = writer.phrases.both(Math(writer.pen.element(Element(t))) for t in idle)
        blocks.append(Paragraph(writer.say("results.idle", loss=Math(writer.pen.book.loss), names=names)))
    return Section("results", writer.say("section.results"), tuple(blocks))


def row(writer: Writer, numbering: Numbering, result: Result, keys: list[str]) -> tuple[Sentence, ...]:
    """The cells of one result."""
    quantity = result.quantity
    assert isinstance(quantity, Element)
    inner = writer.at(quantity)
    sizes = quantity.tensor.extents(quantity.labels)
    cells = {
        "quantity": sentence(inner.math(whole(quantity))),
        "component": sentence(inner.math(result.answer)),
        "matrix": sentence(Math("-" if result.matrix is None else matrix_formula(inner.pen, result.matrix))),
        "shape": sentence(Math(extents(inner.pen, sizes))),
        "equation": sentence(equation_link(numbering.tags[key_of(result)])),
    }
    if result.matrix is None:
        cells["matrix"] = writer.say("results.no-matrix")
    return tuple(cells[key] for key in keys)
