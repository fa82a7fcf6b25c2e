"""The promise on formulas in full: of 6,000 wrong mutants none is accepted, of 2,000 rewritings none called wrong."""

import pytest

from claims.equivalence.campaigns import rewritings, wrong_mutants, wrongly_proved


@pytest.mark.parametrize("seed", [11, 21, 31])
def test_wrong_mutants(seed):
    tally = wrong_mutants(2000, seed)
    print(f"\n{tally.total} wrong mutants: {len(tally.accepted)} accepted; {tally.counts} of all,", end=" ")
    print(f"{tally.special} hold for targets that add up to 1, as the verdict says,", end=" ")
    print(f"{tally.equal} of which are the same formula: {len(tally.refused)} called wrong")
    assert tally.total == 2000
    assert not tally.accepted
    assert not tally.refused


def test_proofs_of_wrong_mutants():
    found = wrongly_proved(1000, seed=13)
    print(f"\n1000 wrong mutants: {len(found)} proved where nothing is sampled")
    assert not found


def test_rewritings():
    tally = rewritings(2000, seed=12)
    print(f"\n{tally.equal} rewritings: {tally.counts}, {tally.proved} proved, {len(tally.refused)} called wrong")
    assert tally.equal == 2000
    assert not tally.refused
    assert tally.counts["right"] >= 1980
