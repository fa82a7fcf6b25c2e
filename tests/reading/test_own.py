"""Functions and operations of a user's own: in equations, and as activations and losses of layers by name."""

import numpy as np
import pytest
import sympy

import symbp
from oracle import World, forward, slopes
from symbp.certify import certify
from symbp.derive import derive
from symbp.errors import SymbpError
from symbp.language import Element, Function, Network, Role, X
from symbp.reading import equations
from symbp.reading.functions import built_in
from symbp.worked import evaluate

NORM = {"mynorm(z)[i]": "z[i]/sqrt(Sum(z[k]**2, k)/n + eps)"}


def check_gradients(network: Network, sizes: dict[str, int], low: float = -1) -> None:
    """Certified, and all gradients those of central differences."""
    derivation = derive(network)
    assert certify(derivation).sound
    draw = np.random.default_rng(2)
    world = World(sizes, {})
    for tensor in network.with_role(Role.INPUT, Role.PARAMETER, Role.TARGET, Role.CONSTANT):
        start = 0.1 if tensor.role is Role.CONSTANT else low
        world.values[tensor.name] = np.array(draw.uniform(start, 1, [world.size(size) for size in tensor.sizes]))
    done = forward(network, world)
    for result in derivation.results:
        assert isinstance(result.quantity, Element)
        done.values[result.quantity.tensor.name] = done.array(result.answer, result.quantity.indices)
    for tensor in network.with_role(Role.PARAMETER):
        want = slopes(network, world, tensor)
        np.testing.assert_allclose(done.values["d" + tensor.name], want, rtol=1e-5, atol=1e-7)


def function_of(formula: str) -> Function:
    """The one-variable function that a formula in u defines."""
    network = equations({"y": "f(c)"}, parameters=["c"], functions={"f(u)": formula})
    return network.equations[0].body.terms[0].factors[0][0].function


@pytest.mark.parametrize(
    ("formula", "meaning"),
    [
        ("u/(1 + exp(-u))", lambda u: u / (1 + np.exp(-u))),
        ("u*tanh(softplus(u))", lambda u: u * np.tanh(np.log1p(np.exp(u)))),
        ("max(0, u) - 0.1*max(0, -u)", lambda u: max(0, u) - 0.1 * max(0, -u)),
        ("u**2/2 + u^3 - 1/(2 + u**2)", lambda u: u**2 / 2 + u**3 - 1 / (2 + u**2)),
        ("min(1, max(-1, u))", lambda u: min(1, max(-1, u))),
        ("sqrt(1 + u**2) - 1", lambda u: np.sqrt(1 + u**2) - 1),
        ("(1 + u**2)**(1/3)", lambda u: (1 + u**2) ** (1 / 3)),
        (
            "abs(2*u - 1)*sin(u) + cos(u)/3 + atan(u)",
            lambda u: abs(2 * u - 1) * np.sin(u) + np.cos(u) / 3 + np.arctan(u),
        ),
        ("-u - -u*u", lambda u: -u + u * u),
    ],
)
def test_a_function_means_its_formula(formula, meaning):
    made = function_of(formula)
    assert made.formula.free_symbols == {X}
    for value in (-1.7, -0.3, 0.2, 0.9, 2.4):
        assert float(made.formula.subs(X, value)) == pytest.approx(meaning(value), rel=1e-12)


@pytest.mark.parametrize(
    ("formula", "kinks"),
    [
        ("max(0, u)", {0}),
        ("max(0, 2*u - 3)", {sympy.Rational(3, 2)}),
        ("abs(u) + min(u, 1/4)", {0, sympy.Rational(1, 4)}),
        ("exp(u)", set()),
    ],
)
def test_the_kinks_of_a_function_are_known(formula, kinks):
    assert set(function_of(formula).kinks) == kinks


def test_definitions_may_be_written_in_any_order():
    functions = {"f(u)": "g(u)**2", "g(u)": "h(u) + 1", "h(v)": "v/2"}
    network = equations({"y": "f(c)"}, parameters=["c"], functions=functions)
    value = forward(network, World({}, {"c": np.array(3.0)})).values["y"]
    assert float(value) == pytest.approx(2.5**2)


def test_a_function_with_a_parameter_of_the_network():
    network = equations(
        {"y[i]": "prelu(x[i])", "C": "Sum(y[i]**2, i)"},
        parameters=["x[n]", "slope"],
        functions={"prelu(u)": "relu(u) - slope*relu(-u)"},
    )
    check_gradients(network, {"n": 4})


def test_an_operation_and_a_loss_in_equations():
    network = equations(
        {"y[i, j]": "mynorm(x[i, :])[j]", "C": "Sum(pseudo(y[i, j], t[i, j]), i, j)"},
        parameters=["x[p, q]"],
        targets=["t[p, q]"],
        constants=["eps"],
        operations=NORM,
        functions={"pseudo(a, y)": "sqrt(1 + (a - y)**2) - 1"},
    )
    check_gradients(network, {"p": 2, "q": 3})


def test_an_operation_of_two_vectors_inside_another():
    network = equations(
        {"y[i]": "mixed(x, g)[i]", "C": "Sum(y[i]**3, i)"},
        parameters=["x[p]", "g[p]"],
        constants=["eps"],
        operations={**NORM, "mixed(z, v)[j]": "mynorm(z)[j]*v[j] + Sum(v[k], k)/n"},
    )
    check_gradients(network, {"p": 3})


@pytest.mark.parametrize("examples", ["one", "columns", "rows"])
def test_activations_and_a_loss_of_layers_by_name(examples):
    network = symbp.network(
        inputs="n1",
        layers=[
            {"units": "n2", "activation": "mynorm"},
            {"units": "n3", "activation": "swish"},
            {"units": "n4", "activation": "bent"},
        ],
        loss="quartic",
        layout={"examples": examples},
        constants=["eps", "c"],
        operations=NORM,
        functions={"swish(u)": "u/(1 + exp(-u))", "bent(u)": "u + c*tanh(u)", "quartic(a, y)": "(a - y)**4/4"},
    )
    assert [equation.operation for equation in network.equations[1:7:2]] == ["mynorm", "swish", "bent"]
    check_gradients(network, {"n1": 2, "n2": 3, "n3": 4, "n4": 2, "m": 3})


@pytest.mark.parametrize(
    ("penalty", "entries"),
    [
        ("l2", {}),
        ("l1", {}),
        ("cauchy", {"functions": {"cauchy(w)": "log(1 + w**2)"}}),
        ("elastic", {"functions": {"elastic(w)": "w**2/2 + alpha*abs(w)"}, "constants": ["alpha"]}),
    ],
)
def test_penalties_by_name(penalty, entries):
    layers = [{"units": "n2", "activation": "tanh"}, {"units": "n3"}]
    network = symbp.network(inputs="n1", layers=layers, penalty=penalty, layout={"examples": "rows"}, **entries)
    assert [equation.operation for equation in network.equations[-2:]] == [penalty, "loss"]
    check_gradients(network, {"n1": 2, "n2": 3, "n3": 4, "m": 5})


def test_a_penalty_leaves_biases_alone_and_lambda_is_a_number_of_the_file():
    network = symbp.network(
        inputs=1,
        layers=[{"units": 1, "activation": "identity"}],
        penalty="l2",
        numbers={"inputs": [2], "targets": [0], "parameters": {"w2": [[3]], "b2": [1]}, "constants": {"lambda": 0.5}},
    )
    assert evaluate(network)["C"] == pytest.approx(7**2 / 2 + 0.5 * 3**2 / 2)


def test_losses_and_penalties_in_equations():
    network = equations(
        {
            "z[i, k]": "Sum(W[k, j]*x[i, j], j)",
            "E[i, k]": "cross_entropy_logits(z[i, :], t[i, :])[k]",
            "P": "Sum(l2(W[k, j]), k, j) + Sum(huber(z[i, k], t[i, k]), i, k)",
            "C": "Sum(E[i, k], i, k)/m + alpha*P",
        },
        parameters=["W[n, p]"],
        inputs=["x[m, p]"],
        targets=["t[m, n]"],
        constants=["alpha"],
    )
    check_gradients(network, {"m": 4, "n": 3, "p": 2})


@pytest.mark.parametrize("row", "ijkq")
def test_the_sum_inside_an_operation_captures_no_index(row):
    """The rows are as many as the columns, and their index may have the name that a formula sums over."""
    formulas = {
        f"y[{row}, l]": f"softmax(a[{row}, :])[l]",
        f"z[{row}, l]": f"cross_entropy_logits(a[{row}, :], y[{row}, :])[l]",
        "C": "Sum(y[i, j]**2*z[j, i], i, j)",
    }
    network = equations(formulas, parameters=["a[n, n]"])
    a = np.arange(9.0).reshape(3, 3) / 7
    s = np.exp(a) / np.exp(a).sum(axis=1, keepdims=True)
    z = s * (np.log(np.exp(a).sum(axis=1, keepdims=True)) - a)
    value, _ = symbp.lambdify(network)((), (), {"a": a})
    assert value == pytest.approx((s**2 * z.T).sum(), rel=1e-12)
    check_gradients(network, {"n": 3})


def test_numbers_of_layers_with_a_constant():
    network = symbp.network(
        inputs=2,
        layers=[{"units": 2, "activation": "mynorm", "bias": "none"}],
        constants=["eps"],
        operations=NORM,
        numbers={
            "inputs": [1, 2],
            "targets": [0, 0],
            "parameters": {"w2": [[3, 0], [0, 2]]},
            "constants": {"eps": 0},
        },
    )
    assert evaluate(network)["C"] == pytest.approx((9 + 16) / (25 / 2) / 2)


@pytest.mark.parametrize(
    ("entries", "words"),
    [
        ({"operations": {"mynorm(z)[i]": "z[i]/q"}}, "unknown name q"),
        ({"operations": {"mynorm(z)[i]": "z[i]/Sum(z[i], i)"}}, "free on the left and summed over at once"),
        ({"operations": {"mynorm(z)": "z[0]"}}, "[operations], mynorm(z)"),
        ({"operations": {"mynorm": "z"}}, "norm(z)[i] on the left"),
        ({"constants": ["eps[n]"]}, "single numbers"),
        ({"functions": {"other(u)": "u"}}, "unknown activation 'mynorm'"),
        ({"functions": {"mynorm(a, y)": "a*y"}}, "activation: expected a definition that can be an activation"),
        ({"functions": {"mynorm(u)": "u"}, "loss": "mynorm"}, "loss: expected a definition that can be a loss"),
        ({"operations": {"mynorm(z)[i]": "z[i]"}, "penalty": "mynorm"}, "expected a definition that can be a penalty"),
        ({"operations": NORM, "constants": ["eps"], "penalty": "l3"}, "unknown penalty 'l3'; did you mean l2?"),
        (
            {"operations": {"mynorm(z)[i]": "z[i]"}, "penalty": "l2", "constants": ["lambda"]},
            "penalty: the name lambda is defined twice",
        ),
    ],
)
def test_errors_of_definitions_in_layers(entries, words):
    with pytest.raises(SymbpError) as caught:
        symbp.network(inputs=2, layers=[{"units": 2, "activation": "mynorm"}], **entries)
    assert words in str(caught.value)


def test_every_operation_can_be_called_in_a_formula():
    known = built_in()
    assert {"exp", "log", "abs", "sigmoid", "tanh", "relu", "softplus", "softmax"} <= set(known)
    for name, function in known.items():
        if isinstance(function, Function):
            network = equations({"y": f"{name}(c)"}, parameters=["c"])
            assert network.equations[0].body.terms[0].factors[0][0].function == function
