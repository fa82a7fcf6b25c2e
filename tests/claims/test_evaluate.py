"""A sheet in numbers: what the derivation gives, an author's own numbers in between, updates by iteration."""

import pytest

import symbp
from symbp.claims.evaluate import evaluate
from symbp.claims.sheet import Kind, local, right_sheet
from symbp.derive import derive
from symbp.errors import SizeError, SpecError
from symbp.language import adjoint
from symbp.worked import spell_out
from symbp.worked.calculation import Calculation

NETWORK = spell_out(symbp.load("two-layer-sigmoid"))
SHEET = right_sheet(NETWORK)
TENSORS = {tensor.name: tensor for tensor in NETWORK.tensors()}


@pytest.mark.parametrize("name", ["two-layer-sigmoid", "softmax-with-loss", "add-mul-graph"])
def test_it_gives_what_the_derivation_gives(name):
    network = spell_out(symbp.load(name))
    found, calculation = evaluate(right_sheet(network)), Calculation(derive(network))
    calculation.update()
    for result in derive(network).results:
        tensor = result.quantity.tensor
        assert found[tensor] == pytest.approx(calculation.value(tensor), rel=1e-12, abs=1e-15)
    for tensor in network.tensors():
        assert found[tensor] == pytest.approx(calculation.before(tensor), rel=1e-15)


def test_own_numbers_stand_in_place_of_lines_and_of_nothing_else():
    own = {TENSORS["out_o1"]: 0.75, adjoint(TENSORS["E_o1"]): 2.0}
    found, right = evaluate(SHEET, own), evaluate(SHEET)
    assert found[local(TENSORS["E_o1"], TENSORS["out_o1"])] == 0.75 - 0.01
    assert found[adjoint(TENSORS["out_o1"])] == 2 * (0.75 - 0.01)
    assert found[local(TENSORS["E_total"], TENSORS["E_o1"])] == 1.0
    assert found[TENSORS["out_o2"]] == right[TENSORS["out_o2"]]
    assert evaluate(SHEET, {TENSORS["i1"]: 0.0})[TENSORS["net_h1"]] == pytest.approx(0.2 * 0.1 + 0.35)


@pytest.mark.parametrize("updates", [0, 1, 2, 25])
def test_updates_are_those_of_descent(updates):
    calculation = Calculation(derive(NETWORK))
    ((_, loss),) = calculation.losses((updates,))
    assert evaluate(SHEET, updates=updates)[NETWORK.loss] == pytest.approx(loss, rel=1e-12)


def test_after_updates_own_numbers_are_those_of_the_last_pass():
    w5 = TENSORS["w5"]
    assert evaluate(SHEET, {w5: 0.5}, updates=3)[w5] == 0.5
    assert evaluate(SHEET, {w5: 0.5}, updates=3)[TENSORS["w6"]] == evaluate(SHEET, updates=3)[TENSORS["w6"]]


def test_updates_need_a_rate_and_an_end():
    still = right_sheet(spell_out(symbp.load("softmax-with-loss")))
    assert not still.of_kind(Kind.UPDATED)
    with pytest.raises(SpecError, match="expected a learning rate"):
        evaluate(still, updates=1)
    with pytest.raises(SizeError, match="expected at most"):
        evaluate(SHEET, updates=10**9)
