"""What a report shows: every claim with its verdict, in a table, as data, and as a document."""

import json
import re

import jsonschema
import pytest

from course.reports import ALL, BLANK, CARRIED, RIGHT, ROUNDED, UNREAD, report
from symbp.claims.data import dumped
from symbp.claims.entries import entries
from symbp.claims.records import Verdict
from symbp.phrases import phrases
from symbp.render import render_report
from symbp.render.claims import record, table_text
from tools import ROOT as REPOSITORY
from tools import katex_failures, markdown_formulas

SCHEMA = json.loads((REPOSITORY / "docs" / "verify-schema.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("findings", "verdict", "code"),
    [
        ((), Verdict.RIGHT, 0),
        ((RIGHT, ROUNDED), Verdict.ROUNDED, 0),
        ((RIGHT, BLANK), Verdict.UNANSWERED, 3),
        ((UNREAD, RIGHT), Verdict.UNREADABLE, 3),
        ((UNREAD, CARRIED), Verdict.WRONG, 1),
    ],
)
def test_the_worst_verdict_decides(findings, verdict, code):
    assert report(*findings).verdict is verdict
    assert report(*findings).code == code


def test_a_table_has_every_claim_and_fits():
    for width in (80, 120):
        text = table_text(report(*ALL), width)
        lines = text.splitlines()
        assert max(map(len, lines)) <= width
        together = "".join(text.split())
        for finding in ALL:
            assert "".join(finding.written.split())[:5] in together
        assert "0.000438567734" in text
        assert "follows from" in text
    assert "6 claims: 1 right, 1 rounded, 2 wrong (1 root, 1 carried), 1 unreadable and 1 not answered." in text
    assert "a path left out" in text
    assert "the path through net_o2 is missing" in " ".join(text.split())


def test_data_follow_the_schema_and_name_root_and_cause():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    made = json.loads(dumped(record(report(*ALL, conventions=(("delta", "plus", "usual"),)), phrases("en"))))
    jsonschema.validate(made, SCHEMA)
    by_number = {claim["claim"]: claim for claim in made["claims"]}
    assert by_number[3]["origin"] == "root"
    assert by_number[3]["cause"] == "path-forgotten"
    assert by_number[3]["quantity"] == "dE_total/dout_h1"
    assert by_number[4]["origin"] == "carried"
    assert by_number[4]["parts"][0]["carries"][0]["line"] == 9
    assert by_number[5]["explanation"] == "expected a sign, found @"
    assert made["counts"] == {
        "right": 1, "rounded": 1, "wrong": 2, "unreadable": 1, "undecided": 0, "not answered": 1
    }  # fmt: skip


def test_a_document_puts_the_right_step_beside_the_claim():
    text = render_report(report(*ALL), derivation="../two-layer-sigmoid/derivation")["report.md"]
    steps = (REPOSITORY / "output" / "two-layer-sigmoid" / "derivation.md").read_text(encoding="utf-8")
    shown = re.search(r"### Claim 3\n.*?```math\n(.*?)\n```", text, re.DOTALL)
    assert shown is not None
    assert shown[1] in steps  # the very equation of the derivation
    (number,) = set(re.findall(r"equation \[\((N\d+)\)\]\(\.\./two-layer-sigmoid/derivation\.md#gradients\)", text)) - {
        re.search(r"### Claim 4.*?\((N\d+)\)", text, re.DOTALL)[1]
    }
    assert f"{shown[1]} \\tag{{{number}}}" in steps
    assert "\n### Gradients\n" in steps
    assert katex_failures(markdown_formulas(text)) == []


def test_without_the_derivation_at_hand_nothing_is_linked():
    text = render_report(report(*ALL))["report.md"]
    assert "](" not in text
    assert "equation (N" in text


def test_parts_of_one_claim_are_one_entry():
    both = report(ROUNDED, RIGHT, RIGHT)
    assert [len(entry.findings) for entry in entries(both)] == [1, 2]
