"""What people write is judged where its meaning is certain, and refused where it is not; never read wrong."""

import pytest

from claims.written import lines, networks, verdict_of

NETWORKS = networks()


@pytest.mark.parametrize(("topic", "network", "expected", "text"), list(lines()))
def test_a_written_line_gets_its_verdict(topic, network, expected, text):
    assert verdict_of(NETWORKS[network], text) == expected
