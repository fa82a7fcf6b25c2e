"""The notation box: every symbol with its meaning and shape, and the conventions that go with them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from symbp.calculus.formula import from_formula
from symbp.language import (
    Apply,
    Cardinal,
    Element,
    Function,
    Index,
    Role,
    Size,
    Tensor,
    adjoint,
    bases,
    element,
    indices_in,
)
from symbp.phrases import Math, Sentence, sentence

from ..mathematics.book import sizes as all_sizes
from ..mathematics.expressions import formula
from ..mathematics.names import name
from ..mathematics.shapes import extents
from .records import Items, Section, Table
from .writer import Writer, definitions, kind, uses, whole


def notation(writer: Writer, printed: str) -> Section:
    """The box, for a document whose formulas are `printed`: only signs that occur are explained."""
    head = tuple(writer.say(f"box.{key}") for key in ("symbol", "meaning", "shape"))
    rows = [*tensor_rows(writer), *error_rows(writer), *size_rows(writer), *sign_rows(writer, printed)]
    table = Table(head, tuple(rows), wide=(1,))
    return Section("notation", writer.say("section.notation"), (table, Items(tuple(conventions(writer)))))


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


def tensor_rows(writer: Writer) -> Iterable[tuple[Sentence, ...]]:
    """Symbol, meaning and shape of every family of tensors."""
    for family in families(writer):
        first = formal(family[0], writer)
        inner = writer.at(first)
        symbols = [Math(writer.pen.element(Element(t, tuple(label.index for label in t.labels)))) for t in family]
        what = kind(writer.network, family[0])
        meaning = writer.say(f"meaning.{what}", element=inner.math(first), loss=Math(writer.pen.book.loss))
        if what == "weight":
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
        if any(label.index.size == size for label in labels):
            key = "depth"
        elif example is not None and example.size == size:
            key = "examples"
        else:
            key = "width-of-layer" if size.labels else "width"
        pen = writer.pen.scope(index for label in size.labels for index in indices_in(label))
        yield sentence(Math(pen.size(size))), writer.say(f"meaning.{key}"), number


def sign_rows(writer: Writer, printed: str) -> Iterable[tuple[Sentence, ...]]:
    """The signs that the document uses, and its functions."""
    signs = writer.pen.book.profile.signs
    loss = writer.pen.book.loss
    for function in functions(writer):
        sign = name(function.letter or function.name).latex
        yield sentence(Math(sign)), function_meaning(writer, function, sign), Sentence()
    shown = {
        "partial": (signs.partial, rf"\frac{{{signs.partial} {loss}}}{{{signs.partial} w}}"),
        "gradient": (signs.gradient, rf"{signs.gradient}_{{a}} {loss}"),
        "hadamard": (signs.hadamard, rf"A {signs.hadamard} B"),
        "divide": (signs.divide, rf"A {signs.divide} B"),
        "transpose": (f"^{{{signs.transpose}}}", f"A^{{{signs.transpose}}}"),
        "ones": (signs.ones, f"{signs.ones}_{{n}}"),
        "bracket": (" = ", "[i = j]"),
        "rate": (signs.rate, signs.rate),
    }
    for key, (sign, example) in shown.items():
        if sign in printed and (key != "bracket" or "[" in printed):
            yield sentence(Math(example)), writer.say(f"sign.{key}", loss=Math(loss)), Sentence()


def functions(writer: Writer) -> tuple[Function, ...]:
    """The functions of one variable that the equations apply, exp and ln left out."""
    found = [b.function for e in writer.network.equations for b in bases(e.body) if isinstance(b, Apply)]
    return tuple(dict.fromkeys(function for function in found if not function.elementary))


def function_meaning(writer: Writer, function: Function, sign: str) -> Sentence:
    """The function's formula, or that it is arbitrary; the prime is its derivative."""
    if function.formula is None:
        return writer.say("function.arbitrary", function=Math(sign), prime=Math(f"{sign}'"))
    key = f"function.{function.name}"
    if key in writer.phrases:
        return writer.say(key, function=Math(sign), prime=Math(f"{sign}'"))
    variable = Tensor("v", letter=next(s for s in ("t", "u", "x", "s", "r", "v'") if s not in writer.pen.book.reserved))
    value = formula(writer.pen, from_formula(function.formula, element(variable)))
    equal = Math(f"{sign}({variable.letter}) = {value}")
    return writer.say("function.formula", formula=equal, prime=Math(f"{sign}'"))


def conventions(writer: Writer) -> Iterable[Sentence]:
    """Layout, counting, and the scale of the loss."""
    network = writer.network
    yield layout(writer)
    yield writer.say("convention.indices")
    if any(t.mark == "2" for t in network.tensors()):
        yield writer.say("convention.layers")
    yield writer.say("convention.shape", loss=Math(writer.pen.book.loss))
    yield from scale(writer)


def layout(writer: Writer) -> Sentence:
    """Rows or columns."""
    network = writer.network
    example = network.example
    if example is None:
        return writer.say("convention.one")
    inputs = network.with_role(Role.INPUT)
    rows = bool(inputs) and inputs[0].sizes and inputs[0].sizes[0] == example.size
    return writer.say("convention.rows" if rows else "convention.columns", size=Math(writer.pen.size(example.size)))


def scale(writer: Writer) -> Iterable[Sentence]:
    """What the loss adds up and what it divides by."""
    network = writer.network
    equations = [e for e in network.equations if e.tensor.role in (Role.PART, Role.LOSS)]
    loss = Math(writer.pen.book.loss)
    cardinals = {base.size for e in equations for base in bases(e.body) if isinstance(base, Cardinal)}
    example = network.example
    if example is not None:
        key = "mean" if example.size in cardinals else "sum"
        yield writer.say(f"scale.examples-{key}", loss=loss, size=Math(writer.pen.size(example.size)))
    if any(t.coefficient.denominator == 2 for e in equations for t in e.body.terms):
        yield writer.say("scale.half", loss=loss)
    if any(isinstance(size, Size) and (example is None or size != example.size) for size in cardinals):
        yield writer.say("scale.outputs-mean", loss=loss)
