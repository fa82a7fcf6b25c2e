"""Arithmetic on array values with named axes: products stay open and scales stay outside until they are needed.

A `Value` is coefficient * ∏ factors; sums over an index, and sums of values, pull it apart as they need.  Signs are
normalised, so that y - a and a - y are one array.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from ..language import Exponent, Extent, Index
from .graph import Call, Graph, Number, Product, Sum, Use

Axes = tuple[Index, ...]


@dataclass(frozen=True)
class Part:
    """An array as a factor, its dimensions named by indices."""

    id: int
    axes: Axes = ()
    exponent: Exponent = 1


@dataclass(frozen=True)
class Value:
    """coefficient * ∏ parts."""

    coefficient: Fraction = Fraction(1)
    parts: tuple[Part, ...] = ()

    @property
    def axes(self) -> Axes:
        """All axes, in order of appearance."""
        return tuple(dict.fromkeys(axis for part in self.parts for axis in part.axes))


ZERO = Value(Fraction(0))


def arrange(all_axes: Sequence[Axes], wish: Axes) -> Axes:
    """The axes of an elementwise result: those of the fullest operand, or else in the order wished for."""
    union = dict.fromkeys(axis for axes in all_axes for axis in axes)
    fullest = max(all_axes, key=len, default=())
    if len(fullest) == len(union):
        return fullest
    return (*(axis for axis in wish if axis in union), *(axis for axis in union if axis not in wish))


def use(id: int, axes: Axes, among: Axes) -> Use:
    """The array as an operand of a result (and sums) with these axes."""
    return Use(id, tuple(among.index(axis) for axis in axes))


def extents(axes: Axes) -> tuple[Extent, ...]:
    """The sizes of the axes."""
    return tuple(axis.size for axis in axes)


def times(values: Iterable[Value]) -> Value:
    """The product; equal arrays become one power, at the first place."""
    coefficient = Fraction(1)
    merged: dict[tuple[int, Axes], Exponent] = {}
    for value in values:
        coefficient *= value.coefficient
        for part in value.parts:
            key = (part.id, part.axes)
            merged[key] = merged.get(key, 0) + part.exponent
    if not coefficient:
        return ZERO
    return Value(coefficient, tuple(Part(*key, exponent) for key, exponent in merged.items() if exponent))


def raised(graph: Graph, value: Value, exponent: Exponent, wish: Axes = ()) -> Value:
    """A power, factor by factor where the exponent is whole."""
    if exponent == int(exponent):
        whole = int(exponent)
        return Value(value.coefficient**whole, tuple(Part(p.id, p.axes, p.exponent * whole) for p in value.parts))
    part = fixed(graph, value, wish)
    return Value(parts=(Part(part.id, part.axes, exponent),))


def closed(graph: Graph, parts: tuple[Part, ...], wish: Axes = (), coefficient: Fraction = Fraction(1)) -> Part:
    """A product of arrays, and of a coefficient, as one array."""
    if not parts:
        return Part(graph.add(Number(float(coefficient))))
    if coefficient == 1 and len(parts) == 1 and parts[0].exponent == 1:
        return parts[0]
    axes = arrange([part.axes for part in parts], wish)
    factors = tuple((use(part.id, part.axes, axes), part.exponent) for part in parts)
    return Part(graph.add(Product(coefficient, factors), extents(axes)), axes)


def fixed(graph: Graph, value: Value, wish: Axes = ()) -> Part:
    """The value as one array, its scale worked in."""
    return closed(graph, value.parts, wish, value.coefficient)


def common(graph: Graph, values: Sequence[Value]) -> tuple[Part, ...]:
    """The factors that all values share; what is left of a value must not be fewer than its sizes."""
    return tuple(part for part in values[0].parts if all(part in value.parts for value in values[1:]))


def plus(graph: Graph, values: Iterable[Value], wish: Axes = ()) -> Value:
    """The sum; a shared size stays outside, and so does the sign of the constant or else of the latest array."""
    kept = [value for value in values if value.coefficient]
    if len(kept) < 2:
        return kept[0] if kept else ZERO
    shared = common(graph, kept)
    constant = Fraction(0)
    merged: dict[Part, Fraction] = {}
    for value in kept:
        parts = tuple(part for part in value.parts if part not in shared)
        if not parts:
            constant += value.coefficient
            continue
        part = closed(graph, parts, wish)
        merged[part] = merged.get(part, Fraction(0)) + value.coefficient
    terms = {part: coefficient for part, coefficient in merged.items() if coefficient}
    if not terms:
        return Value(constant, shared) if constant else ZERO
    if len(terms) == 1 and not constant:
        ((part, coefficient),) = terms.items()
        return times((Value(coefficient, (part,)), Value(parts=shared)))
    outside = scale(constant, terms)
    axes = arrange([part.axes for part in terms], wish)
    ordered = sorted(terms.items(), key=lambda item: item[0].id, reverse=True)
    uses = tuple((coefficient / outside, use(part.id, part.axes, axes)) for part, coefficient in ordered)
    made = graph.add(Sum(constant / outside, uses), extents(axes))
    return times((Value(outside, (Part(made, axes),)), Value(parts=shared)))


def scale(constant: Fraction, terms: dict[Part, Fraction]) -> Fraction:
    """What stands in front of the sum: a size that all coefficients share, with the sign that makes the constant
    positive, or else the array that was computed last."""
    sizes = {abs(coefficient) for coefficient in terms.values()}
    size = sizes.pop() if len(sizes) == 1 else Fraction(1)
    if constant:
        return (size if size == abs(constant) else Fraction(1)) * (1 if constant > 0 else -1)
    latest = max(terms, key=lambda part: part.id)
    return size if terms[latest] > 0 else -size


def call(graph: Graph, name: str, *values: Value, wish: Axes = ()) -> Value:
    """A function element by element."""
    if name in ("absolute", "cosh", "cos"):
        values = tuple(Value(abs(value.coefficient), value.parts) for value in values)
    parts = [fixed(graph, value, wish) for value in values]
    axes = arrange([part.axes for part in parts], wish)
    made = graph.add(Call(name, tuple(use(part.id, part.axes, axes) for part in parts)), extents(axes))
    return Value(parts=(Part(made, axes),))
