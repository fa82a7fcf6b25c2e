"""Thousands of mutated files and formulas in every run of the suite; make campaign tries a million."""

from reading.fuzz import fuzzed


def test_every_one_is_read_or_refused_in_one_line():
    outcome = fuzzed(10_000, seed=1)
    assert outcome.failures == []
    assert outcome.tried == 10_000
    assert 0 < outcome.accepted < 10_000
