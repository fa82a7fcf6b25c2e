"""Paths: counted without listing, each a product of slopes, all products together the derivative."""

import numpy as np
import pytest

import symbp
from oracle import World, forward, slopes
from symbp.errors import NameErrorInSpec, SpecError
from symbp.language import Element, Role, elements
from symbp.paths import as_derivation, survey
from symbp.paths.counting import count_paths
from symbp.reading import equations
from symbp.spec import load
from symbp.spec.load import examples
from symbp.worked import spell_out


def names(path):
    return [tensor.name for tensor in path.quantities]


def unlabelled():
    """The built-in networks whose graphs have a fixed number of arrows."""
    for name in examples():
        if not any(tensor.labels for tensor in load(name).tensors()):
            yield name


@pytest.mark.parametrize(("end", "count"), [("w5", 1), ("w8", 1), ("w1", 2), ("w4", 2), ("b1", 4), ("b2", 2)])
def test_the_two_layers(end, count):
    found = symbp.paths(load("two-layer-sigmoid"), "E_total", end)
    assert found.count == len(found.listed) == count
    assert {names(path)[0] for path in found.listed} == {"E_total"}
    assert {names(path)[-1] for path in found.listed} == {end}


def test_the_way_round_does_not_matter():
    network = load("two-layer-sigmoid")
    assert symbp.paths(network, "w1", "E_total") == symbp.paths(network, "E_total", "w1")
    assert symbp.paths(network, "w1", "w5").count == 0


@pytest.mark.parametrize(("end", "factors"), [("w2", 3), ("b2", 3), ("w1", 5), ("b1", 5)])
def test_the_chain_of_two_is_a_product_of_three_or_five_factors(end, factors):
    (path,) = symbp.paths(load("chain-of-two"), "E", end).listed
    assert len(path.slopes) == len(path.arrows) == factors
    assert [partial.of.tensor.name for partial in path.partials] == ["E", "Y", "u2", "Yj", "u1"][:factors]
    last = path.slopes[-1]
    if end.startswith("b"):
        assert last.terms[0].coefficient == 1
        assert not last.terms[0].factors


def test_a_composite_is_written_in_the_inputs():
    network = load("composite")
    found = symbp.paths(network, "z", "x")
    (path,) = found.listed
    assert names(path) == ["z", "t", "x"]
    assert found.written is not None
    done = forward(network, World({}, {"x": np.array(1.25), "y": np.array(2.0)}))
    assert float(done.array(found.written, ())) == 2 * 3.25
    assert {used.tensor.name for used in elements(found.written)} == {"x", "y"}


def test_a_weight_that_is_used_twice_has_two():
    twice = equations({"h": "w*x", "y": "w*h"}, parameters=["w"], inputs=["x"])
    assert [names(path) for path in symbp.paths(twice, "y", "w").listed] == [["y", "w"], ["y", "h", "w"]]
    at_once = equations({"y": "w*x + exp(w)*x**2"}, parameters=["w"], inputs=["x"])
    found = symbp.paths(at_once, "y", "w")
    assert [path.arrows[0].place for path in found.listed] == [1, 2]
    values = forward(at_once, World({}, {"w": np.array(0.5), "x": np.array(3.0)}))
    products = [float(values.array(path.product, ())) for path in found.listed]
    assert products == pytest.approx([3, 9 * np.exp(0.5)])


def test_a_number_of_paths_that_nobody_could_list():
    """Each block passes on directly and through a square: 2 ways through each, and one more use in the square."""
    blocks = {f"h{n}": f"h{n - 1} + h{n - 1}**2" for n in range(1, 101)}
    network = equations({"h0": "w*x", **blocks, "C": "h100**2"}, parameters=["w"], inputs=["x"])
    found = symbp.paths(network, "C", "w")
    assert found.count == 2**100
    assert found.listed == ()


def test_ten_to_the_thirty():
    """30 layers of 10 units: every unit of a layer is a way to every unit of the next."""
    layers = {f"h{n}[i]": f"Sum(W{n}[i, k]*h{n - 1}[k], k)" for n in range(1, 31)}
    weights = [f"W{n}[10, 10]" for n in range(1, 31)]
    network = equations({**layers, "C": "Sum(h30[i], i)"}, parameters=[*weights, "h0[10]"])
    found = symbp.paths(network, "C", "h0")
    assert found.count == 1
    (term,) = found.components.terms
    assert term.coefficient == 10**30
    assert not term.factors


@pytest.mark.parametrize("name", ["softmax-with-loss", "add-mul-arrays"])
def test_components_are_counted_as_in_the_network_spelled_out(name):
    network = load(name)
    spelled = spell_out(network)
    counts = {tensor.name: count for tensor, count in count_paths(spelled).items()}
    sizes = {"m": 2, "n": 3}
    for tensor in network.with_role(Role.PARAMETER):
        known = symbp.paths(network, network.loss.name, tensor.name).components
        value = sum(
            term.coefficient * np.prod([sizes[base.size.name] ** power for base, power in term.factors])
            for term in known.terms
        )
        first = tensor.name + "_1" * len(tensor.sizes)
        assert value == counts[first]


@pytest.mark.parametrize("name", list(unlabelled()))
def test_the_products_add_up_to_the_derivative(name):
    """Every step is certified; so is every slope that stands for a whole partial derivative."""
    found = survey(load(name))
    assert len(found.ways) == len(found.network.with_role(Role.PARAMETER))
    if found.listed:
        certificate = symbp.certify(as_derivation(found))
        assert certificate.sound
        assert sum(certificate.counts.values()) >= len(found.listed)


@pytest.mark.parametrize(
    ("formulas", "entries", "sizes"),
    [
        ({"y[i]": "Sum(w[i, k]*x[k], k)", "z[i]": "y[i]*exp(-y[i]) + c*y[i]", "C": "Sum(z[i]**2*y[i], i)"},
         {"inputs": ["x[n]"], "parameters": ["w[m, n]", "c"]}, {"n": 3, "m": 2}),
        ({"y[i]": "Sum(x[2*i + k - 1]*w[k], k)", "C": "Sum(y[i]**3, i)"},
         {"inputs": ["x[n]"], "parameters": ["w[p]"], "quantities": ["y[q]"]}, {"n": 7, "p": 3, "q": 4}),
        ({"y[i, j]": "softmax(x[i, :]*c)[j]", "C": "Sum(y[i, j]**3, i, j)"}, {"parameters": ["x[m, n]", "c"]},
         {"m": 2, "n": 4}),
        ({"a": "sin(w)*w", "b": "a**2 + w*a", "C": "a*b + b/(1 + w**2)"}, {"parameters": ["w"]}, {}),
    ],
)  # fmt: skip
def test_against_central_differences(formulas, entries, sizes):
    network = equations(formulas, **entries)
    draw = np.random.default_rng(3)
    world = World(sizes, {})
    for tensor in network.with_role(Role.INPUT, Role.PARAMETER):
        world.values[tensor.name] = np.array(draw.uniform(0.3, 1.2, [world.size(size) for size in tensor.sizes]))
    done = forward(network, world)
    for tensor in network.with_role(Role.PARAMETER):
        found = symbp.paths(network, network.loss.name, tensor.name, most=50)
        assert isinstance(found.by, Element)
        parts = [done.array(path.product, found.by.indices) for path in found.listed]
        want = slopes(network, world, tensor)
        np.testing.assert_allclose(np.broadcast_to(sum(parts), want.shape), want, rtol=3e-6, atol=3e-8)


def test_a_quantity_between_two_others():
    """The ways between any two quantities, not from the loss alone."""
    found = symbp.paths(load("two-layer-sigmoid"), "out_h1", "E_o2")
    assert [names(path) for path in found.listed] == [["E_o2", "out_o2", "net_o2", "out_h1"]]
    found = symbp.paths(load("batch-norm"), "y", "x")
    assert found.count == 4
    assert [path.vanishes for path in found.listed] == [False, False, False, True]


def test_errors_name_what_is_wrong():
    with pytest.raises(NameErrorInSpec, match="expected the name of a quantity, found 'w9'; did you mean w"):
        symbp.paths(load("two-layer-sigmoid"), "E_total", "w9")
    with pytest.raises(NameErrorInSpec, match="found 'gama'; did you mean gamma"):
        symbp.paths(load("batch-norm"), "L", "gama")
    with pytest.raises(SpecError, match="without labels"):
        symbp.paths(load("recurrent"), "C", "W")
