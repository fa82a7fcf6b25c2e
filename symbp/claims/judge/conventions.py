"""The conventions of a submission: those it declares, else those under which it is consistent, else the usual ones.

A convention is found only where it explains wrong claims and makes no other claim wrong.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import Any

from ...language import Network
from ..compose import RATES
from ..records import Claim, Submission
from ..tree import Letter, Tree
from ..vocabulary import BIASES, DELTA, EXAMPLES, KINK, RATE, WEIGHTS
from .case import Case, case
from .evidence import better, improves, possible, rests_on_formulas, troubled
from .items import Item
from .losses import is_hinted, is_stated, losses
from .numerals import decimal
from .options import declared, options
from .subjects import is_delta
from .variations import KEPT, biases

CHANGES: tuple[tuple[tuple[str, ...], dict[str, Any]], ...] = (
    ((DELTA,), {"delta": True}),
    ((WEIGHTS,), {"weights": True}),
    ((EXAMPLES,), {"examples": True}),
    ((WEIGHTS, EXAMPLES), {"weights": True, "examples": True}),
    ((BIASES,), {"biases": True}),
    ((KINK,), {"kink": "1"}),
    ((KINK,), {"kink": "0.5"}),
)


@dataclass(frozen=True)
class Settled:
    """A submission under its conventions, and what these are: name, choice, where that comes from.

    `hints` are conventions that it could have declared, and did not.
    """

    case: Case
    conventions: tuple[tuple[str, str, str], ...]
    hints: tuple[tuple[str, str], ...] = ()


def settled(submission: Submission, network: Network) -> Settled:
    """The submission under the conventions that it declares, or that can be found.

    Raises:
        SpecError: it declares something that is no convention.
    """
    own = declared(submission, network)
    named = {name: (choice, "declared") for name, choice in own.items()}
    if RATE in named and network.numbers.rate is not None:
        named[RATE] = (str(network.numbers.rate), "given")
    network, stated_rate = with_rate(submission, network, own.get(RATE, ""))
    named |= {RATE: (stated_rate, "declared")} if stated_rate else {}
    found = case(submission, network, options(own, network), {})
    hints: tuple[tuple[str, str], ...] = ()
    if found.flawed():
        others = list(losses(found, network, own))
        stated = [other for other in others if is_stated(other, found)]
        if stated:
            found = min(stated, key=lambda other: len(other.flawed()))
            named |= {name: (choice, "detected") for name, choice in found.options.loss if name not in named}
        else:
            hints = next((other.options.loss for other in others if is_hinted(other, found)), ())
    for names, change in CHANGES:
        if named.keys() & set(names) or not troubled(found, names) or not all(possible(name, found) for name in names):
            continue
        changed = replace(found.options, **change)
        if rests_on_formulas(found, names) and not improves(found, changed):
            continue
        other = case(submission, network, changed, found.reader.formulas)
        if better(other, found, names):
            found = other
            named |= {name: (dict(other.options.named())[name], "detected") for name in names}
    for name, choice in usual(found):
        named.setdefault(name, (choice, "usual"))
    chosen = [(name, choice, "detected") for name, choice in submission.choices]
    return Settled(found, (*((name, *choice) for name, choice in named.items()), *chosen), hints)


def with_rate(submission: Submission, network: Network, rate: str) -> tuple[Network, str]:
    """The network with the learning rate that a submission names, where it has none of its own, and that rate."""
    if network.numbers.rate is not None:
        return network, ""
    stated = [claim for claim in submission.claims if isinstance(claim, Claim) and is_rate(claim.sides[0])]
    for value in (read_decimal(rate), *(decimal(claim.sides[1]) for claim in stated)):
        if value is not None:
            return at_rate(network, str(value)), str(value)
    return network, ""


@lru_cache(KEPT)
def at_rate(network: Network, rate: str) -> Network:
    """The network with a learning rate, as it is written."""
    return replace(network, numbers=replace(network.numbers, rate=Decimal(rate)))


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


def later(item: Item) -> bool:
    """Whether a number is of something after an update."""
    return item.quantity is not None and item.quantity.updates > 0


def usual(found: Case) -> Iterator[tuple[str, str]]:
    """The usual choices that verdicts rest on."""
    if any(is_delta(claim.sides[0]) for claim in found.claims):
        yield DELTA, "positive"
    ledger = found.reader.book
    if ledger is not None and possible(KINK, found):
        yield KINK, "0"
    if ledger is not None and any(later(item) for item in found.items) and biases(ledger):
        kept = set(biases(ledger)) <= set(ledger.network.numbers.frozen)
        yield BIASES, "kept" if kept else "updated"
