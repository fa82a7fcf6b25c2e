"""Sums and products element by element as single operations, signs spent where they cost least."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from ..language import Exponent, Extent, Size
from .graph import Count, Number, Product, Sum, Use, magnitude
from .operation import Strip, View, spread

if TYPE_CHECKING:
    from .straight import Writer

Extents = tuple[Extent, ...]
NARROW = 64  # columns up to which repeating a vector by a product is faster than NumPy's broadcasting
Factors = list[tuple[Use, Exponent]]


def sum_of(writer: Writer, node: Sum, extents: Extents, sign: int) -> View:
    """sign * the sum, positive operands first, small ones before large ones.

    -(t + b) is -b - t: the sign goes to the operand that has fewer elements.
    """
    rank = len(extents)
    terms = [(coefficient * sign, use) for coefficient, use in node.terms]
    loose = [term for term in terms if not writer.graph.rank(term[1].id)]
    if not rank:
        return number(writer, node.constant * sign, loose)
    items: list[tuple[bool, int, View]] = []
    if loose:
        items.append((False, 0, number(writer, node.constant * sign, loose)))
    elif node.constant:
        items.append((False, 0, writer.scalar(node.constant * sign)))
    for coefficient, use in terms:
        if writer.graph.rank(use.id):
            view = writer.value(use.id)
            if narrow(use, extents):
                items.append((False, rank, repeated(writer, view, use, extents, coefficient)))
                continue
            if abs(coefficient) != 1:
                view = joined(writer, "multiply", view, writer.scalar(abs(coefficient)))
            items.append((coefficient < 0, len(use.dims), spread(view, use.dims, rank)))
    items.sort(key=lambda item: item[:2])
    negative, _, made = items[0]
    if negative:
        stored = View(made.register)
        turned = writer.write("ufunc", "negative", (stored,), writer.seen(stored))
        made = View(turned.register, made.dims)
    for minus, _, view in items[1:]:
        made = joined(writer, "subtract" if minus else "add", made, view)
    return made


def narrow(use: Use, extents: Extents) -> bool:
    """Whether a vector is spread over a matrix that is known to have few columns."""
    return len(extents) == 2 and len(use.dims) == 1 and isinstance(extents[1], int) and extents[1] <= NARROW


def repeated(writer: Writer, view: View, use: Use, extents: Extents, coefficient: Fraction) -> View:
    """coefficient * a vector, as all rows or all columns of a matrix: a product with a strip of that number."""
    if use.dims == (1,):
        strip = writer.constant(Strip((extents[0], 1), coefficient), (extents[0], 1))
        return writer.write("dot", "", (strip, View(view.register, (None, 0))), extents)
    strip = writer.constant(Strip((1, extents[1]), coefficient), (1, extents[1]))
    return writer.write("dot", "", (View(view.register, (0, None)), strip), extents)


def joined(writer: Writer, name: str, left: View, right: View) -> View:
    """An operation on two operands; of fewer dimensions than the final result as long as they have fewer."""
    shapes = [writer.seen(view) for view in (left, right)]
    longest = max(map(len, shapes))
    padded = [(1,) * (longest - len(shape)) + shape for shape in shapes]
    return writer.write("ufunc", name, (left, right), tuple(b if a == 1 else a for a, b in zip(*padded, strict=True)))


def loose_value(writer: Writer, use: Use) -> View:
    """An operand without dimensions, in Python arithmetic."""
    node = writer.graph.nodes[use.id]
    if isinstance(node, Number):
        return writer.scalar(node.value, array=False)
    if isinstance(node, Count):
        return writer.scalar(Fraction(1), ((node.size, 1),), array=False)
    return writer.value(use.id)


def number(writer: Writer, constant: Fraction, loose: list[tuple[Fraction, Use]]) -> View:
    """A sum without dimensions, as Python arithmetic."""
    text, views = "", []
    for coefficient, use in sorted(loose, key=lambda item: item[0] < 0):
        sign = ("-" if coefficient < 0 else "") if not text else " - " if coefficient < 0 else " + "
        factor = "" if abs(coefficient) == 1 else f"{float(abs(coefficient))!r} * "
        text += sign + factor + "{}"
        views.append(loose_value(writer, use))
    if constant:
        text += (" - " if constant < 0 else " + ") + repr(float(abs(constant)))
    return writer.write("scalar", text, views)


def product_of(writer: Writer, node: Product, extents: Extents) -> View:
    """The product: what is known already first, the scale last.

    A sign goes into a difference that nothing else reads.
    """
    nodes, coefficient = writer.graph.nodes, node.coefficient
    sizes: list[tuple[Size, Exponent]] = []
    rest: Factors = []
    for use, exponent in node.factors:
        operand = nodes[use.id]
        if isinstance(operand, Count):
            sizes.append((operand.size, exponent))
        else:
            rest.append((use, exponent))
    flipped = next((use.id for use, exponent in rest if flips(writer, use, exponent)), None)
    if coefficient < 0 and flipped is not None:
        coefficient = -coefficient
    else:
        flipped = None
    if not extents:
        return scalar_product(writer, coefficient, tuple(sizes), rest, flipped)
    scale = None if coefficient == 1 and not sizes else writer.scalar(coefficient, tuple(sizes))
    made: View | None = None
    below: list[View] = []
    for use, exponent in sorted(rest, key=lambda f: (len(f[0].dims), f[0].id not in writer.known)):
        view = spread(power(writer, use, magnitude(exponent), use.id == flipped), use.dims, len(extents))
        if exponent < 0:
            below.append(view)
        else:
            made = view if made is None else joined(writer, "multiply", made, view)
    for view in below:
        if made is None:
            made, scale = joined(writer, "divide", writer.scalar(coefficient, tuple(sizes)), view), None
        else:
            made = joined(writer, "divide", made, view)
    assert made is not None
    if scale is None:
        return made
    if coefficient == -1 and not sizes:
        return writer.write("ufunc", "negative", (made,), extents)
    return joined(writer, "multiply", made, scale)


def flips(writer: Writer, use: Use, exponent: Exponent) -> bool:
    """Whether the operand is a sum that nothing else reads, so that its sign is free."""
    alone = writer.read.get(use.id) == 1 and use.id not in writer.known
    return isinstance(writer.graph.nodes[use.id], Sum) and alone and exponent in (1, -1)


def power(writer: Writer, use: Use, exponent: Exponent, flipped: bool) -> View:
    """A factor raised to a positive power, as it is stored."""
    shape = writer.graph.extents[use.id]
    if flipped:
        node = writer.graph.nodes[use.id]
        assert isinstance(node, Sum)
        return sum_of(writer, node, shape, -1)
    if exponent == 1:
        return writer.value(use.id) if shape else loose_value(writer, use)
    base = writer.value(use.id)
    if not shape:
        return writer.write("scalar", f"{{}} ** {float(exponent)!r}", (base,))
    if exponent in (2, Fraction(1, 2)):
        return writer.write("ufunc", "square" if exponent == 2 else "sqrt", (base,), shape)
    return writer.write("ufunc", "power", (base, writer.scalar(Fraction(exponent))), shape)


def scalar_product(
    writer: Writer, coefficient: Fraction, sizes: tuple[tuple[Size, Exponent], ...], rest: Factors, flipped: int | None
) -> View:
    """A product without dimensions, as Python arithmetic."""
    above = [power(writer, use, exponent, use.id == flipped) for use, exponent in rest if exponent > 0]
    below = [power(writer, use, -exponent, use.id == flipped) for use, exponent in rest if exponent < 0]
    minus = coefficient == -1 and not sizes
    if (not minus and (coefficient != 1 or sizes)) or not above:
        above.insert(0, writer.scalar(abs(coefficient) if minus else coefficient, sizes, array=False))
    text = ("-" if minus else "") + " * ".join("{}" for _ in above) + "".join(" / {}" for _ in below)
    return writer.write("scalar", text, above + below)
