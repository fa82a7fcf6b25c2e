"""Matrix trees with numbers in them, shapes checked at every node: neighbouring sizes agree, or there is no value."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from math import prod

from symbp.language import Element, Expression, FunctionalSlope, Index, Term, as_expression
from symbp.matrix import (
    Constant,
    Gradient,
    Hadamard,
    Map,
    MatMul,
    Matrix,
    Named,
    Ones,
    Power,
    Scaled,
    Shape,
    SumOver,
    Transpose,
)

from .dual import applied, raised
from .evaluator import Program
from .field import Value
from .setting import extent
from .view import Key, View

Rows = list[list[Value]]
Sheet = Callable[[View, Key], Rows]


class Misfit(Exception):
    """Sizes that do not fit each other.  It never leaves the certificate."""


class MatrixProgram:
    """A matrix tree as a function of what it reads and of the values of its free labels.

    Raises:
        Unbound: a label that is not free.
    """

    def __init__(self, matrix: Matrix, free: tuple[Index, ...]) -> None:
        self.free = free
        self._slots = {index: slot for slot, index in enumerate(free)}
        self._sheet = self.sheet(matrix)
        self.shape = self.size(matrix.shape)

    def __call__(self, view: View, at: Key) -> Rows:
        """The entries.

        Raises:
            Misfit: sizes that do not fit.
            Undefined: an entry that does not exist.
        """
        return self._sheet(view, at)

    def size(self, shape: Shape) -> Callable[[View, Key], tuple[int, int]]:
        """A shape in numbers."""
        rows, columns = extent(shape[0], self._slots), extent(shape[1], self._slots)
        return lambda view, at: (rows(view.setting, list(at)), columns(view.setting, list(at)))

    def sheet(self, matrix: Matrix) -> Sheet:
        """One node."""
        if isinstance(matrix, Named):
            return self.read(matrix.element, matrix.shape)
        if isinstance(matrix, Gradient):
            return self.read(matrix.slope, matrix.shape)
        if isinstance(matrix, Transpose):
            inner = self.sheet(matrix.of)
            return lambda view, at: [list(row) for row in zip(*inner(view, at), strict=True)]
        if isinstance(matrix, Ones):
            size = self.size(matrix.shape)
            return lambda view, at: [[1] * size(view, at)[1] for _ in range(size(view, at)[0])]
        if isinstance(matrix, Constant):
            number = Program(constant(matrix), self.free)
            return lambda view, at: [[number(view, at)]]
        if isinstance(matrix, Map):
            function, order = matrix.function, matrix.order
            return self.each(matrix.of, lambda view, value: applied(view.field, function, order, value))
        if isinstance(matrix, Power):
            exponent = matrix.exponent
            return self.each(matrix.of, lambda view, value: raised(view.field, value, exponent))
        if isinstance(matrix, Scaled):
            factor = matrix.factor
            return self.each(matrix.of, lambda view, value: view.field.reduce(view.field.constant(factor) * value))
        if isinstance(matrix, MatMul):
            return self.multiplied(matrix)
        if isinstance(matrix, SumOver):
            return self.summed(matrix)
        parts = matrix.factors if isinstance(matrix, Hadamard) else matrix.parts
        return self.combined(parts, prod if isinstance(matrix, Hadamard) else sum, matrix.shape)

    def each(self, matrix: Matrix, change: Callable[[View, Value], Value]) -> Sheet:
        """Every entry changed."""
        inner = self.sheet(matrix)
        return lambda view, at: [[change(view, value) for value in row] for row in inner(view, at)]

    def summed(self, matrix: SumOver) -> Sheet:
        """The sum over a label: the matrices at all its values, added entry by entry."""
        inner = MatrixProgram(matrix.of, (*self.free, matrix.index))
        count, first = extent(matrix.index.size, self._slots), matrix.index.first

        def entries(view: View, at: Key) -> Rows:
            made: Rows = []
            for value in range(first, first + count(view.setting, list(at))):
                rows = inner(view, (*at, value))
                pairs = zip(made or rows, rows, strict=True)
                added = [[view.field.reduce(x + y) for x, y in zip(a, b, strict=True)] for a, b in pairs]
                made = added if made else rows
            return made

        return entries

    def multiplied(self, matrix: MatMul) -> Sheet:
        """The matrix product."""
        sheets = [self.sheet(factor) for factor in matrix.factors]

        def entries(view: View, at: Key) -> Rows:
            made = sheets[0](view, at)
            for sheet in sheets[1:]:
                right = sheet(view, at)
                if len(made[0]) != len(right):
                    raise Misfit(f"{len(made[0])} columns times {len(right)} rows")
                columns = list(zip(*right, strict=True))
                made = [
                    [view.field.reduce(sum(x * y for x, y in zip(row, column, strict=True))) for column in columns]
                    for row in made
                ]
            return made

        return entries

    def combined(self, parts: Sequence[Matrix], join: Callable[[list[Value]], Value], shape: Shape) -> Sheet:
        """Sum or product element by element; one row or one column is repeated."""
        sheets, size = [self.sheet(part) for part in parts], self.size(shape)

        def entries(view: View, at: Key) -> Rows:
            rows, columns = size(view, at)
            found = [spread(sheet(view, at), rows, columns) for sheet in sheets]
            return [
                [view.field.reduce(join([part[i][j] for part in found])) for j in range(columns)] for i in range(rows)
            ]

        return entries

    def read(self, base: Element | FunctionalSlope, shape: Shape) -> Sheet:
        """A whole tensor, or the derivatives by a whole tensor, entry by entry; a vector is a column."""
        element = base.by if isinstance(base, FunctionalSlope) else base
        rank = len(element.tensor.sizes)
        rows, columns = Index("row", shape[0], -1), Index("column", shape[1], -2)
        whole = Element(element.tensor, element.labels, (rows, columns)[:rank])
        program = Program(
            as_expression(FunctionalSlope(base.functional, whole) if isinstance(base, FunctionalSlope) else whole),
            (*self.free, rows, columns),
        )
        size, true = self.size(shape), [extent(e, self._slots) for e in element.tensor.extents(element.labels)]

        def entries(view: View, at: Key) -> Rows:
            count = size(view, at)
            if rank > 2 or (*(e(view.setting, list(at)) for e in true), 1, 1)[:2] != count:
                raise Misfit(f"{element.tensor.name} is not {count[0]} by {count[1]}")
            return [[program(view, (*at, i, j)) for j in range(count[1])] for i in range(count[0])]

        return entries


def constant(matrix: Constant) -> Expression:
    """The number that a node holds."""
    if isinstance(matrix.value, Fraction):
        return Expression((Term(matrix.value),))
    return as_expression(matrix.value)


def spread(rows: Rows, height: int, width: int) -> Rows:
    """One row or one column repeated to a shape.

    Raises:
        Misfit: it has another number of rows or columns.
    """
    if len(rows) not in (1, height) or len(rows[0]) not in (1, width):
        raise Misfit(f"{len(rows)} by {len(rows[0])} beside {height} by {width}")
    wide = [row if len(row) == width else row * width for row in rows]
    return wide if len(wide) == height else wide * height
