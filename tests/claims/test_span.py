"""Ranges of formulas over boxes: nothing lies outside, and hardly anything is given away."""

import math
import random

import pytest

from claims.kinds import KINDS, random_network
from symbp.claims.book import book
from symbp.claims.interval import raised, ranged
from symbp.claims.relations import given
from symbp.claims.spans import span
from symbp.claims.trace import trace_lines
from symbp.library import find, names

MODULES = [find("operations", name, "operation") for name in names("operations")]
FUNCTIONS = [module.FUNCTION for module in MODULES if hasattr(module, "FUNCTION")]
ORDERS = [(function, order) for function in FUNCTIONS for order in range(2 if function.kinks else 3)]


@pytest.mark.parametrize("kind", KINDS)
def test_every_value_over_a_box_lies_in_the_range(kind):
    draw, ledger = random.Random(kind), book(random_network(kind, 1))
    for line in draw.sample(ledger.sheet.lines, 12):
        lines = [line]
        read = tuple(given(lines))
        if not read:
            continue
        trace = trace_lines(lines, read)
        half = 10.0 ** -draw.randint(2, 5)
        box = {t: (ledger.truth[t] - half, ledger.truth[t] + half) for t in read}
        low, high = span(trace, box)
        ends = []
        for _ in range(200):
            corner = {t: draw.choice((*ends_, draw.uniform(*ends_))) for t, ends_ in box.items()}
            value = trace.floats(corner)[-1]
            if math.isfinite(value):
                assert low <= value <= high
                ends.append(value)
        if half < 1e-2 and high - low < 1 and len(read) < 5:
            assert max(ends) - min(ends) >= 0.5 * (high - low) - 1e-11


@pytest.mark.parametrize(("function", "order"), ORDERS, ids=lambda part: getattr(part, "name", part))
def test_functions_of_intervals(function, order):
    from symbp.worked.formula import real

    draw, value = random.Random(1), real(function, order)
    for _ in range(30):
        middle, half = draw.uniform(-3, 3), draw.choice((1e-3, 0.1, 2.0))
        low, high = ranged(function, order)((middle - half, middle + half))
        for _ in range(20):
            x = draw.uniform(middle - half, middle + half)
            assert low - 1e-12 <= value(x) <= high + 1e-12 or math.isnan(value(x))


def test_powers_across_zero():
    assert raised((-1.0, 2.0), 2) == (0.0, 4.0)
    assert raised((-1.0, 2.0), -1) == (-math.inf, math.inf)
    assert raised((-2.0, 1.0), 3) == (-8.0, 1.0)
