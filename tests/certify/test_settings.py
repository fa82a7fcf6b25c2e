"""Sizes to evaluate at: small, different from each other, and different in the two settings."""

import pytest

from certify.sample_networks import NETWORKS
from symbp.certify import certify, mutants, mutated
from symbp.certify.plan import Plan
from symbp.certify.points import free_indices, points
from symbp.certify.settings import choose
from symbp.derive import derive
from symbp.language import Element, Equation, Index, Network, Role, Tensor, element, plus, total
from symbp.layers import Layer, Layout, layered


def chosen(network):
    return choose(derive(network), Plan(network))


@pytest.mark.parametrize("name", ["four-equations", "columns-softmax", "rows-silu", "recurrent", "layer-norm"])
def test_symbolic_sizes_are_small_and_all_different(name):
    first, second = chosen(NETWORKS[name]()).settings
    for setting in (first, second):
        widths = [size for (symbol, _), size in setting.sizes if symbol not in "LT"]
        assert len(set(widths)) == len(widths)
        assert all(2 <= size <= 5 for _, size in setting.sizes)
    shared = set(first.by_name) & set(second.by_name)
    assert shared
    assert all(first.by_name[key] != second.by_name[key] for key in shared)


def test_sizes_differ_from_integer_ones_too():
    network = layered("n", 2, [Layer(3), Layer(4)], layout=Layout("columns"))
    for setting in chosen(network).settings:
        assert setting.by_name["m", ()] not in (2, 3, 4)


def test_layers_are_looked_at_inside_and_at_the_end():
    derivation = derive(NETWORKS["four-equations"]())
    plan = Plan(derivation.chain)
    seen = {}
    for setting in choose(derivation, plan).settings:
        for result in derivation.results:
            if result.quantity.tensor.of.name == "z":
                free = free_indices(result.quantity, result.case)
                for at in points(plan, result.quantity, result.case, free, setting):
                    label = dict(zip(free, at, strict=True))[result.case.label]
                    seen.setdefault(result.case.name, set()).add((label, setting.by_name["L", ()]))
    assert all(label == depth for label, depth in seen["last"])
    assert all(label < depth for label, depth in seen["below"])
    assert any(label + 1 == depth for label, depth in seen["below"])
    assert any(label + 1 < depth for label, depth in seen["below"])


def test_large_integer_sizes_get_stand_ins():
    choice = chosen(NETWORKS["large"]())
    assert choice.faithful
    for setting in choice.settings:
        small = dict(setting.stand_ins)
        assert set(small) == {784, 512, 10}
        assert len(set(small.values())) == 3


def test_a_size_that_a_coefficient_depends_on_keeps_its_value():
    network = layered("n", 784, [Layer(30), Layer(10)], "mean_squared_error")
    choice = chosen(network)
    assert choice.faithful
    assert all(set(dict(setting.stand_ins)) == {784, 30} for setting in choice.settings)
    assert certify(derive(network)).sound


def test_small_integer_sizes_are_evaluated_as_they_are():
    choice = chosen(NETWORKS["2-3-2-sigmoid"]())
    assert [setting.stand_ins for setting in choice.settings] == [()]


def test_what_is_too_large_is_unknown():
    o, i = Index("o", 4000), Index("i", 3)
    x, w = Tensor("x", (4002,), Role.PARAMETER), Tensor("w", (3,), Role.PARAMETER)
    y, loss = Tensor("y", (4000,)), Tensor("C", (), Role.LOSS)
    filtered = total(element(w, i) * element(x, plus(o, i)), i)
    equations = (Equation(Element(y, (), (o,)), filtered), Equation(Element(loss), total(element(y, o) ** 2, o)))
    certificate = certify(derive(Network("long", "", equations, loss)))
    assert certificate.settings == ()
    assert {(verdict.kind, verdict.reason) for _, verdict in certificate.verdicts()} == {("unknown", "too-large")}


def test_where_a_stand_in_may_be_unfaithful_nothing_is_refuted():
    network = layered("n", 500, [Layer(500)] * 2, "mean_squared_error")
    derivation = derive(network)
    assert not chosen(network).faithful
    assert certify(derivation).sound
    wrong = next(mutants(derivation))
    found = dict(certify(mutated(derivation, wrong)).verdicts())[wrong.path]
    assert (found.kind, found.reason) == ("unknown", "stand-in-sizes")
