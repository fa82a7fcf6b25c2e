"""What is wrong with a set-up is said first; a number that nothing follows from is told apart."""

import subprocess
import sys
from dataclasses import replace

import pytest

import symbp
from symbp.claims.setup import gaps
from symbp.language import Numbers
from symbp.phrases import phrases
from symbp.render.claims.record import record
from symbp.render.claims.terminal import table_text

NETWORK = symbp.load("two-layer-sigmoid")
WITHOUT = replace(NETWORK, numbers=Numbers())
UNRATED = replace(NETWORK, numbers=replace(NETWORK.numbers, rate=None, published=()))
ROOMS = ("symbp.render", "symbp.render.claims", "symbp.claims.judge", "symbp.claims.reading", "symbp.claims.setup")
DERIVATIVE = r"\frac{\partial E_{total}}{\partial w_5}"


@pytest.mark.parametrize("room", ROOMS)
def test_every_room_may_be_entered_first(room):
    """The set-up is spoken of by documents and read from judged claims: neither has to be there before the other."""
    done = subprocess.run([sys.executable, "-c", f"import {room}"], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def kinds(network, text):
    return [(gap.kind, gap.claims) for gap in gaps(symbp.verify(network, text))]


@pytest.mark.parametrize(
    ("network", "text", "expected"),
    [
        (NETWORK, "out_h1 = 0.5933", []),
        (NETWORK, "out_h1 = 0.6", []),
        (NETWORK, "w5 = 0.40\nout_h1 = 0.5933", []),
        (NETWORK, "w5 = 0.45", [("given", (1,))]),
        (NETWORK, "out_h1 = 0.5933\ni1 = 0.5\nw5 = 0.45", [("given", (2,)), ("given", (3,))]),
        (NETWORK, "w5 = 0.35891648", []),  # its new value is meant
        (NETWORK, r"$\eta = 0.1$", [("given", (1,))]),
        (WITHOUT, "out_h1 = 0.5933\nout_h2 = 0.5969", [("missing", (1, 2))]),
        (UNRATED, "out_h1 = 0.5933\nw5+ = 0.3589\nw6+ = 0.4087", [("missing", (2, 3))]),
        (UNRATED, "eta = 0.5\nw5+ = 0.35891648", []),
    ],
)
def test_gaps(network, text, expected):
    assert kinds(network, text) == expected


@pytest.mark.parametrize(
    ("network", "text", "said"),
    [
        (
            WITHOUT,
            "out_h1 = 0.5933\nout_h2 = 0.5969",
            "The set-up is incomplete. [numbers]: expected numbers for inputs, targets and parameters, found none; "
            "without it none of the 2 claims can be judged.",
        ),
        (
            UNRATED,
            "out_h1 = 0.5933\nw5+ = 0.3589",
            "The set-up is incomplete. [numbers], rate: expected a learning rate to update with, found none; "
            "without it one of 2 claims cannot be judged.",
        ),
        (
            NETWORK,
            "w5 = 0.45",
            "The set-up contradicts itself: claim 1 says that w5 is 0.45, but it is given as 0.4. "
            "What is computed from the other number only carries it on.",
        ),
    ],
)
def test_it_is_said_first(network, text, said):
    report = symbp.verify(network, text)
    assert table_text(report, width=400).lstrip().startswith(said)
    assert record(report, phrases("en"))["setup"] == [said]


def test_what_lacks_a_number_is_not_explained_claim_by_claim():
    text = symbp.verify(WITHOUT, "\n".join(f"w{n} = 0.1" for n in range(1, 9)))._repr_markdown_()
    assert text.count("expected numbers for inputs") == 1


def isolated(text):
    found = symbp.verify(NETWORK, text).findings
    return [(finding.part, finding.claimed and str(finding.claimed)) for finding in found if is_isolated(finding)]


def is_isolated(finding):
    return "isolated" in dict(finding.note) or finding.how == "unconnected"


def test_a_factor_in_front_of_a_right_result_is_isolated():
    line = f"${DERIVATIVE} = 0.74136507 \\times 0.3333 \\times 0.593269992 = 0.082167041$"
    assert isolated(line) == [("factor", "0.3333"), ("arithmetic", "0.082167041")]


def test_a_factor_that_the_result_follows_from_is_not():
    line = f"${DERIVATIVE} = 0.74136507 \\times 0.3333 \\times 0.593269992 = 0.146595222$"
    assert isolated(line) == []


def test_a_value_in_front_of_right_results_is_isolated():
    assert isolated("out_h2 = 0.611\ndE_total/dw6 = 0.0826676") == [("value", "0.611")]


def test_a_value_behind_them_or_carried_on_is_not():
    assert isolated("dE_total/dw6 = 0.0826676\nout_h2 = 0.611") == []
    carried = "out_h1 = 0.61\nnet_o1 = 0.40 * 0.61 + 0.45 * 0.596884378 + 0.60 = 1.11259797"
    assert isolated(carried) == []
