"""The built-in networks of equations: certified, and against true values and central differences."""

from fractions import Fraction

import numpy as np
import pytest

from oracle import World, forward, slopes
from symbp.certify import certify
from symbp.derive import derive
from symbp.language import Element, Network, Role
from symbp.reading import equations
from symbp.spec import load
from symbp.worked import evaluate

EXAMPLES = ["add-mul-graph", "chain-of-two", "perceptron-graph", "rms-norm", "softmax-with-loss"]


def random_world(network: Network, sizes: dict[str, int], seed: int = 1) -> World:
    """Positive numbers for everything that is not computed."""
    draw = np.random.default_rng(seed)
    world = World(sizes, {})
    for tensor in network.with_role(Role.INPUT, Role.PARAMETER, Role.TARGET, Role.CONSTANT):
        world.values[tensor.name] = np.array(draw.uniform(0.3, 1.2, [world.size(size) for size in tensor.sizes]))
    return world


def adjoints(network: Network, world: World) -> World:
    """Every adjoint by the derivation's answers, in their order."""
    done = forward(network, world)
    for result in derive(network).results:
        assert isinstance(result.quantity, Element)
        done.values[result.quantity.tensor.name] = done.array(result.answer, result.quantity.indices)
        if result.matrix is not None and len(result.quantity.indices) == 2:
            value = done.values[result.quantity.tensor.name]
            np.testing.assert_allclose(np.broadcast_to(done.matrix(result.matrix), value.shape), value, rtol=1e-9)
    return done


def check_gradients(network: Network, world: World) -> World:
    """The derived gradients of all parameters are those of central differences."""
    done = adjoints(network, world)
    for tensor in network.with_role(Role.PARAMETER):
        want = slopes(network, world, tensor)
        np.testing.assert_allclose(done.values["d" + tensor.name], want, rtol=3e-6, atol=3e-8)
    return done


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_step_is_certified(name):
    network = load(name)
    certificate = certify(derive(network))
    assert certificate.sound
    assert network.equations[-1].tensor.role is Role.LOSS


def test_one_multiplication_and_one_addition():
    network = load("add-mul-graph")
    assert {name: evaluate(network)[name] for name in ("a", "y")} == {"a": 200, "y": 500}
    values = {"x1": 100.0, "x2": 2.0, "x3": 300.0}
    done = adjoints(network, World({}, {name: np.array(value) for name, value in values.items()}))
    found = {name: float(done.values["d" + name]) for name in ("a", "x1", "x2", "x3")}
    assert found == {"a": 1, "x1": 2, "x2": 100, "x3": 1}
    assert [equation.operation for equation in network.equations] == ["multiply", "add"]


def test_the_same_elementwise_on_arrays():
    network = equations({"y[i]": "x1[i]*x2[i] + x3[i]", "C": "Sum(y[i], i)"}, parameters=["x1[n]", "x2[n]", "x3[n]"])
    values = {"x1": [100.0, 101, 102], "x2": [2.0, 3, 4], "x3": [300.0, 301, 302]}
    done = adjoints(network, World({"n": 3}, {name: np.array(value) for name, value in values.items()}))
    assert done.values["y"].tolist() == [500, 604, 710]
    assert done.values["dx1"].tolist() == [2, 3, 4]
    assert done.values["dx2"].tolist() == [100, 101, 102]
    assert done.values["dx3"].tolist() == [1, 1, 1]


def test_the_square_of_a_sum():
    network = equations({"t": "x + y", "z": "t**2"}, parameters=["x", "y"])
    done = adjoints(network, World({}, {"x": np.array(1.25), "y": np.array(2.0)}))
    assert float(done.values["dx"]) == float(done.values["dy"]) == 2 * 3.25


def test_the_chain_of_two_has_a_factor_for_every_arrow():
    derivation = derive(load("chain-of-two"))
    tensors = {tensor.name: tensor for tensor in derivation.network.tensors()}
    count = {name: len(derivation.result(tensors[name]).steps[0].substeps) for name in ("w1", "b1", "w2", "b2")}
    assert set(count.values()) == {0}
    bias, weight = (derivation.result(tensors[name]).answer for name in ("b1", "w1"))
    assert len(bias.terms) == len(weight.terms) == 1
    assert len(weight.terms[0].factors) == len(bias.terms[0].factors) + 1


def test_the_chain_of_two_with_named_functions():
    network = equations(
        {
            "u1": "X*w1 + b1",
            "Yj": "sigmoid(u1)",
            "u2": "Yj*w2 + b2",
            "Y": "tanh(u2)",
            "E": "(Y - t)**2/2",
        },
        inputs=["X"],
        targets=["t"],
        parameters=["w1", "b1", "w2", "b2"],
    )
    assert certify(derive(network)).sound
    check_gradients(network, random_world(network, {}))


def test_the_perceptron_with_a_named_activation_and_loss():
    network = equations(
        {
            "z[i, j]": "Sum(x[i, k]*W1[k, j], k)",
            "h[i, j]": "tanh(z[i, j])",
            "o[i, j]": "Sum(h[i, k]*W2[k, j], k)",
            "L": "Sum((o[i, j] - y[i, j])**2, i, j)/2",
        },
        inputs=["x[m, p]"],
        targets=["y[m, r]"],
        parameters=["W1[p, q]", "W2[q, r]"],
    )
    world = random_world(network, {"m": 2, "p": 4, "q": 5, "r": 3})
    done = check_gradients(network, world).values
    np.testing.assert_allclose(done["dW2"], done["h"].T @ done["do"], rtol=1e-12)
    np.testing.assert_allclose(done["dh"], done["do"] @ done["W2"].T, rtol=1e-12)
    np.testing.assert_allclose(done["dz"], done["dh"] * (1 - done["h"] ** 2), rtol=1e-12)
    np.testing.assert_allclose(done["dW1"], done["x"].T @ done["dz"], rtol=1e-12)


def test_softmax_with_loss_has_the_true_values():
    network = load("softmax-with-loss")
    logits = np.array([[1.0, 2.0, 0.5], [0.0, 1.0, 1.0]])
    targets = np.array([[1.0, 0, 0], [0, 1, 0]])
    done = adjoints(network, World({"m": 2, "n": 3}, {"a": logits, "t": targets}))
    assert float(done.values["L"]) == pytest.approx(1.163181794083, abs=1e-12)
    assert evaluate(network)["L"] == pytest.approx(1.163181794083, abs=1e-12)
    want = [[-0.384388051189, 0.314265859606, 0.070122191583], [0.077681201748, -0.288840600874, 0.211159399126]]
    np.testing.assert_allclose(done.values["da"], want, atol=1e-12)
    np.testing.assert_allclose(done.values["da"], (done.values["y"] - targets) / 2, rtol=1e-12)
    assert len(network.equations) == 8
    assert network.facts[0].name == "targets-sum"


def test_the_fact_is_used_only_where_it_is_declared():
    """y - t needs targets that add up to 1; without that, y Sum(t) - t."""
    written = {"y[k]": "softmax(a)[k]", "L": "-Sum(t[k]*log(y[k]), k)"}
    values = {"a": np.array([0.3, -0.2, 1.1]), "t": np.array([0.5, 0.9, 0.2])}
    loose = equations(written, parameters=["a[n]"], targets=["t[n]"])
    assert certify(derive(loose)).sound
    done = check_gradients(loose, World({"n": 3}, values))
    np.testing.assert_allclose(done.values["da"], done.values["y"] * 1.6 - values["t"], rtol=1e-12)
    strict = equations(written, parameters=["a[n]"], targets=["t[n]"], facts={"Sum(t[k], k)": "1"})
    assert certify(derive(strict)).sound
    assert any(step.reason == "fact" for result in derive(strict).results for step in result.steps)
    assert certify(derive(strict), facts=False).refuted


def test_rms_norm_ends_in_the_closed_form():
    network = load("rms-norm")
    world = random_world(network, {"m": 2, "n": 4})
    done = check_gradients(network, world).values
    g = done["dy"] * done["g"]
    wanted = (g - done["xhat"] * np.sum(g * done["xhat"]) / 4) / done["r"]
    np.testing.assert_allclose(done["dx"], wanted, rtol=1e-9)


def test_a_weight_that_is_used_twice_counts_twice():
    network = equations({"a": "w*x", "b": "w*a", "C": "a*b + w"}, parameters=["w"], inputs=["x"])
    done = check_gradients(network, World({}, {"w": np.array(0.5), "x": np.array(3.0)}))
    assert float(done.values["dw"]) == pytest.approx(3 * 0.5**2 * 9 + 1)


@pytest.mark.parametrize(
    ("formulas", "entries", "sizes"),
    [
        ({"y[i]": "Sum(x[2*i + k - 1]*w[k], k)", "C": "Sum(y[i]**2, i)"},
         {"inputs": ["x[n]"], "parameters": ["w[p]"], "quantities": ["y[q]"]}, {"n": 7, "p": 3, "q": 4}),
        ({"y[i]": "w[i]*w[i + 1]", "C": "Sum(sin(y[i])*cos(w[i]), i)"}, {"parameters": ["w[n]"]}, {"n": 5}),
        ({"y[i, j]": "softmax(x[i, :]*c + v[:])[j]", "C": "Sum(y[i, j]**3, i, j)"},
         {"parameters": ["x[m, n]", "c", "v[n]"]}, {"m": 2, "n": 4}),
        ({"d": "Mean(x[i], i)", "s": "sqrt(Mean((x[i] - d)**2, i))", "C": "s**3/d + atan(d)*erf(s)"},
         {"parameters": ["x[n]"]}, {"n": 5}),
        ({"C": "max(0, w*x - 1)**2 + abs(w - 2) + min(0.5, x*w) + x**(1/3) + log(x)*exp(-w) + tan(w/3)"},
         {"parameters": ["w", "x"]}, {}),
    ],
)  # fmt: skip
def test_other_networks(formulas, entries, sizes):
    network = equations(formulas, **entries)
    assert certify(derive(network)).sound
    check_gradients(network, random_world(network, sizes))


def test_numbers_keep_their_digits():
    network = equations({"y": "0.1*x + 1e-7"}, parameters=["x"])
    coefficients = [term.coefficient for term in network.equations[0].body.terms]
    assert coefficients == [Fraction(1, 10), Fraction(1, 10**7)]
