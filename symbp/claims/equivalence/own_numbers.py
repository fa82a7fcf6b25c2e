"""Formulas with measured numbers in them, 0.7414 * out_h1: they hold at the network's own numbers or nowhere."""

from __future__ import annotations

from contextlib import suppress
from decimal import Decimal

from ...language import Network, Value
from ..tree import Number, Tree
from ..walk import walk
from .array import Misfit, Unread
from .comparison import compared
from .evaluation import Evaluation, Exhausted
from .places import Outside, Scope
from .quantities import Quantities, Reading
from .samples import Samples

CLOSE = Decimal("0.02")  # far enough for numbers of two digits; how near it is, the judge of numbers says
BUDGET = 2000


def is_measured(number: Number, given: frozenset[Decimal]) -> bool:
    """Whether a number is one of the network's, or has more digits than a constant of a formula would."""
    value = number.value
    return value != value.to_integral_value() and (value in given or len(value.as_tuple().digits) > 2)


def given_numbers(network: Network) -> frozenset[Decimal]:
    """All numbers of a worked example."""
    found: set[Decimal] = set()
    waiting: list[Value] = [value for _, value in network.numbers.values]
    while waiting:
        value = waiting.pop()
        if isinstance(value, Decimal):
            found.add(value)
        else:
            waiting.extend(value)
    return frozenset(found)


def holds_there(samples: Samples, subject: Tree, formula: Tree) -> bool:
    """Whether a formula with measured numbers agrees with the quantity at the network's own numbers, about."""
    network = samples.plan.network
    given = given_numbers(network)
    if not any(isinstance(part, Number) and is_measured(part, given) for part in walk(formula)):
        return False
    data = samples.given
    if data is None or not data.worlds:
        return False
    with suppress(Misfit, Unread, Exhausted, Outside):
        sides = [Evaluation(Quantities(data, Reading(rate=True)), BUDGET)(side, Scope()) for side in (subject, formula)]
        found = compared(*sides)
        if found.turned != "shape":
            true, there = found.true.entries, found.found.entries
            return bool((abs(true - there) <= CLOSE * abs(true)).all())
    return False
