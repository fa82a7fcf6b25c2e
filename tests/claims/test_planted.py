"""One mistake in a whole calculation: found where it is, and everything that follows from it is carried on."""

import random
from dataclasses import replace

import pytest

from claims.authors import Habit, hand_in, lines, work
from claims.kinds import KINDS, random_network
from symbp.claims.judge import judge
from symbp.claims.records import Verdict
from symbp.claims.sheet import Kind

ALL = (Kind.VALUE, Kind.LOCAL, Kind.ADJOINT, Kind.UPDATED)
RESULTS = (Kind.VALUE, Kind.ADJOINT, Kind.UPDATED)
MISTAKES = {
    "doubled": lambda value: 2 * value,
    "halved": lambda value: value / 2,
    "sign": lambda value: -value,
    "point": lambda value: value / 10,
    "tenth": lambda value: value * 1.1,
    "slightly": lambda value: value * 1.003,
    "forgotten": lambda value: 0.0,
}


def plant(network, habit, kinds, mistake, draw):
    """A calculation with one mistake that shows in the digits, where it is, and what else it changes."""
    right = work(network, habit)
    for _ in range(50):
        line = draw.choice(lines(network, kinds))
        written = work(network, habit, {line.tensor: mistake})
        if written[line.tensor] != right[line.tensor] and all(value.is_finite() for value in written.values()):
            changed = {t.name for t, value in written.items() if value != right[t]}
            return written, line.tensor.name, changed
    raise AssertionError("no mistake shows")


@pytest.mark.parametrize("kind", KINDS)
def test_the_root_is_found(kind):
    draw = random.Random(kind)
    for number, mistake in enumerate(MISTAKES.values()):
        network = random_network(kind, number % 2)
        habit = Habit(draw.choice((4, 5, 7, 9)), draw.random() < 0.5, carry=draw.random() < 0.5)
        kinds = draw.choice((ALL, RESULTS))
        written, place, changed = plant(network, habit, kinds, mistake, draw)
        wrong = [f for f in judge(hand_in(network, written, kinds), network).findings if f.verdict is Verdict.WRONG]
        assert [finding.place.key for finding in wrong if finding.origin == "root"] == [place]
        assert {finding.place.key for finding in wrong} <= changed
        assert all(finding.carries for finding in wrong if finding.origin == "carried")


@pytest.mark.parametrize("kind", ["sigmoid", "softmax", "recurrent"])
def test_two_roots_are_told_apart(kind):
    network, habit = random_network(kind, 4), Habit(6)
    values = [line for line in lines(network, (Kind.VALUE,)) if line.tensor != network.loss]
    first, second = values[0].tensor, lines(network, (Kind.ADJOINT,))[-1].tensor
    written = work(network, habit, {first: MISTAKES["tenth"], second: MISTAKES["doubled"]})
    wrong = [f for f in judge(hand_in(network, written, ALL), network).findings if f.verdict is Verdict.WRONG]
    assert [finding.place.key for finding in wrong if finding.origin == "root"] == [first.name, second.name]


def test_a_mistake_that_was_never_written_down_is_found_once():
    network, habit = random_network("sigmoid", 2), Habit(6, True)
    weights = [line for line in lines(network, (Kind.ADJOINT,)) if line.of.name.startswith("w2_1")]
    hidden = next(line.tensor for line in lines(network, (Kind.ADJOINT,)) if line.of.name == "z2_1")
    written = work(network, habit, {hidden: MISTAKES["tenth"]})
    whole = hand_in(network, written, (Kind.ADJOINT,))
    names = [line.tensor.name for line in weights]
    few = replace(whole, claims=tuple(claim for claim in whole.claims if claim.place.key in names))
    findings = judge(few, network).findings
    assert [finding.origin for finding in findings] == ["root"] + ["carried"] * (len(names) - 1)
    assert all(finding.carries == (findings[0].place,) for finding in findings[1:])
