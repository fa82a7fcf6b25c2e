"""Twenty thousand submissions of random and mutated claims, read, judged and written: no traceback."""

from claims.any_text import failures

COUNT = 20_000


def test_twenty_thousand_submissions():
    found = failures(COUNT, seed=1)
    print(f"\n{COUNT} submissions of random claims judged, {len(found)} tracebacks")
    assert found == []
