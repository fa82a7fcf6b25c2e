"""From claims to single numbers to judge: a value, or the entries of a matrix, each with the lines it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property
from typing import Any

import numpy as np

from ...errors import SizeError, SpecError
from ...language import Element, Expression, Network, Tensor
from ..book import Book
from ..change import changed
from ..compose import Composer
from ..interval import Interval, exactly, hull
from ..quantity import Array, elements_of, filled, resolve, spelled
from ..records import Claim, Quantity, Verdict
from ..sheet import Kind, Line
from ..tree import Ref, Slope, Transpose, Tree
from .digits import cut_from, stands_for
from .numerals import decimal, table


@dataclass(eq=False)
class Item:
    """One number that a claim states, what it is of, and what was found about it so far.

    `number` is its place in reading order.  `key` is the tensor that the quantity has on the sheet, `lines` what it is
    computed by, itself last.  `turned`: the author has the other sign, so that -`claimed` is written; `cuts`: further
    digits may have been cut off.
    """

    claim: Claim
    side: int
    entry: tuple[int, ...]
    claimed: Decimal
    quantity: Quantity | None
    key: Tensor
    lines: tuple[Line, ...]
    true: float
    verdict: Verdict | None = None
    how: str = ""
    origin: str = ""
    carries: list[Item] = field(default_factory=list)
    note: tuple[tuple[str, str], ...] = ()
    number: int = 0
    part: str = "value"
    turned: bool = False
    cuts: bool = False

    @property
    def sound(self) -> bool:
        """Whether the number may be relied on."""
        return self.verdict is Verdict.RIGHT or self.verdict is Verdict.ROUNDED

    @cached_property
    def written(self) -> float:
        """The number as a float."""
        return float(self.claimed)

    @cached_property
    def near(self) -> Interval:
        """Everything that rounds to the number."""
        return stands_for(self.claimed)

    @cached_property
    def cut(self) -> Interval:
        """Everything that gives it when further digits are cut off."""
        return cut_from(self.claimed)

    @property
    def means(self) -> Interval:
        """What the printed number stands for, where it is one that its author calculated."""
        if self.written == self.true and self.written.is_integer():
            return exactly(self.true)  # a whole number was not rounded, and no mask of a ReLU is in doubt
        return hull(self.near, self.cut) if self.cuts or self.how == "truncated" else self.near


@dataclass(frozen=True)
class Subject:
    """What a claim is about: a quantity, or a formula of some, for each entry.

    `every`: letters stand for all that is left open, dz_j / db, so that one number is said of every entry.
    """

    quantities: Any
    keys: Any
    lines: Any
    every: bool = False

    @property
    def shape(self) -> tuple[int, ...]:
        """The axes; none for a single number."""
        found: tuple[int, ...] = self.keys.shape
        return found


def subject(tree: Tree, network: Network, book: Book) -> Subject:
    """The left side of a claim.

    Raises:
        SpecError: something without a value in numbers.
    """
    of = tree.of if isinstance(tree, Transpose) else tree
    if isinstance(of, Ref | Slope) or changed(tree) is not None:
        found = resolve(tree, network)
        lines = [book.lines_of(quantity) for quantity in found.flat]
        names = [book.key(quantity, {}) for quantity in found.flat]
        return Subject(found, filled(found.shape, names), tupled(found.shape, lines), of_any_letter(tree, network))
    composer = Composer(network, book)
    made = composer.of(tree)
    below = tuple(composer.lines.values())
    keys: list[Tensor] = []
    below_each: list[tuple[Line, ...]] = []
    for n, body in enumerate(made.flat):
        key = plain(body) or Tensor(f"claim/{n}")
        own = () if plain(body) is not None else (Line(Kind.VALUE, key, body, key),)
        keys.append(key)
        below_each.append((*below, *own))
    return Subject(filled(made.shape, [None] * made.size), filled(made.shape, keys), tupled(made.shape, below_each))


def plain(body: Expression) -> Tensor | None:
    """The quantity that an expression is nothing but."""
    terms = body.terms
    if len(terms) == 1 and terms[0].coefficient == 1 and len(terms[0].factors) == 1:
        base, exponent = terms[0].factors[0]
        return base.tensor if isinstance(base, Element) and exponent == 1 else None
    return None


def tupled(extents: tuple[int, ...], entries: list[tuple[Line, ...]]) -> Array:
    """An array of tuples."""
    found = np.empty(len(entries), dtype=object)
    for n, entry in enumerate(entries):
        found[n] = entry
    return found.reshape(extents)


def items(claim: Claim, side: int, about: Subject, book: Book) -> Iterator[Item]:
    """The numbers of one side, each with its quantity.

    Raises:
        SizeError: a matrix of another shape than the quantity, or one number for a whole vector.
    """
    tree = claim.sides[side]
    value = decimal(tree)
    if value is not None:
        if about.keys.size != 1 and not about.every:
            raise SizeError(f"expected {shown(about.shape)} numbers, found one")
        for at in np.ndindex(*about.shape):
            entry = counted(at) if about.keys.size != 1 else ()
            yield replace(item(claim, side, value, about, at, book), entry=entry)
        return
    numbers = table(tree)
    if numbers is None:
        raise SpecError("expected a number or a matrix of numbers, found a formula")
    for at, own in fitted(numbers.shape, about.shape):
        yield replace(item(claim, side, numbers[at], about, own, book), entry=counted(at))


def of_any_letter(tree: Tree, network: Network) -> bool:
    """Whether letters stand for all that is left open."""
    tree = changed(tree) or tree
    refs = [tree] if isinstance(tree, Ref) else [tree.of, tree.by] if isinstance(tree, Slope) else []
    letters = [letter for ref in refs for letter in elements_of(ref, spelled(network))[1]]
    return bool(letters) and all(letters)


def fitted(written: tuple[int, ...], wanted: tuple[int, ...]) -> Iterator[tuple[tuple[int, ...], tuple[int, ...]]]:
    """Places of a matrix as written, and of the quantity: a vector may stand as a row or a column.

    Raises:
        SizeError: another number of rows or columns.
    """
    full = [n for n in written if n != 1]
    if written != wanted and full != [n for n in wanted if n != 1]:
        raise SizeError(f"expected {shown(wanted)} numbers, found {shown(written)}")
    yield from zip(np.ndindex(*written), np.ndindex(*wanted), strict=True)


def counted(at: tuple[int, ...]) -> tuple[int, ...]:
    """A place counted from 1."""
    return tuple(n + 1 for n in at)


def shown(extents: tuple[int, ...]) -> str:
    """A shape: 2 x 3."""
    return " x ".join(map(str, extents)) or "1"


def item(claim: Claim, side: int, value: Decimal, about: Subject, at: Any, book: Book) -> Item:
    """One number to judge."""
    quantity, key, lines = about.quantities[at], about.keys[at], about.lines[at]
    return Item(claim, side, (), value, quantity, key, lines, book.value(key, lines))
