"""A million random and mutated network files and formulas: no traceback, and each in less than a second."""

from reading.fuzz import fuzzed


def test_a_million_inputs():
    outcome = fuzzed(1_000_000, seed=0)
    print(f"\n{outcome.tried} inputs, {outcome.accepted} read, {len(outcome.failures)} failures,", end=" ")
    print(f"the slowest in {outcome.slowest:.2f} s")
    assert outcome.failures == []
    assert outcome.slowest < 1
