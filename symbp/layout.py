"""Which way round the data of a layered network lie: examples as columns or rows, weights out,in or in,out."""

from __future__ import annotations

from dataclasses import dataclass

from .errors import SpecError
from .language import Element, Expression, Extent, Index, Position, Size, Tensor, element

BATCH = Index("x", Size("m"))


@dataclass(frozen=True)
class Layout:
    """Which way round: examples are "columns" or "rows" or there is "one"; weights are "out,in" or "in,out"."""

    examples: str = "one"
    weights: str = "out,in"


def order(sizes: tuple[Extent, ...], layout: Layout) -> tuple[Extent, ...]:
    """The sizes of a quantity that every example has.

    Raises:
        SpecError: a layout that is not known.
    """
    batch = {"one": (), "columns": (BATCH.size,), "rows": (BATCH.size,)}.get(layout.examples)
    if batch is None:
        raise SpecError(f"unknown layout {layout.examples!r}; expected one, columns or rows")
    return sizes + batch if layout.examples == "columns" else batch + sizes


def at(tensor: Tensor, index: Position, layout: Layout) -> Expression:
    """The element of an example's quantity at this unit."""
    places = {"one": (index,), "columns": (index, BATCH), "rows": (BATCH, index)}[layout.examples]
    return element(tensor, *places)


def output(tensor: Tensor, index: Index, layout: Layout) -> Element:
    """The left side of an equation."""
    base = at(tensor, index, layout).terms[0].factors[0][0]
    assert isinstance(base, Element)
    return base
