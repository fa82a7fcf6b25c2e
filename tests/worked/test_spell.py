"""Spelling out: the same numbers as NumPy gives for the network as a whole."""

import numpy as np
import pytest

from symbp.derive import derive
from symbp.errors import NameErrorInSpec, SizeError
from symbp.language import Role
from symbp.layers import Layer, Layout, layered
from symbp.reading import equations as equations_of
from symbp.spec import load, network
from symbp.worked import evaluate, spell_out, worked_example

ACTIVATIONS = {
    "sigmoid": lambda z: 1 / (1 + np.exp(-z)),
    "tanh": np.tanh,
    "relu": lambda z: np.maximum(z, 0),
    "identity": lambda z: z,
    "softplus": lambda z: np.log1p(np.exp(z)),
    "silu": lambda z: z / (1 + np.exp(-z)),
    "softmax": lambda z: np.exp(z) / np.exp(z).sum(axis=-1, keepdims=True),
}
LOSSES = {
    "half_squared_error": lambda a, y: ((y - a) ** 2 / 2).sum(axis=-1).mean(),
    "mean_squared_error": lambda a, y: ((y - a) ** 2).mean(),
    "cross_entropy": lambda a, y: -(y * np.log(a)).sum(axis=-1).mean(),
    "binary_cross_entropy": lambda a, y: -(y * np.log(a) + (1 - y) * np.log(1 - a)).sum(axis=-1).mean(),
}
CASES = [
    ("tanh", "sigmoid", "half squared error"),
    ("relu", "softmax", "cross entropy"),
    ("softplus", "sigmoid", "binary cross entropy"),
    ("silu", "identity", "mean squared error"),
]


def numbers(examples: str, order: str, seed: int = 3) -> dict:
    """Random numbers for a 3-4-2 network, two examples unless there is one."""
    draw = np.random.default_rng(seed)
    data = {"inputs": draw.normal(size=(2, 3)), "targets": np.array([[0.25, 0.75], [1.0, 0.0]])}
    if examples == "one":
        data = {key: value[0] for key, value in data.items()}
    elif examples == "columns":
        data = {key: value.T for key, value in data.items()}
    weights = {"w2": draw.normal(size=(4, 3)), "w3": draw.normal(size=(2, 4))}
    if order == "in,out":
        weights = {key: value.T for key, value in weights.items()}
    return data | {"parameters": weights | {"b2": draw.normal(size=4), "b3": draw.normal(size=2)}, "rate": 0.1}


def loss_of(given: dict, case: tuple[str, str, str], examples: str, order: str) -> float:
    """The loss by NumPy, examples as rows."""
    turn = np.transpose if examples == "columns" else np.asarray
    into = np.asarray if order == "in,out" else np.transpose
    p = given["parameters"]
    hidden = ACTIVATIONS[case[0]](turn(given["inputs"]) @ into(p["w2"]) + p["b2"])
    outputs = ACTIVATIONS[case[1]](hidden @ into(p["w3"]) + p["b3"])
    return LOSSES[case[2].replace(" ", "_")](outputs, turn(given["targets"]))


def make(case: tuple[str, str, str], examples: str, order: str, given: dict):
    layers = [{"units": 4, "activation": case[0]}, {"units": 2, "activation": case[1]}]
    layout = {"examples": examples, "weights": order}
    return network(inputs=3, layers=layers, loss=case[2], layout=layout, numbers=given)


@pytest.mark.parametrize("order", ["out,in", "in,out"])
@pytest.mark.parametrize("examples", ["one", "columns", "rows"])
@pytest.mark.parametrize("case", CASES, ids=lambda case: "-".join(case[:2]))
def test_forward_and_gradients(case, examples, order):
    given = numbers(examples, order)
    made = make(case, examples, order, given)
    single = spell_out(made)
    assert not any(tensor.sizes for tensor in single.tensors())
    assert evaluate(made)["C"] == pytest.approx(loss_of(given, case, examples, order), rel=1e-12)
    worked = worked_example(single, derive(single))
    for tensor in single.with_role(Role.PARAMETER):
        owner, *place = tensor.name.split("_")
        at = tuple(int(n) - 1 for n in place)
        sides = []
        for change in (1e-6, -1e-6):
            moved = {**given, "parameters": {k: v.copy() for k, v in given["parameters"].items()}}
            moved["parameters"][owner][at] += change
            sides.append(loss_of(moved, case, examples, order))
        assert worked.gradient(tensor).value == pytest.approx((sides[0] - sides[1]) / 2e-6, abs=1e-8)


def test_evaluate_takes_other_numbers():
    made = load("two-layer-sigmoid")
    assert evaluate(made, {"x": (0, 0)})["net_h1"] == 0.35
    assert evaluate(made)["net_h1"] == 0.3775


def test_one_shared_bias_is_one_quantity():
    single = spell_out(load("two-layer-sigmoid"))
    assert [tensor.name for tensor in single.tensors()].count("b1") == 1


def test_parts_of_the_loss_are_named():
    single = spell_out(load("two-layer-sigmoid"))
    total = single.equations[-1]
    assert [base.tensor.name for term in total.body.terms for base, _ in term.factors] == ["E_o1", "E_o2"]


def test_symbolic_sizes_need_numbers():
    with pytest.raises(SizeError, match=r"size n[12]"):
        spell_out(load("batch-columns"))


def test_numbers_settle_symbolic_sizes():
    given = numbers("rows", "out,in")
    layout = {"examples": "rows"}
    made = network(inputs="n", layers=[{"units": "p"}, {"units": "q"}], layout=layout, numbers=given)
    case = ("sigmoid", "sigmoid", "half squared error")
    assert evaluate(made)["C"] == pytest.approx(loss_of(given, case, "rows", "out,in"), rel=1e-12)


def test_large_and_layered_networks_are_refused():
    with pytest.raises(SizeError, match="at most 3000"):
        spell_out(layered("large", 1000, [Layer(1000)], layout=Layout()))
    with pytest.raises(SizeError, match="any number of layers"):
        spell_out(load("four-equations"))


def test_own_names_do_not_meet_given_ones():
    with pytest.raises(NameErrorInSpec, match="b2_1"):
        network(inputs=["a"], layers=[{"units": 1, "weights": [["b2_1"]]}])


def recurrent(**numbers):
    equations = {
        "z[t; i]": "Sum(W[i, k]*h[t - 1; k], k) + Sum(U[i, k]*x[t; k], k) + b[i]",
        "h[t; i]": "tanh(z[t; i])",
        "C": "Sum((h[t; i] - y[t; i])**2, t, i)/2",
    }
    return equations_of(
        equations,
        inputs=["x[t; p]"],
        targets=["y[t; n]"],
        parameters=["W[n, n]", "U[n, p]", "b[n]"],
        labels={"t": "T"},
        **({"numbers": numbers} if numbers else {}),
    )


def test_time_is_spelled_out_step_by_step():
    draw = np.random.default_rng(5)
    x, y, w, u, b = (draw.normal(size=shape) for shape in [(4, 3), (4, 2), (2, 2), (2, 3), (2,)])
    data = {"inputs": {"x": x}, "targets": {"y": y}, "parameters": {"W": w, "U": u, "b": b}}
    found = evaluate(recurrent(**{role: {k: v.tolist() for k, v in table.items()} for role, table in data.items()}))
    h, loss = np.zeros(2), 0.0
    for step in range(4):
        h = np.tanh(w @ h + u @ x[step] + b)
        loss += ((h - y[step]) ** 2).sum() / 2
        assert [found[f"h_{step + 1}_{i}"] for i in (1, 2)] == pytest.approx(h, rel=1e-12)
    assert found["C"] == pytest.approx(loss, rel=1e-12)


def test_time_without_an_end_is_refused():
    with pytest.raises(SizeError, match="size n"):
        spell_out(recurrent())
