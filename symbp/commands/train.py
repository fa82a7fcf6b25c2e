"""symbp train: descent along the derived gradients, with a progress bar and the curve of the loss."""

from __future__ import annotations

import math
from argparse import Namespace
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from ..compile import lambdify
from ..errors import SpecError
from ..language import Network, Role
from ..spec import load
from ..step import step_of
from ..training import Course, accuracy, descend, digits, follow, given, initial, masks
from .curve import can_plot, plot, sparkline

EPOCHS = 30
UPDATES = 1000


def run(arguments: Namespace) -> int:
    """Train on the network's own numbers, else on handwritten digits; say how the loss fell."""
    network = load(arguments.source)
    own = bool(network.numbers.values)
    if (arguments.epochs if own else arguments.updates) is not None:
        option, what = ("--epochs", "handwritten digits") if own else ("--updates", "a network with [numbers]")
        raise SpecError(f"{network.name}: expected {option} for {what} only")
    if arguments.plot:
        can_plot(Path(arguments.plot))
    losses = own_numbers(network, arguments) if own else handwritten(network, arguments)
    print(f"loss {losses[0]:.10g} -> {losses[-1]:.10g}")
    print(sparkline(losses))
    if arguments.plot:
        steps = "updates" if own else "epochs"
        print(plot(losses, network.title, steps, Path(arguments.plot)))
    return 0


def own_numbers(network: Network, arguments: Namespace) -> list[float]:
    """Descent from the worked example's parameters; the last loss is the one after all updates.

    Raises:
        SpecError: there is no learning rate.
    """
    step = step_of(network)
    gradients = lambdify(network)
    data, parameters = given(network, (Role.INPUT, Role.TARGET)), given(network, (Role.PARAMETER,))
    steps = follow(gradients.function, data, parameters, masks(network), step)
    count = positive(arguments.updates, "--updates") or network.numbers.updates or UPDATES
    return watched(islice(steps, count + 1), count + 1, f"{count} updates")


def handwritten(network: Network, arguments: Namespace) -> list[float]:
    """Mini-batch descent on handwritten digits, and the share of unseen digits that are recognised.

    Raises:
        SpecError: the network does not take 64 pixels and give 10 classes.
    """
    sizes = [size for tensor in network.with_role(Role.INPUT, Role.TARGET) for size in tensor.sizes]
    if network.example is None or not {64, 10} <= {size for size in sizes if isinstance(size, int)}:
        wanted = "[numbers] to train on, or 64 inputs, 10 outputs and examples as rows or columns"
        raise SpecError(f"{network.name}: expected {wanted}, for handwritten digits")
    course = Course(epochs=positive(arguments.epochs, "--epochs") or EPOCHS)
    data = digits(course.seed)
    gradients = lambdify(network)
    parameters = initial(network, course.seed)
    count = course.epochs * (len(data.inputs) // course.batch)
    steps = descend(network, gradients.function, parameters, data, course)
    losses = watched(steps, count, f"{len(data.inputs)} digits, {course.epochs} epochs")
    share = accuracy(network, gradients.function, parameters, data)
    print(f"{share:.1%} of {len(data.unseen_inputs)} unseen digits recognised")
    return [float(np.mean(part)) for part in np.array_split(losses, min(len(losses), course.epochs))]


def positive(value: int | None, option: str) -> int | None:
    """A number from 1, or None where none was given.

    Raises:
        SpecError: it is smaller, or more than one can wait for.
    """
    if value is not None and not 1 <= value <= 10_000_000:
        raise SpecError(f"{option}: expected a number from 1 to 10000000, found {value}")
    return value


def watched(steps: Iterator[float], count: int, what: str) -> list[float]:
    """All losses, with a progress bar while they come; descent that leaves the numbers stops.

    Raises:
        SpecError: the loss is no number any more.
    """
    losses: list[float] = []
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[loss]}"), TimeElapsedColumn())
    every = max(1, count // 200)
    with Progress(*columns, console=Console(stderr=True)) as progress:
        bar = progress.add_task(what, total=count, loss="")
        for loss in steps:
            losses.append(loss)
            if not math.isfinite(loss):
                raise SpecError(f"the loss is no number after {len(losses)} updates; try a smaller learning rate")
            if len(losses) % every == 0 or len(losses) == count:
                progress.update(bar, completed=len(losses), loss=f"loss {loss:.6g}")
    return losses
