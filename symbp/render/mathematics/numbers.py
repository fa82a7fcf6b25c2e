"""Numbers on the page, and formulas with numbers in place of their symbols."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from decimal import Decimal

from symbp.calculus.formula import from_formula
from symbp.language import Apply, Base, Element, Expression, Tensor, as_expression, rewrite

from .expressions import formula
from .pen import Pen

DIGITS = 9  # significant digits of what is computed; what was written keeps its own

Read = Callable[[Tensor], "Decimal | float"]


def number_latex(value: Decimal | float) -> str:
    """A number as it was written, or rounded to nine significant digits."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 10**DIGITS:
        return str(int(value))
    text = str(value) if isinstance(value, Decimal) else f"{value:#.{DIGITS}g}"
    digits, _, exponent = text.lower().partition("e")
    digits = digits.rstrip(".")
    return rf"{digits} \cdot 10^{{{int(exponent)}}}" if exponent else digits


def guarded(text: str) -> str:
    """A negative number in parentheses, and one with a power of ten too."""
    return f"({text})" if text.startswith("-") or r"\cdot" in text else text


def _nothing(tensor: Tensor) -> Decimal | float:
    """No numbers at all."""
    raise KeyError(tensor.name)


@dataclass(frozen=True)
class NumberPen(Pen):
    """Prints every element as its number."""

    read: Read = field(default=_nothing)

    def element(self, element: Element) -> str:
        """The number of an element."""
        return guarded(number_latex(self.read(element.tensor)))


def in_numbers(pen: Pen, expression: Expression, read: Read) -> str:
    """The expression with numbers for its elements, functions written out, and a dot between factors."""
    profile = replace(pen.book.profile, signs=replace(pen.book.profile.signs, product=r"\cdot"))
    book = replace(pen.book, profile=profile)
    return formula(NumberPen(book, pen.letters, pen.example, read), rewrite(expression, written_out))


def written_out(base: Base) -> Expression | None:
    """A function of one variable by its formula, where that says more than its name."""
    if not isinstance(base, Apply) or base.function.elementary or base.order or base.function.formula is None:
        return None
    found = from_formula(base.function.formula, base.argument)
    return found if found != as_expression(base) else None
