"""Numbers of a path on the page: exact ones in full up to 20 digits, longer ones and floats with nine."""

from __future__ import annotations

from dataclasses import replace
from decimal import Context, Decimal
from fractions import Fraction

from symbp.descent.evaluate import written as written_in_full
from symbp.descent.records import Value
from symbp.descent.surd import Surd
from symbp.language import Expression, rewrite

from ..mathematics.expressions import atoms
from ..mathematics.numbers import DIGITS, NumberPen, Read, guarded, number_latex, written_out
from ..mathematics.pen import Pen
from ..mathematics.width import Atom

LONGEST = 20
PLAIN = 15  # places before the decimal point that are written without a power of ten


def exactly(value: Value | Surd) -> Decimal | None:
    """The number as a decimal one that ends, if it is exact and not too long."""
    if isinstance(value, Surd):
        return exactly(value.whole) if value.rational else None
    return written_in_full(value, LONGEST) if isinstance(value, Fraction) else None


def value_latex(value: Value | Surd) -> str:
    """A number."""
    found = exactly(value)
    if found is not None:
        return plain(found)
    if isinstance(value, Fraction):
        rounded = Context(prec=DIGITS).divide(Decimal(value.numerator), Decimal(value.denominator))
        return number_latex(rounded) if abs(rounded.adjusted()) > PLAIN else plain(rounded)
    return number_latex(float(value))


def plain(value: Decimal) -> str:
    """A decimal number without a power of ten where that is short."""
    if value and abs(value.adjusted()) > PLAIN:
        return number_latex(value)
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def equals(value: Value | Surd) -> str:
    """The sign before a number: equal where every digit is shown."""
    return "=" if exactly(value) is not None else r"\approx"


def inside(value: Value | Surd) -> str:
    """A number among others, negative ones in parentheses."""
    return guarded(value_latex(value))


def number_atoms(pen: Pen, body: Expression, numbers: Read) -> list[Atom]:
    """A formula with numbers for its symbols, ready to be broken into lines."""
    profile = replace(pen.book.profile, signs=replace(pen.book.profile.signs, product=r"\cdot"))
    book = replace(pen.book, profile=profile)
    return atoms(NumberPen(book, pen.letters, pen.example, numbers), rewrite(body, written_out))


def read(value: Value | Decimal) -> Decimal | float:
    """A number as formulas with numbers in place of symbols take it."""
    if isinstance(value, Decimal):
        return value
    found = exactly(value)
    return Decimal(plain(found)) if found is not None and abs(found.adjusted()) <= PLAIN else float(value)
