"""A small network around every operation, loss and penalty that stands in the folders, and numbers for it."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from functools import cache
from itertools import product

import numpy as np

from judge.arrays import Arrays
from symbp.compile.function import Gradients
from symbp.derive import derive
from symbp.errors import SymbpError
from symbp.language import Block, Element, Equation, Extent, Network, Quantity, Role, Size, Tensor, check, total
from symbp.layers import Layer, Layout, layered
from symbp.library import find, names

KINDS = {"operations": "operation", "losses": "loss", "penalties": "penalty"}
NAMES = [f"{folder}/{name}" for folder in KINDS for name in names(folder)]
SIZES = {"m": 5, "n": 4, "p": 2, "q": 3, "r": 6, "s": 7}
WIDTHS = (4, 3, 2)
LAYOUTS = [("one", "out,in", "unit"), ("rows", "in,out", "shared"), ("columns", "out,in", "none")]


def module(path: str):
    """The module that holds an operation, a loss or a penalty."""
    folder, name = path.split("/")
    return find(folder, name, KINDS[folder])


def is_block(path: str) -> bool:
    """Whether an operation is more than the activation of a layer."""
    return hasattr(module(path), "define")


@cache
def sample(path: str, layout: Layout = Layout(), bias: str = "unit") -> Network:
    """A network of layers, the operation in the hidden one, or with the loss or penalty; blocks stand alone."""
    folder, name = path.split("/")
    hidden, last, loss, penalty = "tanh", "sigmoid", "half_squared_error", ""
    if is_block(path):
        return alone(path)
    if folder == "losses":
        last, loss = getattr(module(path), "OUTPUTS", "sigmoid"), name
    elif folder == "penalties":
        penalty = name
    else:
        hidden = name
    layers = [Layer(WIDTHS[1], hidden, bias), Layer(WIDTHS[2], last, bias)]
    return layered(name, WIDTHS[0], layers, loss, penalty=penalty, layout=layout)


def layouts(path: str) -> list[Network]:
    """The sample of an operation in every layout that there is."""
    if is_block(path):
        return [sample(path)]
    return [sample(path, Layout(examples, weights), bias) for examples, weights, bias in LAYOUTS]


def alone(path: str) -> Network:
    """The operation on inputs of as many different sizes as its formula allows, under half the sum of squares."""
    define = module(path).define
    wanted = [kind_of(parameter) for parameter in list(inspect.signature(define).parameters.values())[1:]]
    for shapes in shapings([kind for kind in wanted if kind]):
        equations: list[Equation] = []
        block = Block(equations, set())
        try:
            given = [argument(block, kind, shape) for kind, shape in zip(wanted, shapes, strict=False)]
            out = define(block, *given)
            made = closed(path, block, equations, out)
            run(made, numbers(made))
        except (SymbpError, ValueError, IndexError, AttributeError, KeyError):
            continue
        return made
    raise AssertionError(f"{path}: no shapes of its inputs fit its formula")


def kind_of(parameter: inspect.Parameter) -> str:
    """What an argument of an operation is: "quantity", "extent", or something that has a default."""
    text = str(parameter.annotation)
    if parameter.default is not inspect.Parameter.empty:
        return ""
    return "quantity" if "Quantity" in text else "extent"


def shapings(kinds: list[str]) -> Iterator[list[tuple[Extent, ...]]]:
    """Shapes for all arguments, matrices before vectors, more different sizes before fewer."""
    symbols = [Size(name) for name in SIZES]
    for ranks in sorted(product(*([2, 1, 0] if kind == "quantity" else [1] for kind in kinds)), key=sum, reverse=True):
        strings = sorted(growing(sum(ranks)), key=lambda string: -max(string, default=0))
        for string in strings:
            places = iter(string)
            if max(string, default=0) < len(symbols):
                yield [tuple(symbols[next(places)] for _ in range(rank)) for rank in ranks]


def growing(length: int) -> list[tuple[int, ...]]:
    """Every way to say which of so many places are alike: 0, then at most one more than the highest before."""
    made: list[tuple[int, ...]] = [()]
    for _ in range(length):
        made = [(*string, k) for string in made for k in range(max(string, default=-1) + 2)]
    return made


def argument(block: Block, kind: str, shape: tuple[Extent, ...]) -> Quantity | Extent:
    """An input, trained so that its gradient is derived too, or a size."""
    return shape[0] if kind == "extent" else block.data("x", shape, Role.PARAMETER)


def closed(path: str, block: Block, equations: list[Equation], out: Quantity) -> Network:
    """The equations with the loss at their end."""
    target = block.data("t", out.tensor.sizes, Role.TARGET)
    loss = Tensor("C", (), Role.LOSS)
    body = total((out() - target(*out.indices)) ** 2 / 2, *out.indices)
    return check(Network(path.split("/")[1], path, (*equations, Equation(Element(loss), body, "loss")), loss))


def data(network: Network) -> list[Tensor]:
    """The tensors that nothing defines."""
    defined = {equation.tensor for equation in network.equations}
    return [tensor for tensor in network.tensors() if tensor not in defined]


def numbers(network: Network, seed: int = 0) -> dict[str, np.ndarray]:
    """Data and parameters at which everything has a value; positive ones where others give none.

    Targets are positive and add up to 1 over the outputs of an example.
    """
    for draw in (np.random.default_rng(seed).standard_normal, np.random.default_rng(seed).random):
        made = {}
        for tensor in data(network):
            value = np.asarray(
                draw([extent if isinstance(extent, int) else SIZES[extent.name] for extent in tensor.sizes])
            )
            if tensor.role is Role.TARGET:
                positive = np.exp(value)
                value = positive / positive.sum(axis=0 if network.example in columns(network) else -1, keepdims=True)
            made[tensor.name] = np.abs(value) if tensor.role is Role.CONSTANT else value
        if np.isfinite(run(network, made).values[network.loss]):
            return made
    raise AssertionError(f"{network.name} has no value")


def columns(network: Network) -> tuple[object, ...]:
    """The example's index, if it counts the columns of the targets."""
    example = network.example
    found = [t for t in network.with_role(Role.TARGET) if example is not None and t.sizes[-1] == example.size]
    return (example,) if found else ()


def run(network: Network, given: dict[str, np.ndarray]) -> Arrays:
    """All values of a forward pass."""
    known = Arrays(SIZES, {tensor: given[tensor.name] for tensor in data(network)})
    with np.errstate(invalid="ignore", divide="ignore"):
        for equation in network.equations:
            known.values[equation.tensor] = known.array(equation.body, equation.output.indices)
    return known


def derived(network: Network, known: Arrays) -> Arrays:
    """The values of all adjoints, by the last step of each result."""
    for result in derive(network).results:
        known.values[result.quantity.tensor] = known.array(result.answer, result.quantity.indices)
    return known


def called(compiled: Gradients, network: Network, given: dict[str, np.ndarray]) -> tuple[float, dict[str, np.ndarray]]:
    """Loss and gradients by the compiled function; of one example, where there are inputs that are no batch."""
    alone = {t.name for t in network.with_role(Role.INPUT, Role.TARGET)}
    if network.example is not None or not network.with_role(Role.INPUT):
        alone = set()

    def rows(names: tuple[str, ...]) -> dict[str, np.ndarray]:
        return {name: given[name][None] if name in alone else given[name] for name in names}

    held = {name: given[name] for name in compiled.parameters}
    return compiled(rows(compiled.inputs), rows(compiled.targets), held)
