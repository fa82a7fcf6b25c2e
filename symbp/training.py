"""Descent along derived gradients by a network's update rule, over batches of examples drawn in a repeatable order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .errors import SizeError, SpecError, ToolError
from .language import Element, Network, Role, Size, Tensor
from .step import Step, step_of

Array = NDArray[np.float64]
Gradients = Callable[..., tuple[Any, ...]]
"""A compiled network: gradients(inputs, targets, *parameters) gives the loss and a gradient for each parameter."""


@dataclass(frozen=True)
class Course:
    """How to train: the rate of a network that has none, examples in a batch, passes over the data, and the seed."""

    rate: float = 3.0
    batch: int = 10
    epochs: int = 30
    seed: int = 0


@dataclass(frozen=True)
class Data:
    """Examples as rows: inputs and targets to learn from, and unseen ones to judge by."""

    inputs: Array
    targets: Array
    unseen_inputs: Array
    unseen_targets: Array


def digits(seed: int = 0, unseen: int = 450) -> Data:
    """scikit-learn's 1797 handwritten digits: 64 pixels from 0 to 1, one-hot targets, `unseen` of them kept apart.

    Raises:
        ToolError: scikit-learn is not installed.
    """
    try:
        from sklearn.datasets import load_digits
    except ImportError:
        raise ToolError("the handwritten digits need scikit-learn: pip install 'symbp[digits]'") from None
    pixels, labels = load_digits(return_X_y=True)
    order = np.random.default_rng(seed).permutation(len(pixels))
    inputs, targets = pixels[order] / 16, np.eye(10)[labels[order]]
    return Data(inputs[unseen:], targets[unseen:], inputs[:unseen], targets[:unseen])


def initial(network: Network, seed: int = 0) -> list[Array]:
    """Parameters to start from: weights of standard deviation 1/sqrt(number of inputs of a unit), all others 0.

    Raises:
        SizeError: a parameter has a symbolic size.
    """
    draw = np.random.default_rng(seed)
    found = []
    for tensor in network.with_role(Role.PARAMETER):
        shape = tuple(size for size in tensor.sizes if isinstance(size, int))
        if len(shape) != len(tensor.sizes):
            raise SizeError(f"{tensor.name}: expected a number of units to start from, found a symbol")
        incoming = summed_over(network, tensor)
        found.append(draw.standard_normal(shape) / np.sqrt(incoming) if incoming else np.zeros(shape))
    return found


def summed_over(network: Network, parameter: Tensor) -> int:
    """How many terms the sum has in which a parameter stands: the inputs of a unit for weights, 0 for a bias."""
    for equation in network.equations:
        for term in equation.body.terms:
            if any(isinstance(base, Element) and base.tensor == parameter for base, _ in term.factors):
                return prod(index.size for index in term.bound if isinstance(index.size, int)) if term.bound else 0
    return 0


def example_axis(network: Network, tensor: Tensor) -> int:
    """The axis of an array that counts the examples.

    Raises:
        SpecError: the network is for one example.
    """
    size = None if network.example is None else network.example.size
    if not isinstance(size, Size) or size not in tensor.sizes:
        raise SpecError(f"{network.name}: expected examples as rows or columns to train with, found one example")
    return tensor.sizes.index(size)


def turned(network: Network, tensor: Tensor, rows: Array) -> Array:
    """Examples given as rows, as the network takes them."""
    return rows if example_axis(network, tensor) == 0 else np.ascontiguousarray(rows.T)


def batches(count: int, course: Course) -> Iterator[NDArray[np.int64]]:
    """The numbers of the examples in every batch of all epochs; each epoch in its own order, the rest left out."""
    draw = np.random.default_rng(course.seed)
    for _ in range(course.epochs):
        order = draw.permutation(count)
        for start in range(0, count - course.batch + 1, course.batch):
            yield order[start : start + course.batch]


def descend(
    network: Network, gradients: Gradients, parameters: list[Array], data: Data, course: Course
) -> Iterator[float]:
    """One step for every batch; `parameters` are replaced by new ones, the batch's loss before the step is yielded."""
    (x,), (y,) = network.with_role(Role.INPUT), network.with_role(Role.TARGET)
    step, state = step_of(network, course.rate), None
    for chosen in batches(len(data.inputs), course):
        inputs, targets = turned(network, x, data.inputs[chosen]), turned(network, y, data.targets[chosen])
        loss, *slopes = gradients(inputs, targets, *parameters)
        parameters[:], state = step(parameters, slopes, state)
        yield float(loss)


def follow(
    gradients: Gradients, given: Sequence[Array], parameters: list[Array], masks: Sequence[Array], step: Step
) -> Iterator[float]:
    """Descent on the same data for ever, leaving alone what a mask has 0 for; yields the loss before a step."""
    state = None
    while True:
        loss, *slopes = gradients(*given, *parameters)
        moved, state = step(parameters, slopes, state)
        parameters[:] = [np.where(mask, new, old) for mask, new, old in zip(masks, moved, parameters, strict=True)]
        yield float(loss)


def given(network: Network, roles: tuple[Role, ...]) -> list[Array]:
    """The network's own numbers for the tensors in these roles, as arrays."""
    values = network.values()
    found = []
    for role in roles:
        found += [np.array(values[tensor.name], float) for tensor in network.with_role(role)]
    return found


def masks(network: Network) -> list[Array]:
    """For each parameter 0 where an update leaves an element alone, else 1."""
    frozen, names = set(network.numbers.frozen), dict(network.element_names)
    found = []
    for tensor, value in zip(network.with_role(Role.PARAMETER), given(network, (Role.PARAMETER,)), strict=True):
        mask = np.full(value.shape, float(tensor.name not in frozen))
        for at in np.ndindex(value.shape):
            if names.get((tensor.name, at)) in frozen:
                mask[at] = 0.0
        found.append(mask)
    return found


def accuracy(network: Network, gradients: Gradients, parameters: Sequence[Array], data: Data) -> float:
    """The share of unseen examples whose own class has the least loss of all classes."""
    (x,), (y,) = network.with_role(Role.INPUT), network.with_role(Role.TARGET)
    classes = data.unseen_targets.shape[1]
    right = 0
    for inputs, target in zip(data.unseen_inputs, data.unseen_targets, strict=True):
        given = turned(network, x, inputs[None, :])
        losses = [float(gradients(given, turned(network, y, row[None, :]), *parameters)[0]) for row in np.eye(classes)]
        right += int(np.argmin(losses)) == int(np.argmax(target))
    return right / len(data.unseen_inputs)
