"""Tables of CSV with a column for each unit or parameter, and decimal commas where they are certain."""

import pytest

from claims.written import networks, verdict_of

NETWORKS = networks()
LINES = [
    ("right", "teams", ";p1;p2\nnet;0,3;0,6\nout;0,5744;0,6457"),
    ("wrong", "teams", ";p1;p2\nnet;0,3;0,6\nout;0,6457;0,5744"),
    ("right", "teams", "unit,net,out\np1,0.3,0.5744\np2,0.6,0.6457"),
    ("right", "teams", "quantity;value\nnet_p1;0,3\nout_p1;0,5744"),
    ("wrong", "teams", "quantity;value\nnet_p1;0,4"),
    ("unreadable", "teams", "quantity;value\nnet_p1;1,300"),  # a decimal comma, or thousands
    ("unreadable", "teams", "quantity;value\nnet_p1;0,3\nout_p1;0.5744"),
    ("right", "slope", "step;w;b\n0;0,5;0,25\n1;0,45;0,275"),
    ("wrong", "slope", "step;w;b\n0;0,5;0,25\n1;0,7;0,275"),
]


@pytest.mark.parametrize("text", ["|\n", "|---|\n", "||\n|\n| |\n", "|||\n"])
def test_an_empty_table_claims_nothing(text):
    assert verdict_of(NETWORKS["teams"], text) == "nothing"


@pytest.mark.parametrize(("expected", "network", "text"), LINES)
def test_a_table_gets_its_verdict(expected, network, text):
    assert verdict_of(NETWORKS[network], f"{text}\n", "csv") == expected
