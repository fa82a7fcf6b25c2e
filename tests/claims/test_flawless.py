"""Flawless calculations, rounded in all the ways in which people round: nothing in them is called wrong."""

import itertools

import pytest

from claims.authors import Habit, hand_in, work
from claims.kinds import KINDS, random_network
from symbp.claims.judge import judge
from symbp.claims.records import Verdict
from symbp.claims.sheet import Kind

ALL = (Kind.VALUE, Kind.LOCAL, Kind.ADJOINT, Kind.UPDATED)
RESULTS = (Kind.VALUE, Kind.ADJOINT, Kind.UPDATED)
WAYS = [{}, {"carry": True}, {"cut": True}, {"cut": True, "carry": True}, {"even": True}, {"single": True}]
HABITS = [
    Habit(digits, significant, **way)
    for digits, significant, way in itertools.product((3, 4, 5, 6, 7, 8, 9), (False, True), WAYS)
]


def false_alarms(kind, chosen, seeds):
    """(claims, those called wrong) in flawless calculations of networks of one kind, one for each habit."""
    count, alarms = 0, []
    for number, habit in chosen:
        network = random_network(kind, seeds[number % len(seeds)])
        submission = hand_in(network, work(network, habit), ALL if number % 2 else RESULTS)
        findings = judge(submission, network).findings
        count += len(findings)
        alarms += [(habit, f.written, f.true) for f in findings if f.verdict not in (Verdict.RIGHT, Verdict.ROUNDED)]
    return count, alarms


@pytest.mark.parametrize("kind", KINDS)
def test_no_false_alarm(kind):
    share = list(enumerate(HABITS))[list(KINDS).index(kind) % 3 :: 3]
    assert false_alarms(kind, share, range(2))[1] == []


@pytest.mark.parametrize(
    ("habit", "how"),
    [
        (Habit(4, carry=True), "interval"),
        (Habit(4, cut=True), "truncated"),
        (Habit(8, True, single=True), "single-precision"),
    ],
)
def test_rounding_is_explained(habit, how):
    network = random_network("sigmoid", 1)
    findings = judge(hand_in(network, work(network, habit), ALL), network).findings
    assert how in {finding.how for finding in findings if finding.verdict is Verdict.ROUNDED}
