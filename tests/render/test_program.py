"""The program that a document shows is run, and its derivatives are compared with central differences."""

import re

import numpy as np
import pytest

from rendered import files, networks
from symbp.language import Role, Size

SIZES = {"m": 3, "n": 4, "d": 2, "q": 5, "L": 4}
STEP = 1e-6


def program(name: str) -> tuple[str, str]:
    """The forward and the backward part of the program of a document."""
    text = files(name)["derivation.md"]
    listing = re.search(r"```python\n(.*?)```", text, re.DOTALL)[1]
    forward, _, backward = listing.rpartition("\n\n")
    return forward, backward


def extent(size, number) -> int:
    return number.get(size.name, 4) if isinstance(size, Size) else size


def data(name: str) -> tuple[dict[str, object], list[str]]:
    """Random inputs, targets, constants and parameters as arrays of two dimensions, and the parameters' names."""
    random = np.random.default_rng(1)
    network = networks()[name]
    held: dict[str, object] = dict(SIZES)
    numbers = {size.name: SIZES.get(size.name, 4) for size in network.sizes()}
    held.update(numbers)
    for tensor in network.with_role(Role.INPUT, Role.TARGET, Role.CONSTANT, Role.PARAMETER):
        rows, columns = ([extent(size, numbers) for size in tensor.sizes] + [1, 1])[:2]
        held[tensor.name] = random.uniform(0.1, 0.9, (rows, columns))
        if tensor.role is Role.TARGET and network.facts:  # declared: the targets of an example add up to 1
            held[tensor.name] /= held[tensor.name].sum(axis=1, keepdims=True)
    return held, [tensor.name for tensor in network.with_role(Role.PARAMETER)]


def loss_of(name: str) -> str:
    return networks()[name].loss.name


@pytest.mark.parametrize(
    "name",
    [
        "two-layer-sigmoid",
        "batch-columns",
        "softmax-cross-entropy-batch",
        "recurrent-three-steps",
        "digits",
        "softmax-with-loss",
    ],
)
def test_the_program_computes_the_gradients(name):
    forward, backward = program(name)
    held, parameters = data(name)

    def loss() -> float:
        names = dict(held)
        exec(forward, names)
        return float(np.sum(names[loss_of(name)]))

    names = dict(held)
    exec(forward + "\n" + backward, names)
    random = np.random.default_rng(2)
    for parameter in parameters:
        array = held[parameter]
        derivative = np.broadcast_to(names[f"d{parameter}"], array.shape)
        for _ in range(4):
            at = tuple(int(random.integers(extent)) for extent in array.shape)
            old = array[at]
            array[at] = old + STEP
            more = loss()
            array[at] = old - STEP
            less = loss()
            array[at] = old
            assert derivative[at] == pytest.approx((more - less) / (2 * STEP), rel=2e-6, abs=1e-8)


def test_the_loops_over_layers_compute_the_gradients():
    forward, backward = program("four-equations")
    random = np.random.default_rng(3)
    depth, widths = 4, {1: 3, 2: 4, 3: 2, 4: 3}
    held = {
        "L": depth,
        "w": {k: random.normal(size=(widths[k], widths[k - 1])) for k in range(2, depth + 1)},
        "b": {k: random.normal(size=(widths[k], 1)) for k in range(2, depth + 1)},
        "y": random.normal(size=(3, 1)),
        "sigma": np.tanh,
        "sigma_slope": lambda z: 1 - np.tanh(z) ** 2,
        "C_of": lambda a, y: float(np.sum((a - y) ** 4)),
        "C_gradient_a": lambda a, y: 4 * (a - y) ** 3,
    }
    inputs = random.normal(size=(3, 1))

    def run(code: str) -> dict:
        names = {**held, "a": {1: inputs}, "z": {}, "da": {}, "dz": {}, "dw": {}, "db": {}}
        exec(code, names)
        return names

    found = run(forward + "\n" + backward)
    for letter in "wb":
        for layer, array in held[letter].items():
            at = (1, 0)
            old = array[at]
            array[at] = old + STEP
            more = run(forward)["C"]
            array[at] = old - STEP
            less = run(forward)["C"]
            array[at] = old
            expected = (more - less) / (2 * STEP)
            assert found[f"d{letter}"][layer][at] == pytest.approx(expected, rel=1e-5, abs=1e-7)


@pytest.mark.parametrize("name", ["two-layer-sigmoid", "batch-norm", "attention", "four-equations"])
def test_every_line_bears_the_number_of_an_equation_of_the_document(name):
    text = files(name)["derivation.md"]
    listing = re.search(r"```python\n(.*?)```", text, re.DOTALL)[1]
    numbers = re.findall(r"# \(([^)]*)\)", listing)
    assert numbers
    assert set(numbers) <= set(re.findall(r"\\tag\{([^}]*)\}", text))
    assert max(len(line) for line in listing.splitlines()) <= 78
