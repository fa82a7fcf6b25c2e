"""The book of a network under a convention that changes its sheet: biases left alone, another slope at a kink."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from functools import lru_cache

from ...language import Apply, Base, Expression, Network, Role, as_expression, bases, number, rewrite
from ..book import Book, book
from ..sheet import Kind, Line
from .options import Options

KEPT = 4  # books that are as large as all that is known of a network


def book_under(network: Network, options: Options) -> Book:
    """The book of a network where an update leaves biases alone, or the slope at a kink is another one.

    Raises:
        SymbpError: the network has no numbers, or cannot be spelled out.
    """
    return changed(network, options.biases, options.kink) if options.biases or options.kink else book(network)


@lru_cache(KEPT)
def changed(network: Network, keeps_biases: bool, kink: str) -> Book:
    """The same where there is something else."""
    ledger = book(network)
    if keeps_biases:
        single = ledger.network
        frozen = tuple(sorted({*single.numbers.frozen, *biases(ledger)}))
        ledger = Book(replace(single, numbers=replace(single.numbers, frozen=frozen)), ledger.spelled)
    if kink:
        right = ledger.sheet
        lines = [line for line in right.of_kind(Kind.LOCAL) if kinks(ledger, line)]
        value = as_expression(Fraction(kink))
        new = [replace(line, formula=rewrite(line.formula, lambda base: at_kink(base, value))) for line in lines]
        ledger = Book(ledger.network, ledger.spelled, right.replaced(*new))
    return ledger


def biases(ledger: Book) -> tuple[str, ...]:
    """The parameters that are added as they are."""
    uses: dict[str, list[bool]] = {}
    for line in ledger.sheet.of_kind(Kind.LOCAL):
        if line.by is not None and line.by.role is Role.PARAMETER:
            uses.setdefault(line.by.name, []).append(number(line.formula) == 1)
    return tuple(name for name, alone in uses.items() if all(alone))


def kinks(ledger: Book, line: Line) -> bool:
    """Whether a local derivative is taken where there is none."""
    return any(is_kink(ledger, base) for base in bases(line.formula))


def is_kink(ledger: Book, base: Base) -> bool:
    """Whether it is the slope of a function at one of its kinks."""
    if not isinstance(base, Apply) or base.order != 1 or not base.function.kinks:
        return False
    value = ledger.worth(base.argument, ())
    return any(abs(value - float(kink)) < 1e-12 for kink in base.function.kinks)


def at_kink(base: Base, value: Expression) -> Expression | None:
    """The slope that a convention gives in place of the function's own."""
    return value if isinstance(base, Apply) and base.order == 1 and base.function.kinks else None
