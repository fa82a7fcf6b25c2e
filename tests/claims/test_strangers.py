"""Strangers' hand calculations from the text to the written verdict: nothing is run, nothing ends in a traceback."""

import json
import os
import subprocess
import sys

import pytest

import symbp
from claims.any_text import failures
from symbp.claims.records import Verdict
from tools import ROOT

DANGEROUS = ("exec", "compile", "import", "open", "os", "socket", "subprocess", "ctypes", "pickle", "shutil")


def test_nothing_is_run_and_nothing_opened():
    """500 strings and 200 names of strangers: in every kind of submission, and out through every kind of report."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "tests")))}
    run = subprocess.run(
        [sys.executable, "-m", "claims.strangers"],
        capture_output=True,
        text=True,
        env=environment,
        timeout=600,
        check=False,
    )
    assert run.returncode == 0, run.stderr[-2000:]
    found = json.loads(run.stdout)
    assert found["strings"] >= 500
    assert found["names"] >= 200
    events = set(found["events"]) - {"os.listdir"}  # the package looks for its own formats
    assert [event for event in events if event.split(".")[0] in DANGEROUS] == []


def test_random_claims_are_judged_without_a_traceback():
    assert failures(150, seed=20261127) == []


@pytest.mark.parametrize("written", ["0.41", "-0.001", "0.4123457", "0.4000001"])
def test_a_given_number_may_be_claimed_wrongly(written):
    (finding,) = symbp.verify("two-layer-sigmoid", {"w5": written}).findings
    assert finding.verdict is Verdict.WRONG


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"$w_5 = \pi/7.853981634$", Verdict.RIGHT),
        (r"$w_5 = \pi/7$", Verdict.WRONG),
        ("$w_5 = e^{-0.9163}$", Verdict.RIGHT),
    ],
)
def test_pi_and_e_have_values(claim, verdict):
    (finding,) = symbp.verify("two-layer-sigmoid", claim).findings
    assert finding.verdict is verdict


def test_a_text_may_be_too_long_for_the_name_of_a_file():
    (finding,) = symbp.verify("two-layer-sigmoid", f"$w_5 = {'1 * ' * 300}0.4$").findings
    assert finding.verdict is Verdict.RIGHT


@pytest.mark.parametrize("text", ["2^{[net_h1, net_h2]}", "2^{[1, 2]}"])
def test_an_exponent_that_is_no_number_is_unreadable(text):
    (finding,) = symbp.verify("two-layer-sigmoid", {text: "1"}).findings
    assert finding.verdict is Verdict.UNREADABLE
