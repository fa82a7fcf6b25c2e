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
from symbp.spec.file import read_table
from symbp.spec.load import EXAMPLES as BUILT_IN
from symbp.spec.load import examples
from symbp.worked import evaluate

EXAMPLES = [name for name in examples() if "equations" in read_table(BUILT_IN / f"{name}.toml")]


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
    network = load("add-mul-arrays")
    values = {"x1": [100.0, 101, 102], "x2": [2.0, 3, 4], "x3": [300.0, 301, 302], "g": [1.0, 1, 1]}
    done = adjoints(network, World({"n": 3}, {name: np.array(value) for name, value in values.items()}))
    assert done.values["y"].tolist() == [500, 604, 710]
    assert done.values["dx1"].tolist() == [2, 3, 4]
    assert done.values["dx2"].tolist() == [100, 101, 102]
    assert done.values["dx3"].tolist() == [1, 1, 1]
    assert [evaluate(network)[f"y_{place}"] for place in (1, 2, 3)] == [500, 604, 710]


def test_the_local_rules_of_both_operations():
    """Addition passes the upstream gradient on, multiplication multiplies it by the other factor."""
    network = load("add-mul-arrays")
    values = {name: np.random.default_rng(n).standard_normal(4) for n, name in enumerate(("x1", "x2", "x3", "g"))}
    done = adjoints(network, World({"n": 4}, values)).values
    for name in ("dy", "da", "dx3"):
        np.testing.assert_array_equal(done[name], values["g"])
    np.testing.assert_array_equal(done["dx1"], values["g"] * values["x2"])
    np.testing.assert_array_equal(done["dx2"], values["g"] * values["x1"])


def test_the_square_of_a_sum():
    network = load("composite")
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
    network = load("chain-of-two-sigmoid")
    assert certify(derive(network)).sound
    done = check_gradients(network, random_world(network, {})).values
    slope = (done["Y"] - done["t"]) * done["Y"] * (1 - done["Y"])
    np.testing.assert_allclose(done["dw2"], slope * done["Yj"], rtol=1e-12)
    np.testing.assert_allclose(done["db2"], slope, rtol=1e-12)
    inner = slope * done["w2"] * done["Yj"] * (1 - done["Yj"])
    np.testing.assert_allclose(done["dw1"], inner * done["X"], rtol=1e-12)
    np.testing.assert_allclose(done["db1"], inner, rtol=1e-12)


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
    loose = load("softmax-any-targets")
    rows = {name: np.array([value, value[::-1] + 0.1]) for name, value in values.items()}
    done = check_gradients(loose, World({"m": 2, "n": 3}, rows)).values
    sums = rows["t"].sum(axis=1, keepdims=True)
    np.testing.assert_allclose(done["da"], (done["y"] * sums - rows["t"]) / 2, rtol=1e-12)
    strict = equations(written, parameters=["a[n]"], targets=["t[n]"], facts={"Sum(t[k], k)": "1"})
    assert certify(derive(strict)).sound
    assert any(step.reason == "fact" for result in derive(strict).results for step in result.steps)
    assert certify(derive(strict), facts=False).refuted


def scaled(name: str) -> tuple[Network, dict[str, np.ndarray]]:
    """A normalisation under a loss of its own: every adjoint, checked against central differences."""
    text = read_table(BUILT_IN / f"{name}.toml")
    formulas = text["equations"] | {"L": "Sum((y[i, k] - t[i, k])**2, i, k)/2"}
    network = equations(formulas, parameters=text["parameters"], constants=text["constants"], targets=["t[m, n]"])
    return network, check_gradients(network, random_world(network, {"m": 3, "n": 4})).values


@pytest.mark.parametrize(("name", "axis"), [("batch-norm", 0), ("layer-norm", 1)])
def test_a_normalisation_ends_in_the_textbook_form(name, axis):
    """dx = 1/(N s) (N g - sum g - xhat sum(g xhat)), g = gamma dy, sums along the normalised axis."""
    _, done = scaled(name)
    g = done["gamma"] * done["dy"]
    count, s = g.shape[axis], np.expand_dims(done["s"], axis)
    sums = [np.sum(part, axis=axis, keepdims=True) for part in (g, g * done["xhat"])]
    np.testing.assert_allclose(done["dx"], (count * g - sums[0] - done["xhat"] * sums[1]) / (count * s), rtol=1e-9)
    np.testing.assert_allclose(done["dgamma"], np.sum(done["dy"] * done["xhat"], axis=0), rtol=1e-12)
    np.testing.assert_allclose(done["dbeta"], np.sum(done["dy"], axis=0), rtol=1e-12)


def test_rms_norm_ends_in_the_closed_form():
    _, done = scaled("rms-norm")
    g = done["gamma"] * done["dy"]
    mean = np.mean(g * done["xhat"], axis=1, keepdims=True)
    np.testing.assert_allclose(done["dx"], (g - done["xhat"] * mean) / done["r"][:, None], rtol=1e-9)


@pytest.mark.parametrize("causal", [False, True])
def test_attention_ends_in_the_textbook_form(causal):
    """dV = P^T dO, dS = P (dP - rowsum(dP P)), dQ = dS K/sqrt(d), dK = dS^T Q/sqrt(d), whatever the mask."""
    name = "causal-attention" if causal else "attention"
    text = read_table(BUILT_IN / f"{name}.toml")
    formulas = text["equations"] | {"L": "Sum(O[i, c]*T[i, c], i, c)"}
    entries = {"parameters": text["parameters"], "targets": ["T[n, e]"], "constants": text.get("constants", [])}
    network = equations(formulas, **entries)
    world = random_world(network, {"n": 4, "m": 3, "d": 2, "e": 5})
    if causal:
        world.values["M"] = np.tril(np.ones((4, 4)))
    done = check_gradients(network, world).values
    if causal:
        assert np.all(np.triu(done["P"], 1) == 0)
        np.testing.assert_allclose(np.triu(done["dS"], 1), 0)
    np.testing.assert_allclose(done["P"].sum(axis=1), 1)
    np.testing.assert_allclose(done["dV"], done["P"].T @ done["dO"], rtol=1e-12)
    rows = np.sum(done["dP"] * done["P"], axis=1, keepdims=True)
    np.testing.assert_allclose(done["dS"], done["P"] * (done["dP"] - rows), rtol=1e-9, atol=1e-15)
    np.testing.assert_allclose(done["dQ"], done["dS"] @ done["K"] / np.sqrt(2), rtol=1e-12)
    np.testing.assert_allclose(done["dK"], done["dS"].T @ done["Q"] / np.sqrt(2), rtol=1e-12)


def test_the_unrolled_recurrence_is_the_one_of_symbolic_length():
    """T = 3, shared weights summed over time, against a loop over the steps."""
    network = load("recurrent-three-steps")
    done = check_gradients(network, random_world(network, {"n": 3, "p": 2})).values
    after, weights, incoming = np.zeros(3), np.zeros((3, 3)), np.zeros((3, 2))
    for step in (3, 2, 1):
        slope = done[f"h{step}"] - done[f"y{step}"] + done["W"].T @ after
        np.testing.assert_allclose(done[f"dh{step}"], slope, rtol=1e-12)
        after = slope * (1 - done[f"h{step}"] ** 2)
        np.testing.assert_allclose(done[f"dz{step}"], after, rtol=1e-12)
        weights += np.outer(after, done[f"h{step - 1}"]) if step > 1 else 0
        incoming += np.outer(after, done[f"x{step}"])
    np.testing.assert_allclose(done["dW"], weights, rtol=1e-12)
    np.testing.assert_allclose(done["dU"], incoming, rtol=1e-12)


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
