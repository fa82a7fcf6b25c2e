"""The conventions of a submission: those it declares, else those under which it is consistent, else the usual ones.

A convention is found only where it explains wrong claims and makes no other claim wrong.  What the network defines is
no convention: a factor 2 in everything is a mistake.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache

from ...errors import SymbpError
from ...language import Apply, Base, Expression, Network, as_expression, bases, number, rewrite
from ..book import Book, book
from ..records import Claim, Place, Submission, Verdict
from ..sheet import Kind, Line
from .following import Judge
from .items import Item
from .options import BIASES, DELTA, EXAMPLES, KINK, WEIGHTS, Options, concerns, declared
from .parts import Part, Reader

CHANGES = (
    (DELTA, {"delta": True}),
    (WEIGHTS, {"weights": True}),
    (EXAMPLES, {"examples": True}),
    (BIASES, {"biases": True}),
    (KINK, {"kink": "1"}),
    (KINK, {"kink": "0.5"}),
)


@dataclass(frozen=True)
class Case:
    """A submission judged under some conventions; `judged` is None where there are no numbers."""

    options: Options
    reader: Reader
    parts: tuple[Part, ...]
    judged: Judge | None

    def bad(self) -> set[tuple[Place, str]]:
        """The claims with something wrong or without a verdict in them, formulas left out."""
        bad = [part for part in self.parts if part.verdict in (Verdict.WRONG, Verdict.UNREADABLE)]
        wheres = [part.claim if isinstance(part, Item) else part for part in bad if part.part != "formula"]
        return {(where.place, where.written) for where in wheres}


def settle(submission: Submission, network: Network) -> tuple[Case, tuple[tuple[str, str, str], ...]]:
    """The submission under its conventions, and what these are: name, choice, where that comes from."""
    own = declared(submission.conventions)
    found = case(submission, network, own, {})
    named = {name: (choice, "declared") for name, choice in own.named()}
    claims = [claim for claim in submission.claims if isinstance(claim, Claim)]
    for name, change in CHANGES:
        if name in named or not found.bad() or not possible(name, found, claims):
            continue
        other = case(submission, network, replace(found.options, **change), found.reader.formulas)
        if better(other, found, name):
            found = other
            named[name] = (dict(other.options.named())[name], "detected")
    for name, choice in usual(found, claims):
        named.setdefault(name, (choice, "usual"))
    stated = [(name, choice, "declared") for name, choice in submission.conventions if name.lower() not in named]
    return found, (*((name, *choice) for name, choice in named.items()), *stated)


def case(submission: Submission, network: Network, options: Options, formulas: dict[tuple[int, int], Part]) -> Case:
    """The submission judged under some conventions."""
    try:
        reader = Reader(network, book_under(network, options), "", options, formulas)
    except SymbpError as error:
        reader = Reader(network, None, str(error), options, formulas)
    parts = tuple(part for claim in submission.claims for part in reader.parts(claim))
    numbers = [part for part in parts if isinstance(part, Item)]
    return Case(options, reader, parts, None if reader.book is None else Judge(reader.book, numbers))


def better(other: Case, found: Case, name: str) -> bool:
    """Whether another convention explains what is wrong, and nothing speaks against it."""
    now, before = other.bad(), found.bad()
    if not now < before:
        return False
    return name not in (DELTA, KINK, BIASES) or bears_out(other, name)


def bears_out(other: Case, name: str) -> bool:
    """Whether the claims that a convention matters for are all sound under it, more than one of them.

    An error signal of the other sign is free only as long as the gradients come out right.
    """
    assert other.judged is not None
    items = other.judged.items
    if name != DELTA:
        return not other.bad()
    signals = [item for item in items if item.turned and item.part == "value"]
    keys = {item.key for item in signals}
    resting = [item for item in items if not item.turned and keys & {line.tensor for line in item.lines}]
    sound = [item for item in signals if item.sound and item.claimed]
    if 2 * len(sound) <= len(signals) or any(item.origin == "root" for item in resting):
        return False
    return bool(resting) or len(sound) > 1


def possible(name: str, found: Case, claims: list[Claim]) -> bool:
    """Whether a convention can matter for a submission."""
    ledger = found.reader.book
    if ledger is None:
        return False
    if name == BIASES:
        after = [item.quantity.tensor.name for item in numbers(found) if item.quantity and item.quantity.updates]
        kept = biases(ledger)
        return not ledger.network.numbers.frozen and bool(kept and after) and not set(kept) & set(after)
    if name == KINK:
        return any(kinks(ledger, line) for line in ledger.sheet.of_kind(Kind.LOCAL))
    return any(concerns(claim.sides[0], name) for claim in claims)


def numbers(found: Case) -> list[Item]:
    """All numbers that are judged."""
    return [] if found.judged is None else found.judged.items


def later(item: Item) -> bool:
    """Whether a number is of something after an update."""
    return item.quantity is not None and item.quantity.updates > 0


def usual(found: Case, claims: list[Claim]) -> Iterator[tuple[str, str]]:
    """The usual choices that verdicts rest on."""
    if any(concerns(claim.sides[0], DELTA) for claim in claims):
        yield DELTA, "positive"
    ledger = found.reader.book
    if ledger is not None and possible(KINK, found, claims):
        yield KINK, "0"
    if ledger is not None and any(later(item) for item in numbers(found)) and biases(ledger):
        kept = set(biases(ledger)) <= set(ledger.network.numbers.frozen)
        yield BIASES, "kept" if kept else "updated"


@lru_cache(32)
def book_under(network: Network, options: Options) -> Book:
    """The book of a network where an update leaves biases alone, or the slope at a kink is another one.

    Raises:
        SymbpError: the network has no numbers, or cannot be spelled out.
    """
    ledger = book(network)
    if options.biases:
        single = ledger.network
        frozen = tuple(sorted({*single.numbers.frozen, *biases(ledger)}))
        ledger = Book(replace(single, numbers=replace(single.numbers, frozen=frozen)), ledger.spelled)
    if options.kink:
        right = ledger.sheet
        changed = [line for line in right.of_kind(Kind.LOCAL) if kinks(ledger, line)]
        value = as_expression(Fraction(options.kink))
        new = [replace(line, formula=rewrite(line.formula, lambda base: at_kink(base, value))) for line in changed]
        ledger = Book(ledger.network, ledger.spelled, right.replaced(*new))
    return ledger


def biases(ledger: Book) -> tuple[str, ...]:
    """The parameters that are added as they are."""
    uses: dict[str, list[bool]] = {}
    for line in ledger.sheet.of_kind(Kind.LOCAL):
        if line.by is not None and line.by.role.value == "parameter":
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
