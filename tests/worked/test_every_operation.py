"""Every activation and every loss, worked by hand: gradients against central differences of the forward values."""

import numpy as np
import pytest

from symbp.derive import derive
from symbp.language import Role, X
from symbp.library import find, names
from symbp.spec import network
from symbp.spec.layer import fits
from symbp.worked import evaluate, spell_out, worked_example

VALUES = {
    "inputs": [0.3, -0.7],
    "targets": [0.2, 0.8],
    "parameters": {"w2": [[0.4, -0.9], [1.1, 0.6], [-0.3, 0.8]], "b2": [0.15, -0.35, 0.55]}
    | {"w3": [[0.7, -0.2, 0.5], [-0.6, 0.9, 0.1]], "b3": [0.05, -0.15]},
}


ACTIVATIONS = [
    name
    for name in names("operations")
    if fits("operations", name) and not hasattr(find("operations", name, "activation"), "define")
]


def values(activation: str) -> dict:
    """The numbers, all positive for an activation that has no values below 0."""
    formula = getattr(find("operations", activation, "activation"), "FUNCTION", None)
    if formula is None or formula.formula.subs(X, -1).is_real:
        return VALUES
    parameters = {name: np.abs(value).tolist() for name, value in VALUES["parameters"].items()}
    return VALUES | {"inputs": [0.3, 0.7], "parameters": parameters}


def differences(made, name: str, element: tuple[int, ...]) -> float:
    """The slope of the loss by one element."""

    def loss(change: float) -> float:
        rows = np.array(made.values()[name], float).tolist()
        if len(element) == 1:
            moved = [v + change * (n == element[0]) for n, v in enumerate(rows)]
        else:
            moved = [[v + change * ((i, j) == element) for j, v in enumerate(row)] for i, row in enumerate(rows)]
        return evaluate(made, {name: moved})[made.loss.name]

    return (loss(1e-6) - loss(-1e-6)) / 2e-6


def check(activation: str, outputs: str, loss: str, penalty: str = "") -> None:
    layers = [{"units": 3, "activation": activation}, {"units": 2, "activation": outputs}]
    numbers = values(activation) | ({"constants": {"lambda": 0.1}} if penalty else {})
    made = network(inputs=2, layers=layers, loss=loss, penalty=penalty, numbers=numbers)
    single = spell_out(made)
    worked = worked_example(single, derive(single))
    for tensor in single.with_role(Role.PARAMETER):
        owner, *place = tensor.name.split("_")
        expected = differences(made, owner, tuple(int(n) - 1 for n in place))
        assert worked.gradient(tensor).value == pytest.approx(expected, rel=1e-6, abs=1e-8)


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_activation(name):
    check(name, "sigmoid", "half_squared_error")


@pytest.mark.parametrize("name", names("penalties"))
def test_penalty(name):
    check("tanh", "sigmoid", "half_squared_error", name)


@pytest.mark.parametrize("name", names("losses"))
def test_loss(name):
    check("tanh", getattr(find("losses", name, "loss"), "OUTPUTS", "sigmoid"), name)
