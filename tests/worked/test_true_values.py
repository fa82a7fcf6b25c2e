"""The 2-2-2 network: every value against figures computed elsewhere, in float64 with NumPy."""

import pytest

from symbp.derive import derive
from symbp.language import Element, Partial
from symbp.spec import load
from symbp.worked import evaluate, spell_out, worked_example

NETWORK = spell_out(load("two-layer-sigmoid"))
WORKED = worked_example(NETWORK, derive(NETWORK))
TENSORS = {tensor.name: tensor for tensor in NETWORK.tensors()}
LINES = {
    (line.quantity.of.tensor.name, line.quantity.by.tensor.name): line.value
    for gradient in WORKED.gradients
    for path in gradient.paths
    for line in path.factors
    if isinstance(line.quantity, Partial)
}

FORWARD = {
    "net_h1": 0.3775,
    "net_h2": 0.3925,
    "out_h1": 0.593269992107,
    "out_h2": 0.596884378260,
    "net_o1": 1.105905967060,
    "net_o2": 1.224921404096,
    "out_o1": 0.751365069552,
    "out_o2": 0.772928465321,
    "E_o1": 0.274811083176,
    "E_o2": 0.023560025584,
    "E_total": 0.298371108760,
}
ADJOINTS = {
    "out_o1": 0.741365069552,
    "out_o2": -0.217071534679,
    "net_o1": 0.138498561629,
    "net_o2": -0.038098236517,
    "w5": 0.082167040564,
    "w6": 0.082667627848,
    "w7": -0.022602540477,
    "w8": -0.022740242216,
    "out_h1": 0.036350306393,
    "out_h2": 0.041370322649,
    "net_h1": 0.008771354689,
    "net_h2": 0.009954254705,
    "w1": 0.000438567734,
    "w2": 0.000877135469,
    "w3": 0.000497712735,
    "w4": 0.000995425471,
    "b1": 0.018725609395,
    "b2": 0.100400325112,
}
LOCAL = {
    ("out_o1", "net_o1"): 0.186815601809,
    ("out_o2", "net_o2"): 0.175510052817,
    ("out_h1", "net_h1"): 0.241300708572,
    ("out_h2", "net_h2"): 0.240613417249,
}
UPDATED = {
    "w1": 0.149780716133,
    "w2": 0.199561432266,
    "w3": 0.249751143632,
    "w4": 0.299502287265,
    "w5": 0.358916479718,
    "w6": 0.408666186076,
    "w7": 0.511301270239,
    "w8": 0.561370121108,
    "b1": 0.35,
    "b2": 0.60,
}
PATHS = {"w5": 1, "w8": 1, "w1": 2, "w4": 2, "out_h1": 2, "b2": 2, "b1": 4, "E_o1": 1}


@pytest.mark.parametrize("name", FORWARD)
def test_forward(name):
    assert evaluate(NETWORK)[name] == pytest.approx(FORWARD[name], abs=1e-11)
    (line,) = (line for line in WORKED.forward if line.quantity.tensor.name == name)
    assert line.value == evaluate(NETWORK)[name]


@pytest.mark.parametrize("name", ADJOINTS)
def test_adjoint(name):
    gradient = WORKED.gradient(TENSORS[name])
    assert gradient.value == pytest.approx(ADJOINTS[name], abs=1e-11)
    assert sum(path.value for path in gradient.paths) == pytest.approx(ADJOINTS[name], abs=1e-11)


@pytest.mark.parametrize("pair", LOCAL)
def test_local_slope(pair):
    assert LINES[pair] == pytest.approx(LOCAL[pair], abs=1e-11)


@pytest.mark.parametrize("name", ["w5", "w1", "b1", "b2", "out_h1"])
def test_a_path_is_the_product_of_its_factors(name):
    for path in WORKED.gradient(TENSORS[name]).paths:
        product = 1.0
        for line in path.factors:
            product *= line.value
        assert product == pytest.approx(path.value, rel=1e-14)


def test_factors_lead_from_the_loss_to_the_weight():
    (path,) = WORKED.gradient(TENSORS["w5"]).paths
    steps = [(line.quantity.of.tensor.name, line.quantity.by.tensor.name) for line in path.factors]
    assert steps == [("E_total", "out_o1"), ("out_o1", "net_o1"), ("net_o1", "w5")]
    (path,) = WORKED.gradient(TENSORS["w1"]).paths
    fork = path.factors[0].quantity
    assert isinstance(fork, Element)
    assert fork.tensor.of == TENSORS["out_h1"]


def test_the_two_paths_into_h1():
    paths = WORKED.gradient(TENSORS["out_h1"]).paths
    assert [path.part.tensor.name for path in paths] == ["E_o1", "E_o2"]
    assert paths[0].value == pytest.approx(0.055399424651, abs=1e-11)
    assert paths[1].value == pytest.approx(-0.019049118258, abs=1e-11)


def test_a_shared_bias_sums_over_its_units():
    values = [path.value for path in WORKED.gradient(TENSORS["b1"]).paths]
    assert values == pytest.approx([ADJOINTS["net_h1"], ADJOINTS["net_h2"]], abs=1e-11)


@pytest.mark.parametrize("name", PATHS)
def test_number_of_paths(name):
    from symbp.paths.counting import count_paths

    assert count_paths(NETWORK)[TENSORS[name]] == PATHS[name]
    if name != "E_o1":
        assert WORKED.gradient(TENSORS[name]).count == PATHS[name]


@pytest.mark.parametrize("name", UPDATED)
def test_update(name):
    (update,) = (update for update in WORKED.updates if update.parameter.tensor.name == name)
    assert update.after == pytest.approx(UPDATED[name], abs=1e-11)
    assert update.gradient == pytest.approx(ADJOINTS[name], abs=1e-11)
    assert update.frozen == name.startswith("b")


def test_losses():
    losses = {loss.updates: loss.value for loss in WORKED.losses}
    assert list(losses) == [0, 1, 10, 100, 1000, 10000]
    assert losses[0] == pytest.approx(0.298371108760, abs=1e-11)
    assert losses[1] == pytest.approx(0.291027773694, abs=1e-11)
    assert losses[10000] == pytest.approx(3.510187782979e-05, rel=1e-11)


def test_published_values():
    remarks = {remark.name: remark for remark in WORKED.remarks}
    assert (remarks["out_o1"].verdict, remarks["out_o1"].causes[0].misconception) == ("wrong", "digit-slip")
    assert (remarks["1"].verdict, remarks["1"].causes[0].misconception) == ("wrong", "updated-weights")
    assert remarks["1"].causes[0].again == pytest.approx(0.291027924, abs=5e-10)


def test_digits_stay_as_written():
    assert str(WORKED.value(TENSORS["i2"])) == "0.10"
    assert str(WORKED.value(TENSORS["w8"])) == "0.55"
