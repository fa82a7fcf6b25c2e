"""Of wrong mutants none is accepted, of the same formula rewritten none is called wrong."""

from claims.equivalence.campaigns import rewritings, wrong_mutants, wrongly_proved


def test_no_wrong_mutant_is_accepted():
    tally = wrong_mutants(150, seed=1)
    assert tally.total == 150
    assert not tally.accepted
    assert not tally.refused  # mutants that are no mistakes


def test_the_proof_alone_takes_no_wrong_mutant_for_right():
    assert not wrongly_proved(100, seed=1)


def test_no_rewriting_is_called_wrong():
    tally = rewritings(80, seed=1)
    assert tally.equal == 80
    assert not tally.refused
    assert tally.counts["right"] >= 79
