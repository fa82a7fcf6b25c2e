"""Matrix trees as NumPy lines, to be read beside the formulas: vectors are columns, * and / act entry by entry."""

from __future__ import annotations

import keyword
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from symbp.language import Cardinal, Element, Exponent, Function, Functional, Index, Position, Size, Tensor, multiples
from symbp.matrix import (
    Constant,
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
    SumOver,
    Transpose,
)

SUM, PRODUCT, POWER, ATOM = range(4)
NUMPY = {
    **{name: f"np.{name}({{}})" for name in ("exp", "log", "sin", "cos", "tan", "sinh", "cosh", "sign")},
    **{"atan": "np.arctan({})", "Abs": "np.abs({})", "positive_part": "np.maximum(0, {})"},
    **{"Heaviside": "np.heaviside({}, 0)", "erf": "np.vectorize(math.erf)({})", "Pi": "np.pi"},
}


class Unwritable(Exception):
    """Something that has no line of code; it never leaves the renderer."""


@dataclass(frozen=True)
class Coder:
    """Writes trees with these names for the tensors."""

    names: Mapping[Tensor, str]

    def name(self, element: Element) -> str:
        """A tensor, at its labels if it has any."""
        of = element.tensor.of
        plain = self.names.get(of or element.tensor)
        if plain is None:
            raise Unwritable(element.tensor.name)
        labels = "".join(f"[{self.place(label)}]" for label in element.labels)
        return f"{'d' if of else ''}{plain}{labels}"

    def place(self, position: Position) -> str:
        """A label: l + 1, L."""
        terms, offset = multiples(position)
        if any(times != 1 for times in terms.values()) or len(terms) > 1:
            raise Unwritable("label")
        text = "".join(symbol.name for symbol in terms)
        return f"{text}{offset:+d}" if text and offset else text or str(offset)

    def size(self, size: Position) -> str:
        """A size: a number or its name."""
        if isinstance(size, Size):
            return usable(size.name) + "".join(f"[{self.place(label)}]" for label in size.labels)
        return size.name if isinstance(size, Index) else str(size)

    def line(self, matrix: Matrix) -> str:
        """The tree as one expression."""
        return self.text(matrix)[0]

    def held(self, matrix: Matrix, at_least: int) -> str:
        """The tree as a part of a larger one."""
        text, level = self.text(matrix)
        return text if level >= at_least else f"({text})"

    def text(self, matrix: Matrix) -> tuple[str, int]:
        """The tree, and how tightly it holds together."""
        writers: dict[type, Callable[[], tuple[str, int]]] = {
            Named: lambda: (self.name(matrix.element), ATOM),  # type: ignore[union-attr]
            Ones: lambda: (f"np.ones(({self.size(matrix.shape[0])}, {self.size(matrix.shape[1])}))", ATOM),
            Transpose: lambda: (f"{self.held(matrix.of, ATOM)}.T", ATOM),  # type: ignore[union-attr]
            MatMul: lambda: (" @ ".join(self.held(f, POWER) for f in matrix.factors), PRODUCT),  # type: ignore[union-attr]
        }
        if type(matrix) in writers:
            return writers[type(matrix)]()
        if isinstance(matrix, Hadamard):
            return self.product(matrix), PRODUCT
        if isinstance(matrix, Plus):
            return self.sum(matrix), SUM
        if isinstance(matrix, Scaled):
            return self.scaled(matrix)
        if isinstance(matrix, Power):
            return self.power(matrix.of, matrix.exponent)
        if isinstance(matrix, Map):
            return applied(matrix.function, matrix.order, self.line(matrix.of)), ATOM
        if isinstance(matrix, Constant):
            return self.constant(matrix)
        if isinstance(matrix, Gradient):
            functional = matrix.slope.functional
            arguments = ", ".join(self.name(argument) for argument in functional.arguments)
            return f"{functional.name}_gradient_{self.names[matrix.slope.by.tensor]}({arguments})", ATOM
        assert isinstance(matrix, SumOver)
        raise Unwritable("sum over a label")

    def product(self, matrix: Hadamard) -> str:
        """A product entry by entry; powers below 0 are divided by."""
        text = ""
        for factor in matrix.factors:
            below = isinstance(factor, Power) and factor.exponent < 0
            if isinstance(factor, Power) and below:
                text = f"{text or '1'} / {self.held(positive(factor), POWER)}"
            else:
                text = f"{text} * {self.held(factor, POWER)}" if text else self.held(factor, POWER)
        return text

    def sum(self, matrix: Plus) -> str:
        """A sum; parts with a minus are subtracted."""
        text = ""
        for part in matrix.parts:
            minus = isinstance(part, Scaled) and part.factor < 0
            body = Scaled(-part.factor, part.of) if isinstance(part, Scaled) and minus else part
            written = self.held(body, PRODUCT if minus else SUM)
            text = f"{text} {'-' if minus else '+'} {written}" if text else f"{'-' if minus else ''}{written}"
        return text

    def scaled(self, matrix: Scaled) -> tuple[str, int]:
        """A number times a matrix."""
        if matrix.factor == 1:
            return self.text(matrix.of)
        sign = "-" if matrix.factor < 0 else ""
        size = abs(matrix.factor)
        inner = self.held(matrix.of, PRODUCT)
        text = inner if size.numerator == 1 else f"{size.numerator} * {self.held(matrix.of, POWER)}"
        text = text if size.denominator == 1 else f"{text} / {size.denominator}"
        return sign + text, SUM if sign else PRODUCT

    def power(self, of: Matrix, exponent: Exponent) -> tuple[str, int]:
        """A power entry by entry."""
        if exponent < 0:
            return f"1 / {self.held(positive(Power(of, exponent)), POWER)}", PRODUCT
        if exponent == Fraction(1, 2):
            return f"np.sqrt({self.line(of)})", ATOM
        if exponent == 1:
            return self.text(of)
        return f"{self.held(of, ATOM)} ** {exponent if exponent == int(exponent) else f'({exponent})'}", POWER

    def constant(self, matrix: Constant) -> tuple[str, int]:
        """A number, a size, or an arbitrary function's value."""
        value = matrix.value
        if isinstance(value, Fraction):
            return str(value), ATOM if value.denominator == 1 and value >= 0 else PRODUCT
        if isinstance(value, Cardinal):
            return self.size(value.size), ATOM
        assert isinstance(value, Functional)
        return f"{value.name}_of({', '.join(self.name(argument) for argument in value.arguments)})", ATOM


def positive(power: Power) -> Matrix:
    """The power with its exponent's sign turned."""
    return power.of if power.exponent == -1 else Power(power.of, -power.exponent)


def applied(function: Function, order: int, argument: str) -> str:
    """A function, or its derivative, at an argument."""
    if function.name in NUMPY and not order:
        return NUMPY[function.name].format(argument)
    return f"{function_name(function, order)}({argument})"


def function_name(function: Function, order: int) -> str:
    """A function that the program defines, or its derivative."""
    return function.name + "_slope" * order


def usable(name: str) -> str:
    """A name as Python can use it.

    Raises:
        Unwritable: it is no Python name at all.
    """
    if not name.isidentifier():
        raise Unwritable(name)
    return f"{name}_" if keyword.iskeyword(name) or name in ("np", "range", "sum") else name
