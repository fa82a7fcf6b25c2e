"""Matrix trees on the page."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from symbp.matrix import (
    Gradient,
    Hadamard,
    Map,
    MatMul,
    Matrix,
    Named,
    Ones,
    Plus,
    Power,
    Scaled,
    Shape,
    SumOver,
    Transpose,
)

from .expressions import parenthesis, primes
from .names import name
from .numerals import divides, is_number, number, ones, scale
from .pen import Pen
from .width import Atom, joined

SUM, ENTRYWISE, CHAIN, WHOLE = range(4)
"""How tightly a tree holds together; a looser one inside a tighter one takes parentheses."""


def matrix_formula(pen: Pen, matrix: Matrix) -> str:
    """The tree on one line."""
    return joined(matrix_atoms(pen, matrix))


def matrix_atoms(pen: Pen, matrix: Matrix, level: int = 0) -> list[Atom]:
    """The tree as stretches that do not break: at plus signs first, then at products entry by entry."""
    if isinstance(matrix, Plus):
        found: list[Atom] = []
        plain = any(not scalar(part) for part in matrix.parts)
        for part in matrix.parts:
            sign, body = unsigned(part if plain and scalar(part) else spread(part, matrix.shape))
            head, *rest = matrix_atoms(pen, body, level)
            first = not found
            text = f"-{head.text}" if first and sign == "-" else head.text if first else f"{sign} {head.text}"
            found.extend([Atom(text, level, "" if first else "{}"), *rest])
        return found
    if isinstance(matrix, Hadamard):
        return entrywise(pen, matrix, level)
    return [Atom(tight(pen, matrix))]


def scalar(matrix: Matrix) -> bool:
    """Whether this is a plain number, with or without a number in front."""
    return is_number(matrix) or (isinstance(matrix, Scaled) and scalar(matrix.of))


def spread(part: Matrix, shape: Shape) -> Matrix:
    """A number, column or row that is meant for every entry, times ones, so that all shapes agree."""
    if part.shape == shape:
        return part
    if part.shape == (1, 1):
        return MatMul((part, Ones(shape)))
    if part.shape[1] == 1:
        return MatMul((part, Ones((1, shape[1]))))
    return MatMul((Ones((shape[0], 1)), part)) if part.shape[0] == 1 else part


def unsigned(matrix: Matrix) -> tuple[str, Matrix]:
    """The sign of a part of a sum, and the part without it."""
    if isinstance(matrix, Scaled) and matrix.factor < 0:
        return "-", matrix.of if matrix.factor == -1 else Scaled(-matrix.factor, matrix.of)
    return "+", matrix


def entrywise(pen: Pen, matrix: Hadamard, level: int, top: int = 1) -> list[Atom]:
    """A product entry by entry; single numbers stand in front, without the sign, the first fraction above `top`."""
    signs = pen.book.profile.signs
    front = product_of_scalars(pen, [factor for factor in matrix.factors if factor.shape == (1, 1)], top)
    others = [spread(factor, matrix.shape) for factor in matrix.factors if factor.shape != (1, 1)]
    found: list[Atom] = []
    for factor in others:
        below = isinstance(factor, Power) and factor.exponent < 0
        body = Power(factor.of, -factor.exponent) if isinstance(factor, Power) and below else factor
        text = held(pen, unpowered(body), CHAIN if len(others) > 1 else SUM, alone=len(others) == 1 and not front)
        if not found and below:
            found.append(Atom(held(pen, factor, WHOLE), level + 1))
        elif not found:
            found.append(Atom(text, level + 1))
        else:
            found.append(Atom(f"{signs.divide if below else signs.hadamard} {text}", level + 1, r"\quad {}"))
    if front and found:
        body_text = found[0].text
        found[0] = Atom(rf"{front} \, {body_text}", found[0].level)
    return found or [Atom(front or "1")]


def product_of_scalars(pen: Pen, factors: Sequence[Matrix], top: int = 1) -> str:
    """Single numbers in front of a product; powers below 0 under a fraction bar, the first of them under `top`."""
    found: list[str] = []
    for factor in factors:
        if top != 1 and divides(factor):
            found.append(number(pen, factor, top))
            top = 1
        elif isinstance(factor, Power) and factor.exponent < 0 and not is_number(factor):
            below = tight(pen, unpowered(Power(factor.of, -factor.exponent)))
            found.append(rf"\frac{{1}}{{{below}}}")
        else:
            found.append(held(pen, factor, ENTRYWISE))
    return r" \, ".join(found)


def unpowered(matrix: Matrix) -> Matrix:
    """A first power as its base."""
    return matrix.of if isinstance(matrix, Power) and matrix.exponent == 1 else matrix


def tight(pen: Pen, matrix: Matrix) -> str:
    """Any tree as one stretch."""
    signs = pen.book.profile.signs
    if is_number(matrix):
        return number(pen, matrix)
    if isinstance(matrix, Named):
        return pen.element(matrix.element)
    if isinstance(matrix, Ones):
        return ones(pen, matrix.shape)
    if isinstance(matrix, Transpose):
        return transposed(pen, matrix)
    if isinstance(matrix, MatMul):
        return r" \, ".join(held(pen, factor, CHAIN) for factor in matrix.factors)
    if isinstance(matrix, Scaled):
        size = abs(matrix.factor)
        if size.denominator == 1 and isinstance(matrix.of, Hadamard) and any(map(divides, matrix.of.factors)):
            return f"{'-' if matrix.factor < 0 else ''}{joined(entrywise(pen, matrix.of, 0, size.numerator))}"
        return f"{scale(matrix.factor)} {held(pen, matrix.of, SUM)}"
    if isinstance(matrix, Power):
        if matrix.exponent == Fraction(1, 2):
            return rf"\sqrt{{{matrix_formula(pen, matrix.of)}}}"
        if matrix.exponent < 0:
            return f"1 {signs.divide} {held(pen, unpowered(Power(matrix.of, -matrix.exponent)), CHAIN)}"
        text = matrix_formula(pen, matrix.of)
        simple = isinstance(matrix.of, Named) and "^" not in text and not text.startswith(r"\frac")
        return rf"{text if simple else parenthesis(text)}^{{{signs.hadamard} {matrix.exponent}}}"
    if isinstance(matrix, Map):
        sign = name(matrix.function.letter or matrix.function.name).latex
        return f"{sign}{primes(matrix.order)}{parenthesis(matrix_formula(pen, matrix.of))}"
    if isinstance(matrix, Gradient):
        by = matrix.slope.by
        of = name(matrix.slope.functional.letter or matrix.slope.functional.name)
        return rf"{signs.gradient}_{{{pen.book.name(by.tensor).latex}}} {of.latex}"
    if isinstance(matrix, SumOver):
        inner = pen.scope((matrix.index,))
        return rf"\sum_{{{inner.index(matrix.index)}}} {held(inner, matrix.of, SUM)}"
    assert isinstance(matrix, Plus | Hadamard)
    return joined(matrix_atoms(pen, matrix))


def transposed(pen: Pen, matrix: Transpose) -> str:
    """The transpose, in parentheses where its letter carries something above."""
    above = f"^{{{pen.book.profile.signs.transpose}}}"
    if isinstance(matrix.of, Ones):
        return ones(pen, (matrix.of.shape[1], matrix.of.shape[0]))
    text = tight(pen, matrix.of)
    simple = isinstance(matrix.of, Named) and "^" not in text and not text.startswith(r"\frac")
    return f"{text}{above}" if simple else f"{parenthesis(text)}{above}"


def looseness(matrix: Matrix) -> int:
    """How tightly the tree holds together."""
    if isinstance(matrix, Plus | SumOver) or (isinstance(matrix, Scaled) and matrix.factor < 0):
        return SUM
    if isinstance(matrix, Hadamard) or (isinstance(matrix, Power) and matrix.exponent < 0 and not is_number(matrix)):
        return ENTRYWISE
    return CHAIN if isinstance(matrix, MatMul | Scaled) else WHOLE


def held(pen: Pen, matrix: Matrix, at_least: int, *, alone: bool = False) -> str:
    """The tree inside another: in parentheses unless it holds together at least as tightly."""
    text = matrix_formula(pen, matrix)
    tightest = looseness(matrix) > at_least or looseness(matrix) == WHOLE
    return text if alone or tightest else parenthesis(text)


def shape_text(pen: Pen, shape: Shape) -> str:
    """rows x columns, as numbers or symbols."""
    return rf"{pen.size(shape[0])} \times {pen.size(shape[1])}"


__all__ = ["matrix_atoms", "matrix_formula", "shape_text"]
