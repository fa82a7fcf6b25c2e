"""The shape check: a matrix formula with every tensor replaced by rows x columns."""

from __future__ import annotations

from collections.abc import Sequence

from symbp.language import Extent
from symbp.matrix import Hadamard, Map, MatMul, Matrix, Plus, Power, Scaled, SumOver, Transpose

from .matrices import spread
from .pen import Pen


def shape_latex(pen: Pen, rows: Extent, columns: Extent) -> str:
    """(rows x columns)."""
    return rf"({pen.size(rows)} \times {pen.size(columns)})"


def shape_formula(pen: Pen, matrix: Matrix) -> str:
    """The tree in shapes; products keep their order, so that neighbouring sizes can be compared."""
    if isinstance(matrix, MatMul):
        return r" \, ".join(inner(pen, factor) for factor in matrix.factors)
    if isinstance(matrix, Hadamard):
        kept = [spread(factor, matrix.shape) for factor in matrix.factors if factor.shape != (1, 1)]
        parts = [
            f"({shape_formula(pen, f)})" if isinstance(f, MatMul) and len(kept) > 1 else inner(pen, f) for f in kept
        ]
        joined: list[str] = []
        for part in parts:
            if not joined or joined[-1] != part:
                joined.append(part)
        return f" {pen.book.profile.signs.hadamard} ".join(joined) or "(1)"
    if isinstance(matrix, Scaled | Power | Map | SumOver):
        return shape_formula(pen, matrix.of)
    return shape_latex(pen, *matrix.shape)


def inner(pen: Pen, matrix: Matrix) -> str:
    """A factor's shape; what stands in a parenthesis of its own counts as one matrix."""
    if isinstance(matrix, Plus | Hadamard | Map | Power | Transpose):
        return shape_latex(pen, *matrix.shape)
    return shape_formula(pen, matrix)


def extents(pen: Pen, sizes: Sequence[Extent]) -> str:
    """The sizes of a tensor, joined by the sign for times; 1 for a single number."""
    return r" \times ".join(pen.size(size) for size in sizes) or "1"
