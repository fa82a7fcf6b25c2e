"""Limits that hold before anything else looks at a formula, and before anything large is computed from it."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

from ..errors import SpecError
from ..language import ONE, Exponent, Expression, Factor, inside, number, power, product, remember
from .source import Source, column
from .tree import Number, Tree, walk

LINE_BYTES = 10_000
TEXT_BYTES = 64_000
NODES = 2_000
ALL_NODES = 20_000
DEPTH = 100
DIGITS = 50
EXPONENT = 100
RESULT_DIGITS = 400  # of a number that a formula computes: 2**100 has 31, (1/3)**100 has 48
ROOTS = 1000
_BITS = RESULT_DIGITS * 10 // 3
_TOKEN = re.compile(r"[\w.]+|\*\*|\S")
_OPEN = {"(": ")", "[": "]"}


def check_text(source: Source) -> int:
    """About how many nodes a formula has, if it is short, shallow and its brackets match.

    Raises:
        SpecError: naming the limit, or the bracket.
    """
    text = source.text
    if len(text) > TEXT_BYTES:
        raise source.error(-1, f"expected a formula of at most {TEXT_BYTES // 1000} kB, found {len(text)} signs")
    for line, part in enumerate(text.split("\n"), start=1):
        if len(part.encode(errors="replace")) > LINE_BYTES:
            raise source.error(
                -1, f"line {line}: expected at most 10 kB in a line, found {len(part.encode(errors='replace'))} bytes"
            )
    nodes = 0
    waiting: list[tuple[str, int]] = []
    for match in _TOKEN.finditer(text):
        sign, at = match[0], match.start()
        if sign in _OPEN:
            waiting.append((sign, at))
            if len(waiting) > DEPTH:
                raise source.error(at, f"expected at most {DEPTH} brackets inside each other, found more")
        elif sign in ")]":
            if not waiting:
                raise source.error(at, f"expected no {sign}, since it closes nothing; the brackets do not match")
            opened, there = waiting.pop()
            if _OPEN[opened] != sign:
                raise source.error(
                    at, f"expected {_OPEN[opened]} for the {opened} at {column(text, there)}, found {sign}"
                )
        elif sign not in ",;:":
            nodes += 1
        if nodes > NODES:
            raise source.error(at, f"expected a formula of at most {NODES} numbers, names and signs, found more")
    if waiting:
        opened, there = waiting[-1]
        raise source.error(
            len(text), f"expected {_OPEN[opened]} for the {opened} at {column(text, there)}, found the end"
        )
    return nodes


def check_tree(source: Source, tree: Tree) -> Tree:
    """The tree itself, if it is small and shallow.

    Raises:
        SpecError: naming the limit.
    """
    for count, (found, depth) in enumerate(walk(tree), start=1):
        if depth > DEPTH:
            raise source.error(found.at, f"expected at most {DEPTH} operations inside each other, found more")
        if count > NODES:
            raise source.error(found.at, f"expected a formula of at most {NODES} numbers, names and signs, found more")
        if isinstance(found, Number) and long(found.value, DIGITS + EXPONENT):
            raise source.error(found.at, f"expected numbers of at most {DIGITS} digits, found a longer one")
    return tree


def long(value: Fraction, digits: int) -> bool:
    """Whether a number has more digits than this."""
    return bool(max(abs(value.numerator), value.denominator) >= 10**digits)


def literal(text: str) -> Fraction:
    """A number as it is written.

    Raises:
        SpecError: it is longer than numbers are; the text says so without a place.
    """
    mantissa, _, exponent = text.lower().partition("e")
    digits = mantissa.replace(".", "").strip("0") or "0"
    if len(digits) > DIGITS or len(mantissa) > DIGITS + EXPONENT:
        raise SpecError(f"expected numbers of at most {DIGITS} digits, found {len(digits)} digits")
    if len(exponent.lstrip("+-0")) > 3 or abs(int(exponent or "0")) > EXPONENT:
        raise SpecError(f"expected numbers up to 1e{EXPONENT}, found {text[:40]}")
    return Fraction(Decimal(text))


@remember
def measure(expression: Expression) -> tuple[int, int]:
    """How many factors an expression has, those in parentheses too, and how deep the parentheses are."""
    size = depth = 0
    for term in expression.terms:
        size += 1
        for base, _ in term.factors:
            body = inside(base)
            inner, below = (0, 0) if body is None else measure(body)
            size += 1 + inner
            depth = max(depth, below + 1)
    return size, depth


def bounded(source: Source, at: int, *parts: Expression) -> None:
    """Parts that are about to be put together are not too large in all, definitions written out.

    Raises:
        SpecError: naming the limit.
    """
    if sum(measure(part)[0] for part in parts) > 2 * NODES:
        raise source.error(at, f"expected at most {2 * NODES} factors once definitions are written out, found more")
    if any(measure(part)[1] > DEPTH for part in parts):
        raise source.error(at, f"expected at most {DEPTH} operations inside each other, found more")


def safe_product(source: Source, at: int, parts: list[Expression]) -> Expression:
    """The product, if its number stays short.

    Raises:
        SpecError: naming the limit.
    """
    bounded(source, at, *parts)
    if sum(bits(part) - 1 for part in parts) > _BITS:
        raise source.error(at, f"expected numbers of at most {RESULT_DIGITS} digits, found a longer product")
    return product(parts) if parts else ONE


def bits(expression: Expression) -> int:
    """How long the number in front is, if there is just one term."""
    if len(expression.terms) != 1:
        return 1
    coefficient = expression.terms[0].coefficient
    return max(coefficient.numerator.bit_length(), coefficient.denominator.bit_length())


def safe_power(source: Source, at: int, base: Expression, exponent: Fraction) -> Expression:
    """The power, if its exponents and its number stay small, and if it exists.

    Raises:
        SpecError: naming the limit; a root of a negative number, or 0 in a denominator.
    """
    bounded(source, at, base)
    value = number(base)
    if abs(exponent) > EXPONENT or exponent.denominator > ROOTS:
        raise source.error(at, f"expected an exponent from -{EXPONENT} to {EXPONENT}, found {short(exponent)}")
    if value is not None and value == 0 and exponent < 0:
        raise source.error(at, "expected something else than 0 to divide by, found 0")
    if value is not None and value < 0 and exponent.denominator > 1:
        raise source.error(at, f"expected a root of a positive number, found one of {short(value)}")
    if not base.terms:
        return base if exponent else ONE
    if len(base.terms) == 1:
        term = base.terms[0]
        check_exponents(source, at, term.factors, exponent)
        if bits(base) > 1 and bits(base) * abs(exponent) > _BITS:
            raise source.error(at, f"expected numbers of at most {RESULT_DIGITS} digits, found a larger power")
    return power(base, whole(exponent))


def check_exponents(source: Source, at: int, factors: tuple[Factor, ...], exponent: Fraction) -> None:
    """Powers of powers stay within the limit.

    Raises:
        SpecError: they do not.
    """
    for _, inner in factors:
        if abs(inner * exponent) > EXPONENT:
            raise source.error(
                at, f"expected exponents of at most {EXPONENT}, found {short(Fraction(inner) * exponent)} in all"
            )


def whole(value: Fraction) -> Exponent:
    """An integer where it is one."""
    return int(value) if value.denominator == 1 else value


def short(value: Fraction) -> str:
    """A number for a message."""
    text = str(value)
    return text if len(text) <= 40 else text[:37] + "..."
