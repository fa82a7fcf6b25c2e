"""The conventions of a submission: those it declares, else those under which it is consistent, else the usual ones.

A convention is found only where it explains wrong claims and makes no other claim wrong.  What the network defines is
no convention: a factor 2 in everything is a mistake.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from ...errors import SymbpError
from ...language import Network
from ..compose import RATES
from ..records import Claim, Place, Submission, Verdict
from ..sheet import Kind
from ..tree import Letter, Tree
from .following import Judge
from .items import Item
from .numerals import decimal
from .options import BIASES, DELTA, EXAMPLES, KINK, WEIGHTS, Options, concerns, declared
from .parts import Part, Reader
from .variations import biases, book_under, kinks

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

    def wrong(self) -> int:
        """How many parts are wrong or have no verdict, formulas too."""
        return sum(part.verdict in (Verdict.WRONG, Verdict.UNREADABLE) for part in self.parts)

    def bad(self) -> set[tuple[Place, str]]:
        """The claims with something wrong or without a verdict in them, formulas left out."""
        bad = [part for part in self.parts if part.verdict in (Verdict.WRONG, Verdict.UNREADABLE)]
        wheres = [part.claim if isinstance(part, Item) else part for part in bad if part.part != "formula"]
        return {(where.place, where.written) for where in wheres}


Settled = tuple[Case, tuple[tuple[str, str, str], ...]]


def settled(submission: Submission, network: Network) -> Settled:
    """The submission under its conventions, and what these are: name, choice, where that comes from."""
    own = declared(submission.conventions)
    network = with_rate(submission, network)
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
    chosen = [(name, choice, "detected") for name, choice in submission.choices]
    return found, (*((name, *choice) for name, choice in named.items()), *stated, *chosen)


def with_rate(submission: Submission, network: Network) -> Network:
    """The network with the learning rate that a submission names, where it has none of its own."""
    if network.numbers.rate is not None:
        return network
    stated = [claim for claim in submission.claims if isinstance(claim, Claim) and is_rate(claim.sides[0])]
    found = [rate for name, rate in submission.conventions if name.strip().lower() in (*RATES, "learning rate")]
    for value in (*map(read_decimal, found), *(decimal(claim.sides[1]) for claim in stated)):
        if value is not None:
            return replace(network, numbers=replace(network.numbers, rate=value))
    return network


def read_decimal(text: str) -> Decimal | None:
    """A number from a text."""
    try:
        value = Decimal(text[:40])
    except ArithmeticError:
        return None
    return value if value.is_finite() and abs(value.adjusted()) < 100 else None


def is_rate(tree: Tree) -> bool:
    """Whether it is the learning rate."""
    return isinstance(tree, Letter) and tree.name in RATES


def case(
    submission: Submission, network: Network, options: Options, formulas: dict[tuple[int, int, bool], Part]
) -> Case:
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
    bad = found.bad()
    return any(concerns(claim.sides[0], name) for claim in claims if (claim.place, claim.written) in bad)


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
