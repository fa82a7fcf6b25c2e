"""Matrix forms: frozen trees that a printer shows, a compiler emits and the checker evaluates.

Every node has a shape (rows, columns); a column vector has 1 column, a scalar is 1 by 1.
"""

from __future__ import annotations

from fractions import Fraction

from .language import Cardinal, Element, Extent, Function, Functional, FunctionalSlope, Index, node

Shape = tuple[Extent, Extent]


@node
class Named:
    """A whole tensor: `element` has its labels and no indices; a vector is a column, `turned` a row."""

    element: Element
    shape: Shape


@node
class Ones:
    """A matrix of ones, usually a vector that sums or repeats."""

    shape: Shape


@node
class Transpose:
    """The transpose of a matrix."""

    of: Matrix

    @property
    def shape(self) -> Shape:
        """Columns by rows."""
        return self.of.shape[1], self.of.shape[0]


@node
class MatMul:
    """The matrix product, left to right; neighbouring sizes agree."""

    factors: tuple[Matrix, ...]

    @property
    def shape(self) -> Shape:
        """Rows of the first by columns of the last."""
        return self.factors[0].shape[0], self.factors[-1].shape[1]


@node
class Hadamard:
    """The product element by element.  A factor of 1 row or 1 column is repeated to the shape of the others."""

    factors: tuple[Matrix, ...]
    shape: Shape


@node
class Plus:
    """The sum element by element, repeating rows or columns where a part has only one."""

    parts: tuple[Matrix, ...]
    shape: Shape


@node
class Scaled:
    """A number times a matrix."""

    factor: Fraction
    of: Matrix

    @property
    def shape(self) -> Shape:
        """That of the matrix."""
        return self.of.shape


@node
class Power:
    """A power taken element by element."""

    of: Matrix
    exponent: int | Fraction

    @property
    def shape(self) -> Shape:
        """That of the matrix."""
        return self.of.shape


@node
class Map:
    """A function of one variable, or its derivative of some order, element by element."""

    function: Function
    order: int
    of: Matrix

    @property
    def shape(self) -> Shape:
        """That of the matrix."""
        return self.of.shape


@node
class Constant:
    """A number that is no tensor: 1, a size such as m, an arbitrary function's value; shape 1 by 1."""

    value: Fraction | Cardinal | Functional
    shape: Shape = (1, 1)


@node
class Gradient:
    """The partial derivatives of an arbitrary function by a whole tensor (its element without indices)."""

    slope: FunctionalSlope
    shape: Shape


@node
class SumOver:
    """The sum of matrices over a label such as time."""

    index: Index
    of: Matrix

    @property
    def shape(self) -> Shape:
        """That of each matrix."""
        return self.of.shape


Matrix = Named | Ones | Transpose | MatMul | Hadamard | Plus | Scaled | Power | Map | Constant | Gradient | SumOver
