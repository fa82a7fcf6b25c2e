"""Wrong formulas of every kind: the mistake is named, and what is offered in their place is right."""

from pathlib import Path

import pytest

import symbp
from claims.equivalence.independent import equal
from claims.reading.networks import BATCH, GRAPH, NEURON, RECURRENT, UNROLLED, network
from symbp.claims.judge.mistakes import causes
from symbp.claims.reading import Lexicon, read_text, read_tree
from symbp.claims.records import Verdict
from symbp.claims.repair.folder import rules
from symbp.phrases import phrases

OWN = {"batch": BATCH, "graph": GRAPH, "neuron": NEURON, "recurrent": RECURRENT, "unrolled": UNROLLED}

WRONG = (Path(__file__).parent / "wrong.txt").read_text(encoding="utf-8").splitlines()[1:]

# formulas that no small change makes right
SENSELESS = r"""
two-layer-sigmoid | \frac{\partial E}{\partial w_5} = net_{h1} net_{h2} w_1
two-layer-sigmoid | \delta_{h1} = w_5^3 + i_1
four-equations | \delta^l = z^l \odot a^l
softmax-with-loss | \frac{\partial L}{\partial a_{ik}} = \exp(t_{ik}) a_{ik}^2
""".strip().splitlines()


def claim_of(line):
    name, text, *names = (part.strip() for part in line.split(" | "))
    made = network(OWN[name]) if name in OWN else symbp.load(name)
    submission = read_text(f"$$ {text} $$", made)
    return made, submission, submission.claims[0], names


@pytest.mark.parametrize("line", WRONG, ids=lambda line: line.rpartition(" | ")[0])
def test_the_mistake_is_named_and_mended(line):
    made, submission, claim, (names,) = claim_of(line)
    choices = dict(submission.choices)
    (cause,) = causes(made, claim, 1, choices)
    assert cause.misconception in names.split()
    values = dict(cause.values)
    if "right" in values:
        again = read_tree(values["right"], Lexicon(made).choosing(choices))
        assert equal(made, claim.sides[0], again) is not False
        assert values["part"] != values["instead"]


def test_nearly_all_can_be_written_in_their_authors_symbols():
    shown = 0
    for line in WRONG[::4]:
        made, submission, claim, _ = claim_of(line)
        (cause,) = causes(made, claim, 1, dict(submission.choices))
        shown += "right" in dict(cause.values)
    assert shown >= 0.9 * len(WRONG[::4])


@pytest.mark.parametrize("line", SENSELESS)
def test_what_no_small_change_makes_right_gets_no_name(line):
    made, submission, claim, _ = claim_of(line)
    assert not list(causes(made, claim, 1, dict(submission.choices)))


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.name)
def test_every_rule_has_words(rule):
    texts = phrases("en").texts
    assert texts[f"misconception.{rule.name}.name"]
    assert texts[f"misconception.{rule.name}.formula"].endswith(".")


def test_the_report_says_what_should_stand_where():
    report = symbp.verify("four-equations", r"$$\frac{\partial C}{\partial w^l} = \delta^l (a^l)^T$$")
    assert report.verdict is Verdict.WRONG
    assert r"Where a^l stands, it should be a^{l-1}. Right would be \delta^l (a^{l-1})^T." in " ".join(
        str(report).split()
    )
