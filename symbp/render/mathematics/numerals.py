"""Plain numbers and vectors of ones inside a matrix formula."""

from __future__ import annotations

from fractions import Fraction

from symbp.matrix import Constant, Matrix, Power, Shape

from .expressions import plain
from .pen import Pen


def is_number(matrix: Matrix) -> bool:
    """Whether this is a plain number, or a power of one."""
    return isinstance(matrix, Constant) or (isinstance(matrix, Power) and is_number(matrix.of))


def number(pen: Pen, matrix: Matrix, top: int = 1) -> str:
    """A number in front of a product; what divides it stands below `top`."""
    if isinstance(matrix, Power):
        base = number(pen, matrix.of)
        exponent = matrix.exponent
        size = "" if abs(exponent) == 1 else f"^{{{abs(exponent)}}}"
        body = rf"\sqrt{{{base}}}" if abs(exponent) == Fraction(1, 2) else base + size
        return rf"\frac{{{top}}}{{{body}}}" if exponent < 0 else body
    assert isinstance(matrix, Constant)
    return str_number(matrix.value) if isinstance(matrix.value, Fraction) else plain(pen, matrix.value)


def divides(matrix: Matrix) -> bool:
    """Whether this is a plain number below a fraction bar."""
    return is_number(matrix) and isinstance(matrix, Power) and matrix.exponent < 0


def str_number(value: Fraction) -> str:
    """A fraction as it prints."""
    sign = "-" if value < 0 else ""
    size = abs(value)
    return f"{sign}{size}" if size.denominator == 1 else rf"{sign}\frac{{{size.numerator}}}{{{size.denominator}}}"


def scale(factor: Fraction) -> str:
    """A number in front of a matrix."""
    return "-" if factor == -1 else str_number(factor)


def ones(pen: Pen, shape: Shape) -> str:
    """A vector or matrix of ones, its size below."""
    sign = pen.book.profile.signs.ones
    rows, columns = (pen.size(extent) for extent in shape)
    if columns == "1":
        return f"{sign}_{{{rows}}}"
    if rows == "1":
        return f"{sign}_{{{columns}}}^{{{pen.book.profile.signs.transpose}}}"
    return rf"{sign}_{{{rows} \times {columns}}}"
