"""Worked systems of the world: their true values are right, and what texts print is what it is."""

import tomllib
from decimal import Decimal
from pathlib import Path

import pytest

import symbp
from claims.claiming import submission
from symbp.claims.judge import judge
from symbp.claims.records import Verdict

FOLDER = Path(__file__).parent / "worked"


def table(name):
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(), parse_float=Decimal)


@pytest.mark.parametrize("name", ["two-layer-sigmoid"])
def test_true_values_are_right(name):
    network = symbp.load(name)
    report = judge(submission(network, table(name)["true"]), network)
    assert [f.written for f in report.findings if f.verdict is not Verdict.RIGHT] == []
    assert report.code == 0


@pytest.mark.parametrize(("key", "cause"), [("out_o1", "digit-slip"), ("E_total+1", "updated-weights")])
def test_published_slips_are_wrong(key, cause):
    network = symbp.load("two-layer-sigmoid")
    (finding,) = judge(submission(network, {key: table("two-layer-sigmoid")["published"][key]}), network).findings
    assert (finding.verdict, finding.origin) == (Verdict.WRONG, "root")
    assert finding.causes[0].misconception == cause
