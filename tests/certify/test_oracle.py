"""The oracle against values that others worked out, and against the forward pass run twice."""

import pytest

from certify.sample_networks import NETWORKS
from symbp.certify.floating import Floating
from symbp.certify.modular import PRIME, Modular
from symbp.certify.oracle import Oracle
from symbp.certify.plain import Differences
from symbp.certify.plan import Plan
from symbp.certify.sampling import Sampling
from symbp.certify.setting import Setting
from symbp.certify.world import World
from symbp.derive import derive
from symbp.layers import Layer, layered

# The well-known worked example with two layers of two sigmoid units each and a bias shared in each layer.
GIVEN = {
    "x": [0.05, 0.10],
    "w2": [[0.15, 0.20], [0.25, 0.30]],
    "w3": [[0.40, 0.45], [0.50, 0.55]],
    "b2": 0.35,
    "b3": 0.60,
    "y": [0.01, 0.99],
}
TRUE = {
    ("w3", (0, 0)): 0.082167040564,
    ("w3", (0, 1)): 0.082667627848,
    ("w3", (1, 0)): -0.022602540477,
    ("w3", (1, 1)): -0.022740242216,
    ("w2", (0, 0)): 0.000438567734,
    ("w2", (1, 1)): 0.000995425471,
    ("b2", ()): 0.018725609395,
    ("b3", ()): 0.100400325112,
    ("a2", (0,)): 0.036350306393,
    ("z3", (1,)): -0.038098236517,
}


def test_the_worked_example():
    network = layered("worked", 2, [Layer(2, bias="shared"), Layer(2, bias="shared")])
    changed = {}
    for name, given in GIVEN.items():
        for i, row in enumerate(given if isinstance(given, list) else [given]):
            for j, number in enumerate(row if isinstance(row, list) else [row]):
                key = (i, j) if isinstance(row, list) else (i,) if isinstance(given, list) else ()
                changed[name, key] = number
    plan = Plan(network)
    oracle = Oracle(World(plan, Setting(), Floating(0), changed=changed))
    assert oracle.world.element(network.loss, ()) == pytest.approx(0.298371108760, abs=1e-12)
    for (name, at), true in TRUE.items():
        assert oracle.adjoint(plan.tensors[name], at) == pytest.approx(true, abs=1e-12)


@pytest.mark.parametrize("name", sorted(set(NETWORKS) - {"large", "twelve-layers"}))
def test_every_adjoint_is_a_difference_quotient(name):
    sampling = Sampling(derive(NETWORKS[name]()))
    for oracle in sampling.floating[:1]:
        quotient, world = Differences(oracle), oracle.world
        for node in world.order:
            tensor = sampling.plan.tensors[node[0]]
            assert oracle.adjoint(tensor, node[1]) == pytest.approx(quotient(tensor, node[1]), rel=1e-5, abs=1e-7)


def test_outside_its_range_an_adjoint_is_zero():
    network = NETWORKS["2-3-2-sigmoid"]()
    oracle = Oracle(World(Plan(network), Setting(), Modular(0)))
    assert oracle.adjoint(network.equations[0].tensor, (3,)) == 0


def test_targets_satisfy_what_is_declared_about_them_unless_told_otherwise():
    network = NETWORKS["2-3-2-softmax"]()
    target = network.facts[0].left.terms[0].factors[0][0].tensor
    for facts in (True, False):
        world = World(Plan(network), Setting(), Modular(0), facts=facts)
        assert (sum(world.element(target, (k,)) for k in range(2)) % PRIME == 1) is facts


def test_the_first_activation_is_data():
    network = NETWORKS["four-equations"]()
    sampling = Sampling(derive(network))
    world = sampling.floating[0].world
    assert ("a", (1, 0)) not in world.slopes
    assert set(world.slopes["a", (2, 0)]) == {("z", (2, 0))}
