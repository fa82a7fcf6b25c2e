"""Flawless calculations in all ways of rounding, and planted mistakes: 0 false alarms, every root where it is."""

import random

import pytest

from claims.authors import Habit, hand_in
from claims.kinds import KINDS, random_network
from claims.test_flawless import HABITS, false_alarms
from claims.test_planted import ALL, MISTAKES, RESULTS, plant
from symbp.claims.judge import judge
from symbp.claims.records import Verdict

SEEDS = range(100, 104)


@pytest.mark.parametrize("kind", KINDS)
def test_flawless(kind):
    count, alarms = 0, []
    for shift in range(len(SEEDS)):
        found = false_alarms(kind, list(enumerate(HABITS, start=shift)), SEEDS)
        count, alarms = count + found[0], alarms + found[1]
    print(f"\n{kind}: {len(HABITS) * len(SEEDS)} calculations, {count} claims, {len(alarms)} false alarms")
    assert alarms == []


def test_planted():
    """Over all kinds together: a mistake smaller than what three digits leave open is rounding to everybody."""
    found, total = 0, 0
    for kind in KINDS:
        here, tried = planted(kind)
        found, total = found + here, total + tried
        print(f"\n{kind}: {here} of {tried} roots found")
    assert found >= 0.98 * total


def planted(kind):
    """How many roots are found, and out of how many calculations."""
    draw, found, total = random.Random(kind), 0, 0
    for seed in SEEDS:
        network = random_network(kind, seed)
        for mistake in MISTAKES.values():
            for digits in (3, 4, 6, 9):
                habit = Habit(digits, draw.random() < 0.5, carry=draw.random() < 0.5)
                kinds = draw.choice((ALL, RESULTS))
                written, place, _ = plant(network, habit, kinds, mistake, draw)
                findings = judge(hand_in(network, written, kinds), network).findings
                wrong = [f for f in findings if f.verdict is Verdict.WRONG]
                total += 1
                found += [f.place.key for f in wrong if f.origin == "root"] == [place]
    return found, total
