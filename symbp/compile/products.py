"""Sums of products as calls of BLAS: matrix products where the operands have at most two dimensions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..language import Extent
from .graph import Contract, Reduce, Use
from .operation import Ones, View

if TYPE_CHECKING:
    from .straight import Writer

Extents = tuple[Extent, ...]


def contract_of(writer: Writer, node: Contract, extents: Extents) -> View:
    """A matrix product, a matrix times a vector, or a scalar product."""
    rank = len(extents)
    left, right = node.left, node.right
    summed = {k for k in left.dims if k >= rank}
    if not rank and left.dims == right.dims and len(set(left.dims)) == len(left.dims):
        return writer.write("dot", "", [flat(writer, use) for use in (left, right)])
    if len(summed) > 1 or rank > 2 or max(len(left.dims), len(right.dims)) > 2:
        return einsum_of(writer, (left, right), extents)
    first, second = writer.value(left.id), writer.value(right.id)
    if rank == 2:
        return writer.write("dot", "", (turned(first, left, (0, 2)), turned(second, right, (2, 1))), extents)
    if len(left.dims) < len(right.dims):
        left, right, first, second = right, left, second, first
    operands = (first, second) if left.dims == (0, 1) else (second, first)
    return writer.write("dot", "", operands, extents)


def turned(view: View, use: Use, wanted: tuple[int, int]) -> View:
    """A matrix, transposed if its dimensions stand the other way round."""
    return view if use.dims == wanted else View(view.register, (1, 0))


def flat(writer: Writer, use: Use) -> View:
    """All elements in a row."""
    view = writer.value(use.id)
    return view if len(use.dims) == 1 else View(view.register, None, True)


def reduce_of(writer: Writer, node: Reduce, extents: Extents) -> View:
    """A sum as a product with a vector of ones, which BLAS does faster; any other reduction by NumPy."""
    rank, source = len(extents), writer.graph.extents[node.of.id]
    view = writer.value(node.of.id)
    gone = tuple(k for k, dim in enumerate(node.of.dims) if dim >= rank)
    if node.name == "add" and not rank:
        ones = writer.constant(Ones(source), source)
        return writer.write("dot", "", (ones, flat(writer, node.of)))
    if node.name == "add" and len(source) == 2:
        ones = writer.constant(Ones((source[gone[0]],)), (source[gone[0]],))
        return writer.write("dot", "", (ones, view) if gone == (0,) else (view, ones), extents)
    kept = [dim for dim in node.of.dims if dim < rank]
    assert kept == sorted(kept)
    return writer.write("reduce", node.name, (view,), extents, gone)


def batched(writer: Writer, left: Use, right: Use, extents: Extents) -> View | None:
    """A matrix product for every value of the leading dimensions, if it is one."""
    rank = len(extents)
    for first, second in ((left, right), (right, left)):
        shared = [k for k in range(rank) if k in first.dims and k in second.dims]
        rows = [k for k in range(rank) if k in first.dims and k not in shared]
        columns = [k for k in range(rank) if k in second.dims and k not in shared]
        summed = [k for k in first.dims if k >= rank]
        if len(columns) != 1 or len(summed) != 1 or not rows or [*shared, *rows, *columns] != list(range(rank)):
            continue
        if len(rows) > 1 and shared:
            continue
        views = [
            ordered(writer.value(first.id), first, (*shared, *rows, *summed)),
            ordered(writer.value(second.id), second, (*shared, *summed, *columns)),
        ]
        return writer.write("matmul", "", views, extents)
    return None


def ordered(view: View, use: Use, wanted: tuple[int, ...]) -> View:
    """An array with its dimensions in another order."""
    return view if use.dims == wanted else View(view.register, tuple(use.dims.index(k) for k in wanted))


def einsum_of(writer: Writer, uses: Sequence[Use], extents: Extents) -> View:
    """Any sum of products."""
    if len(uses) == 2 and (made := batched(writer, uses[0], uses[1], extents)) is not None:
        return made
    letters = "ijklmnopqrstuvwxyzabcdefgh"
    operands = ",".join("".join(letters[dim] for dim in use.dims) for use in uses)
    signature = f"{operands}->{letters[: len(extents)]}"
    return writer.write("einsum", signature, [writer.value(use.id) for use in uses], extents)
