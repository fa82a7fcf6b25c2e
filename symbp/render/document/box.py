"""The notation box: every symbol with its meaning and shape, and the conventions that go with them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from symbp.language import Element, Index, Role, Size, Tensor, adjoint, bases, indices_in
from symbp.phrases import Label, Math, Sentence, sentence

from ..mathematics.book import sizes as all_sizes
from ..mathematics.shapes import extents
from .conventions import conventions, sign_rows
from .fold import fold_of, hidden, own_link
from .numbering import Numbering
from .records import Block, Items, Section, Table
from .writer import Writer, definitions, equation_link, kind, uses, whole


def notation(writer: Writer, numbering: Numbering, printed: str) -> Section:
    """The box, for a document whose formulas are `printed`: only signs that occur are explained."""
    head = tuple(writer.say(f"box.{key}") for key in ("symbol", "meaning", "shape"))
    rows = [*tensor_rows(writer, numbering), *error_rows(writer), *size_rows(writer), *sign_rows(writer, printed)]
    table = Table(head, tuple(rows), wide=(1,))
    found = tuple(conventions(writer))
    blocks: tuple[Block, ...] = (table, Items(found)) if found else (table,)
    return Section("notation", writer.say("section.notation"), blocks)


def formal(tensor: Tensor, writer: Writer) -> Element:
    """An element of the tensor as the equations write it."""
    equation = definitions(writer.network).get(tensor)
    if equation is not None:
        return equation.output
    use = uses(writer.network).get(tensor)
    labels = tuple(label.index for label in tensor.labels)
    return Element(tensor, labels) if use is None else use[1]


def families(writer: Writer) -> list[list[Tensor]]:
    """The tensors, those that differ in their layer only together."""
    found: dict[object, list[Tensor]] = {}
    for tensor in writer.network.tensors():
        key = (tensor.letter, kind(writer.network, tensor)) if tensor.letter and tensor.mark else tensor
        found.setdefault(key, []).append(tensor)
    return list(found.values())


def tensor_rows(writer: Writer, numbering: Numbering) -> Iterable[tuple[Sentence, ...]]:
    """Symbol, meaning and shape of every family of tensors; what composites hold inside is explained where they are."""
    fold = fold_of(writer.network)
    inside = hidden(fold)
    outputs = {} if fold is None else {one.output: one for one in fold.found}
    for family in families(writer):
        if family[0] in inside:
            continue
        first = formal(family[0], writer)
        inner = writer.at(first)
        symbols = [Math(writer.pen.element(Element(t, tuple(label.index for label in t.labels)))) for t in family]
        what = kind(writer.network, family[0])
        made = outputs.get(family[0])
        link = own_link(made) if made is not None else equation_link(numbering.forward.get(family[0], ""))
        single = "-single" if what == "parameter" and not first.indices else ""
        own = dict(writer.network.meanings).get(family[0].name, "")
        key = f"meaning.{what}{single}"
        if own:
            key = f"meaning.own{'-computed' if family[0] in numbering.forward else ''}"
        meaning = writer.say(
            key, element=inner.math(first), loss=Math(writer.pen.book.loss), link=link, text=Label(own)
        )
        if what == "weight" and not own:
            meaning = meaning + direction(writer, first)
        shape = [Math(extents(inner.pen, t.extents(formal(t, writer).labels))) for t in family]
        yield writer.phrases.both(few(symbols)), meaning, writer.phrases.both(few(list(dict.fromkeys(shape))))


def few(symbols: Sequence[Math]) -> list[Math]:
    """The first, the second and the last where there are more than three."""
    return list(symbols) if len(symbols) <= 3 else [symbols[0], symbols[1], Math(r"\ldots"), symbols[-1]]


def direction(writer: Writer, weight: Element) -> Sentence:
    """From which unit to which a weight leads."""
    use = uses(writer.network).get(weight.tensor)
    if use is None or len(weight.indices) != 2:
        return Sentence()
    equation, found = use
    outputs = [p for p in found.indices if p in equation.output.indices]
    sums = [p for p in found.indices if p not in outputs and isinstance(p, Index)]
    if len(outputs) != 1 or len(sums) != 1:
        return Sentence()
    others = [b for b in bases(equation.body) if isinstance(b, Element) and b != found and sums[0] in b.indices]
    if not others:
        return Sentence()
    pen = writer.at(equation.output).pen.scope(sums)
    return writer.say(
        "meaning.direction",
        weight=Math(pen.element(found)),
        start=Math(pen.position(sums[0])),
        source=Math(pen.element(whole(others[0]))),
        end=Math(pen.position(outputs[0])),
        target=Math(pen.element(whole(equation.output))),
    )


def error_rows(writer: Writer) -> Iterable[tuple[Sentence, ...]]:
    """The symbols for errors, defined."""
    found = [t for t in writer.network.tensors() if writer.pen.book.error(t) is not None]
    if not found:
        return
    at = formal(found[0], writer)
    inner = writer.at(at)
    error = Element(adjoint(at.tensor), at.labels, at.indices)
    symbols = [Math(writer.pen.element(Element(adjoint(t), tuple(label.index for label in t.labels)))) for t in found]
    equal = Math(f"{inner.latex(error)} := {inner.plainly().latex(error)}")
    meaning = writer.say("meaning.error", definition=equal, unit=inner.math(at), loss=Math(writer.pen.book.loss))
    shapes = dict.fromkeys(Math(extents(inner.pen, t.extents(formal(t, writer).labels))) for t in found)
    yield writer.phrases.both(few(symbols)), meaning, writer.phrases.both(few(list(shapes)))


def size_rows(writer: Writer) -> Iterable[tuple[Sentence, ...]]:
    """The sizes, and the indices that run over labels."""
    number = writer.say("box.number")
    example = writer.network.example
    labels = [label for tensor in writer.network.tensors() for label in tensor.labels]
    named: dict[str, Size] = {}
    for size in all_sizes(writer.network):
        named.setdefault(size.name, size)
    for size in named.values():
        over = next((label.index for label in labels if label.index.size == size), None)
        if over is not None:
            key = "depth" if writer.network.with_role(Role.PREACTIVATION) else "label"
        elif example is not None and example.size == size:
            key = "examples"
        else:
            key = "width-of-layer" if size.labels else "width"
        pen = writer.pen.scope(index for label in size.labels for index in indices_in(label))
        index = Math(writer.pen.index(over)) if over is not None else ""
        own = dict(writer.network.meanings).get(size.name)
        meaning = writer.say(f"meaning.{key}", index=index) if own is None else sentence(Label(own))
        yield sentence(Math(pen.size(size))), meaning, number
