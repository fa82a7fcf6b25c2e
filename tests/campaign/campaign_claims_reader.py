"""A million random and mutated claims, in formulas, documents and tables, on eight networks: no traceback."""

import random
import time

from claims.reading.test_hostile import read_random

COUNT = 1_000_000


def test_a_million_claims():
    rng = random.Random(0)
    slowest = 0.0
    for _ in range(COUNT):
        begin = time.process_time()
        read_random(rng)
        slowest = max(slowest, time.process_time() - begin)
    print(f"\n{COUNT} claims, none of which ended in a traceback, the slowest read in {slowest:.2f} s")
    assert slowest < 1
