"""From a claim to its parts: numbers to judge, arithmetic to check, factors to compare, formulas."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Context, Decimal

from ...errors import SpecError, SymbpError
from ...language import Network, Tensor
from ..book import Book
from ..change import is_subtracted
from ..equivalence.traits import is_error, is_second
from ..interval import exactly, meet
from ..records import Claim, Finding, Outcome, Quantity, Unread, Verdict
from ..relations import quantity_of
from ..sheet import Kind, Line
from ..spans import widened
from ..tree import Ref, Slope, Tree
from ..walk import walk
from .composed import composed_verdict
from .factors import Match, Matching, by_key
from .findings import arithmetic, formula, refused
from .formulas import compared, sides
from .functions import about_function
from .items import Item, Subject, counted, fitted, items, subject
from .meant import meant
from .numerals import decimal, numbers
from .options import USUAL, Options
from .orientation import turned
from .restated import restated
from .seconds import second_values
from .subjects import is_delta
from .working import Worked, comes_to, is_working, worked

Part = Finding | Item
Formulas = dict[tuple[int, int, Options], Part]
SHORT = Context(prec=12)


@dataclass(frozen=True)
class Reader:
    """Takes claims apart; `book` is None where the network has no numbers, for the reason that `missing` gives.

    `formulas` are the verdicts on formulas so far, by claim and side and the conventions that reach formulas; `own`
    are letters of functions that the document defines, as far as it was read.
    """

    network: Network
    book: Book | None
    missing: str = ""
    options: Options = USUAL
    formulas: Formulas = field(default_factory=dict)
    own: set[str] = field(default_factory=set)

    def parts(self, claim: Claim | Unread) -> Iterator[Part]:
        """Everything about a claim that gets a verdict of its own, in reading order."""
        if isinstance(claim, Unread):
            note = (("message", claim.message),)
            yield Finding(claim.place, claim.written, "claim", Verdict.UNREADABLE, "unread", 0, note=note)
            return
        about = self.about(claim)
        for side in range(1, len(claim.sides)):
            try:
                found = list(self.side(claim, side, about))
                yield from found
                if not (self.options.delta and any(map(is_error, walk(claim.sides[side])))):
                    about = restated(turned(claim.sides[side], self.options), about, found, self.network, self.book)
            except SymbpError as error:
                yield refused(claim, side, str(error))

    def about(self, claim: Claim) -> Subject | str:
        """What the claim is about, or why it has no value."""
        if self.book is None:
            return self.missing
        try:
            return subject(turned(claim.sides[0], self.options), self.network, self.book)
        except SymbpError as error:
            return str(error)

    def side(self, claim: Claim, side: int, about: Subject | str) -> Iterator[Part]:
        """The parts of one side."""
        tree = claim.sides[side]
        general = about_function(claim, side, self.network, self.own)
        if general is not None:
            if general.how != "definition":
                yield formula(claim, side, general)
            return
        left, written = claim.sides[0], numbers(tree)
        number = written is not None
        if is_second(left) and isinstance(left, Slope) and written is not None:
            yield from second_values(claim, side, left, written, self.network)
            return
        if not number and not is_working(tree):
            key = (id(claim), side, replace(self.options, biases=False, kink=""))
            if key not in self.formulas:
                found = formula(claim, side, self.in_numbers(tree, about, self.compared(claim.sides[0], tree)))
                if isinstance(about, Subject) and not about.shape:
                    found = replace(found, quantity=about.quantities[()])
                self.formulas[key] = found
            yield self.formulas[key]
        elif isinstance(about, str) or self.book is None:
            yield refused(claim, side, str(about))
        elif number:
            yield from (self.signed(meant(item, self.book)) for item in items(claim, side, about, self.book))
        else:
            yield from self.working(claim, side, about, self.book)

    def in_numbers(self, tree: Tree, about: Subject | str, found: Outcome) -> Outcome:
        """The outcome for a formula, with its value where only that can tell."""
        if found.how != "numbers" or isinstance(about, str) or self.book is None or about.shape:
            return found
        right = comes_to(tree, self.network, self.book, self.book.value(about.keys[()], about.lines[()]))
        return Outcome(Verdict.RIGHT, "own-numbers") if right else found

    def compared(self, left: Tree, right: Tree) -> Outcome:
        """Whether a formula is right: as one for a quantity, else as one for another formula."""
        left, right = sides(left, right, self.options)
        found = compared(self.network, left, right, self.options)
        if found.verdict is Verdict.RIGHT or isinstance(left, Ref | Slope) or self.book is None:
            return found
        return composed_verdict(self.network, self.book, left, right)

    def working(self, claim: Claim, side: int, about: Subject, book: Book) -> Iterator[Part]:
        """Factors where they can be told; the arithmetic, if a number follows, else what it comes to."""
        found = worked(claim.sides[side], self.network, book)
        places = dict(fitted(found.shape, about.shape))
        if not about.shape and not self.turns(claim):
            yield from self.factors(claim, side, about, found.item(), book)
        end = next((n for n in range(side + 1, len(claim.sides)) if numbers(claim.sides[n]) is not None), None)
        written = None if end is None else numbers(claim.sides[end])
        if written is None:
            for at, own in places.items():
                yield self.signed(come_to(claim, side, about, own, found[at], book))
        else:
            for at, where in fitted(found.shape, written.shape):
                yield arithmetic(claim, side, counted(at), found[at], written[where])

    def turns(self, claim: Claim) -> bool:
        """Whether the author has the other sign for what a claim is about."""
        left = claim.sides[0]
        return (self.options.delta and is_delta(left)) or is_subtracted(left)

    def signed(self, item: Item) -> Item:
        """A number with the sign that it has in the network."""
        return replace(item, claimed=-item.claimed, turned=True) if self.turns(item.claim) else item

    def factors(self, claim: Claim, side: int, about: Subject, found: Worked, book: Book) -> Iterator[Item]:
        """The factors that a product should have, beside those that it has."""
        key, lines = about.keys[()], about.lines[()]
        matches = Matching(book, lines).side(claim.sides[side], key)
        right = meet(exactly(book.value(key, lines)), widened(found.cut))
        if not right or all(match.fits for match in matches):
            for n, match in enumerate(matches):
                value = decimal(match.tree)
                if value is not None:
                    yield factor(claim, side, n, value, match, lines, book)


def come_to(claim: Claim, side: int, about: Subject, at: tuple[int, ...], found: Worked, book: Book) -> Item:
    """What a side of numbers comes to, with as many digits as it can have, as the number that is claimed."""
    low, high = found.range
    if not math.isfinite(found.value):
        raise SpecError("expected a formula with a value, found one that has none")
    value = SHORT.create_decimal(repr(found.value))
    if high - low > abs(found.value) * 1e-11:
        step = Decimal(1).scaleb(Decimal(repr(high - low)).adjusted())
        value = Decimal(repr(found.value)).quantize(step) if step < abs(value) else value
    quantity, key, lines = about.quantities[at], about.keys[at], about.lines[at]
    return Item(claim, side, counted(at), value, quantity, key, lines, book.value(key, lines))


def factor(
    claim: Claim, side: int, number: int, value: Decimal, match: Match, lines: tuple[Line, ...], book: Book
) -> Item:
    """One factor as a number to judge."""
    key = by_key(match)
    if key is None:
        key = Tensor(f"claim/{side}/{number}")
        own = (*lines, Line(Kind.VALUE, key, match.right, key))
    else:
        own = book.needs.beside(key, lines, ()).lines
    line = next((line for line in own if line.tensor == key), None)
    quantity = None if line is None else quantity_of(line, book.network.loss)
    if key.name.startswith("claim/"):
        quantity = None
    elif line is None:
        quantity = Quantity(key)
    written = -value if match.turned else value
    true = book.value(key, own)
    return Item(claim, side, (number + 1,), written, quantity, key, own, true, part="factor", turned=match.turned)
