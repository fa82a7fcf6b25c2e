"""Update rules: the sheet, the worked calculation and the step on arrays agree with PyTorch's optimisers to 1e-12."""

import importlib
import re
from decimal import Decimal

import numpy as np
import pytest

import symbp
from symbp.claims.book import book
from symbp.claims.evaluate import evaluate
from symbp.compile import lambdify
from symbp.course.exercise import exercises
from symbp.errors import SpecError
from symbp.language import Role
from symbp.language.update import GRADIENT
from symbp.step import step, step_of
from symbp.training import follow, given, masks
from symbp.update import rule, rules
from symbp.worked import spell_out
from symbp.worked.calculation import Calculation
from tools import module

STEPS = 6
W2 = [[0.15, -0.2, 0.4], [0.25, 0.3, -0.6]]
B2, W3, B3 = [0.35, -0.1], [[0.4, -0.45]], [0.6]
X, Y = [0.05, -0.7, 0.9], [0.3]
CONSTANTS = {
    "momentum": {"mu": 0.8},
    "heavy_ball": {"mu": 0.8},
    "averaged_momentum": {"beta": 0.8},
    "nesterov": {"mu": 0.8},
    "adagrad": {"epsilon": 1e-6},
    "rmsprop": {"beta": 0.9, "epsilon": 1e-6},
    "adam": {"beta1": 0.8, "beta2": 0.99, "epsilon": 1e-6},
    "adamw": {"beta1": 0.8, "beta2": 0.99, "epsilon": 1e-6, "decay": 0.1},
    "weight_decay": {"decay": 0.1},
}
TORCH = {
    "gradient_descent": ("SGD", {}),
    "momentum": ("SGD", {"momentum": 0.8}),
    "heavy_ball": ("SGD", {"momentum": 0.8}),  # the same path while the rate is constant
    "nesterov": ("SGD", {"momentum": 0.8, "nesterov": True}),
    "adagrad": ("Adagrad", {"eps": 1e-6}),
    "rmsprop": ("RMSprop", {"alpha": 0.9, "eps": 1e-6}),
    "adam": ("Adam", {"betas": (0.8, 0.99), "eps": 1e-6}),
    "adamw": ("AdamW", {"betas": (0.8, 0.99), "eps": 1e-6, "weight_decay": 0.1}),
    "weight_decay": ("SGD", {"weight_decay": 0.1}),
}


def made(name, **numbers):
    """A 3-2-1 network of sigmoids with half the squared error, trained by a rule."""
    values = {"inputs": X, "targets": Y, "parameters": {"w2": W2, "b2": B2, "w3": W3, "b3": B3}, "rate": 0.1}
    rule = {"rule": name, **CONSTANTS.get(name, {})}
    return symbp.network(inputs=3, layers=[{"units": 2}, {"units": 1}], numbers=values | {"update": rule} | numbers)


def path_of_torch(name):
    """All parameters in a row after 0, 1, 2, ... steps of PyTorch's optimiser."""
    torch = module("torch", "pip install torch")
    parameters = [torch.tensor(value, dtype=torch.float64, requires_grad=True) for value in (W2, B2, W3, B3)]
    x, y = torch.tensor(X, dtype=torch.float64), torch.tensor(Y, dtype=torch.float64)
    kind, options = TORCH[name]
    optimiser = getattr(torch.optim, kind)(parameters, lr=0.1, **options)
    rows = []
    for _ in range(STEPS + 1):
        rows.append(np.concatenate([p.detach().numpy().ravel() for p in parameters]))
        optimiser.zero_grad()
        w2, b2, w3, b3 = parameters
        (((torch.sigmoid(w3 @ torch.sigmoid(w2 @ x + b2) + b3) - y) ** 2).sum() / 2).backward()
        optimiser.step()
    return np.array(rows)


def names_of(network):
    return [f"w2_{j}_{k}" for j in (1, 2) for k in (1, 2, 3)] + ["b2_1", "b2_2", "w3_1_1", "w3_1_2", "b3_1"]


def path_of_sheet(name):
    ledger = book(made(name))
    tensors = [ledger.values[single] for single in names_of(ledger.network)]
    values = [evaluate(ledger.sheet, updates=n) for n in range(STEPS + 1)]
    return np.array([[found[tensor] for tensor in tensors] for found in values])


def path_of_calculation(name):
    calculation = Calculation(symbp.derive(spell_out(made(name))))
    tensors = {tensor.name: tensor for tensor in calculation.network.tensors()}
    rows = [[calculation.before(tensors[single]) for single in names_of(calculation.network)]]
    for _ in range(STEPS):
        calculation.update()
        rows.append([calculation.value(tensors[single]) for single in names_of(calculation.network)])
    return np.array(rows)


def path_of_arrays(name):
    network = made(name)
    parameters = given(network, (Role.PARAMETER,))
    order = [tensor.name for tensor in network.with_role(Role.PARAMETER)]
    data = given(network, (Role.INPUT, Role.TARGET))
    steps = follow(lambdify(network).function, data, parameters, masks(network), step_of(network))
    rows = []
    for _ in range(STEPS + 1):
        rows.append(np.concatenate([parameters[order.index(key)].ravel() for key in ("w2", "b2", "w3", "b3")]))
        next(steps)
    return np.array(rows)


PATHS = [path_of_sheet, path_of_calculation, path_of_arrays]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("name", TORCH)
def test_every_step_is_that_of_pytorch(name, path):
    assert np.abs(path(name) - path_of_torch(name)).max() < 1e-12


@pytest.mark.parametrize("path", PATHS)
def test_the_mean_of_gradients_is_their_exponential_mean(path):
    """PyTorch has no such rule but for its first step; here the mean is summed up anew in every step."""
    network = made("averaged_momentum")
    gradients = lambdify(network).function
    data, parameters = given(network, (Role.INPUT, Role.TARGET)), given(network, (Role.PARAMETER,))
    order = [tensor.name for tensor in network.with_role(Role.PARAMETER)]
    past, rows = [], []
    for n in range(STEPS + 1):
        rows.append(np.concatenate([parameters[order.index(key)].ravel() for key in ("w2", "b2", "w3", "b3")]))
        past.append(gradients(*data, *parameters)[1:])
        for place in range(len(parameters)):
            mean = sum(0.2 * 0.8 ** (n - t) * slopes[place] for t, slopes in enumerate(past))
            parameters[place] = parameters[place] - 0.1 * mean
    assert np.abs(path("averaged_momentum") - np.array(rows)).max() < 1e-12


@pytest.mark.parametrize("name", rules())
def test_a_rule_says_its_formula_and_where_it_is_from(name):
    file = importlib.import_module(f"symbp.updates.{name}")
    assert re.match(r"[^\n]*w = w [-+]", file.__doc__)
    assert file.SOURCE
    assert list(file.FORMULAS)[-1] == "w"
    assert GRADIENT.name == "dw"
    assert {key for key, _ in rule(name).constants} == set(file.CONSTANTS)


def test_what_is_not_given_is_as_the_rule_has_it():
    numbers = symbp.load("adam").numbers
    assert dict(numbers.descent.constants) == {
        "beta1": Decimal("0.9"),
        "beta2": Decimal("0.999"),
        "epsilon": Decimal("1e-8"),
    }
    assert dict(rule("adam").constants) == dict(numbers.descent.constants)


def test_a_network_without_a_rule_is_trained_by_gradient_descent():
    plain = symbp.load("two-layer-sigmoid")
    assert plain.numbers.descent.rule == "gradient_descent"
    assert step_of(plain).rule is rule("gradient_descent")


def test_a_step_changes_nothing_in_place():
    adam = step("adam", rate=0.1)
    w, g = np.array([1.0, -2.0]), np.array([0.5, -4.0])
    (moved,), state = adam([w], [g])
    assert w.tolist() == [1.0, -2.0]
    assert moved == pytest.approx(w - 0.1 * np.sign(g), rel=1e-7)
    assert state["m"][0] == pytest.approx(0.1 * g)
    assert state["beta1^t"] == 0.9
    (again,), later = adam([moved], [g], state)
    assert state["beta1^t"] == 0.9
    assert later["beta2^t"] == pytest.approx(0.999**2)
    assert again == pytest.approx(moved - 0.1 * np.sign(g), rel=1e-7)


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: step("adma", rate=0.1), "unknown update rule 'adma'; did you mean adam?"),
        (lambda: step("adam", rate=0.1, beta3=1), "expected beta1, beta2, epsilon for adam, found beta3"),
        (lambda: step("weight_decay", rate=0.1), "expected decay for the update rule weight_decay, found none"),
        (lambda: step("adam", rate=0.1)([1.0], []), "expected 1 gradients, one for each parameter, found 0"),
    ],
)
def test_a_step_says_what_does_not_fit(call, said):
    with pytest.raises(SpecError, match=re.escape(said)):
        call()


def test_frozen_parameters_carry_nothing_on():
    ledger = book(made("adam", frozen=["b2"]))
    assert "m_w3_1_1+" in {line.tensor.name for line in ledger.sheet.lines}
    assert "m_b2_1+" not in {line.tensor.name for line in ledger.sheet.lines}
    values = evaluate(ledger.sheet, updates=3)
    assert values[ledger.values["b2_1"]] == 0.35


def test_an_exercise_asks_for_new_values_by_the_rule():
    """In Adam's first step every parameter moves by the rate, against the sign of its gradient."""
    made = next(iter(exercises("adam", 1, 3)))
    values = {answer.name: answer.value for answer in made.answers}
    parameters = dict(book(made.network).network.numbers.values)
    moved = [name for name in parameters if f"{name}+" in values]
    assert len(moved) == 9
    for name in moved:
        slope = values[f"dE_total/d{name}"]
        assert values[f"{name}+"] == pytest.approx(float(parameters[name]) - 0.1 * np.sign(slope), abs=1e-4)
