"""Plain diff, central differences and SymPy's algebra agree with true derivations, and see wrong ones."""

from dataclasses import replace

import pytest

from certify.sample_networks import NETWORKS
from symbp.certify import confirm
from symbp.certify.counting import LARGEST, written_out
from symbp.certify.sampling import Sampling
from symbp.derive import derive

PLAIN = ["2-3-2-relu", "2-3-2-sigmoid", "convolution", "four-equations", "layer-norm", "shared-bias"]
SLOW = ["2-3-2-softmax", "columns-softmax", "rows-softmax", "columns-sigmoid", "four-equations-sigmoid", "recurrent"]


@pytest.mark.parametrize("name", [*PLAIN, *(pytest.param(name, marks=pytest.mark.slow) for name in SLOW)])
def test_end_results_and_steps_are_confirmed(name):
    derivation = derive(NETWORKS[name]())
    found = confirm(derivation)
    assert not [one for one in found if one.kind == "refuted"]
    differences = [one for one in found if one.method == "differences"]
    assert len(differences) == len(derivation.results)
    assert all(one.kind == "agrees" for one in differences)
    plain = [one for one in found if one.method == "plain-diff"]
    assert len(plain) == len(derivation.results)
    assert all(one.kind == "agrees" or one.reason == "too-large" for one in plain)
    if name in PLAIN:
        assert all(one.kind == "agrees" for one in plain)
    algebra = [one.kind for one in found if one.method == "algebra"]
    assert algebra.count("exact") > 0.9 * len(algebra)


@pytest.mark.parametrize("method", ["plain-diff", "differences"])
def test_a_wrong_end_result_is_seen(method):
    derivation = derive(NETWORKS["2-3-2-sigmoid"]())
    first = derivation.results[0]
    last = replace(first.steps[-1], expression=first.steps[-1].expression * 2)
    wrong = replace(derivation, results=(replace(first, steps=(*first.steps[:-1], last)), *derivation.results[1:]))
    kinds = {one.path[0]: one.kind for one in confirm(wrong) if one.method == method}
    assert kinds.pop(0) == "refuted"
    assert set(kinds.values()) == {"agrees"}


def test_a_wrong_step_is_never_shown():
    derivation = derive(NETWORKS["2-3-2-sigmoid"]())
    first = derivation.results[0]
    wrong = replace(first.steps[1], expression=-first.steps[1].expression)
    changed = replace(first, steps=(first.steps[0], wrong, *first.steps[2:]))
    found = confirm(replace(derivation, results=(changed, *derivation.results[1:])))
    assert [one.kind for one in found if one.method == "algebra" and one.path == (0, 1)] == ["skipped"]


def test_a_deep_loss_is_not_written_out():
    sampling = Sampling(derive(NETWORKS["twelve-layers"]()))
    assert written_out(sampling.plan, sampling.settings[0]) > LARGEST
    plain = [one for one in confirm(derive(NETWORKS["twelve-layers"]())) if one.method == "plain-diff"]
    assert {one.reason for one in plain} == {"too-large"}
