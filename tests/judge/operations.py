"""Random graphs of operations by name, made through symbp.Graph and, beside it, in PyTorch.

All sizes are different; quantities and weights are used again; every operation, loss and penalty has its turn.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

import symbp
from judge.forwards import BLOCKS, FUNCTIONS, LOSSES, PENALTIES, VECTORS, torch
from judge.graphs import KINKED, LARGEST, Values
from symbp.language import Network, Quantity, Role, Tensor, elements

SIZES = {"m": 2, "n": 3, "p": 4, "q": 5}
PAIRS = ("add", "multiply", "recurrent_cell")
ATTENTION = ("attention", "causal_attention")
NAMES = (*FUNCTIONS, *VECTORS, *BLOCKS)
BEFORE = {"cross_entropy": "softmax", "binary_cross_entropy": "sigmoid"}  # what makes probabilities
CLOSE = 1e-3  # nearer to a kink or a pole no argument may lie


@dataclass
class Maker:
    """A graph under construction, and the value of each quantity so far."""

    seed: int
    values: Values = field(default_factory=dict)
    made: list[Quantity] = field(default_factory=list)
    unread: set[Tensor] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.draw = random.Random(self.seed)
        self.numbers = np.random.default_rng(self.seed)
        self.graph = symbp.Graph(f"random-{self.seed}")

    def leaf(self, *sizes: str) -> Quantity:
        """New data, or more often a new parameter."""
        kind = self.graph.input if self.made and self.draw.random() < 0.3 else self.graph.parameter
        made = kind(f"d{len(self.values)}", *sizes)
        self.value(made.tensor)
        return self.keep(made)

    def value(self, tensor: Tensor) -> torch.Tensor:
        """Random numbers for data; constants are positive, and so are targets, which add up to 1."""
        drawn = 0.9 * self.numbers.standard_normal([SIZES[size.name] for size in tensor.sizes])
        if tensor.role is Role.CONSTANT:
            drawn = np.abs(drawn) + 0.1
        if tensor.role is Role.TARGET:
            drawn = np.exp(drawn) / np.exp(drawn).sum(axis=-1, keepdims=True) if drawn.ndim else drawn
        self.values[tensor.name] = torch.tensor(drawn, requires_grad=True)
        return self.values[tensor.name]

    def keep(self, quantity: Quantity) -> Quantity:
        """Remember a quantity for others to read."""
        self.made.append(quantity)
        return quantity

    def some(self, fits: Callable[[tuple[str, ...]], bool], *wanted: str) -> Quantity:
        """A quantity that fits, rather one that nothing has read yet; or a new one of the wanted sizes."""
        found = [quantity for quantity in self.made if fits(shape(quantity))]
        fresh = [quantity for quantity in found if quantity.tensor in self.unread]
        if found and self.draw.random() < 0.9:
            return self.draw.choice(fresh if fresh and self.draw.random() < 0.8 else found)
        return self.leaf(*wanted)

    def size(self) -> str:
        return self.draw.choice([*SIZES])

    def inputs(self, name: str) -> tuple[list[Quantity], dict[str, str]]:
        """What an operation is applied to, and its options."""
        rank = 2 if name in (*ATTENTION, "batch_norm", "matmul", "recurrent_cell") else 1
        x = self.some(lambda found: len(found) == 2 or (rank == 1 and len(found) == 1), self.size(), self.size())
        *rows, last = shape(x)
        if name in PAIRS[:2]:
            return [x, self.some(lambda found: found == (*rows, last), *rows, last)], {}
        if name == "recurrent_cell":
            return [x, self.some(lambda found: len(found) == 2 and found[0] == rows[0], rows[0], self.size())], {}
        if name == "matmul":
            return [x, self.some(lambda found: len(found) == 2 and found[0] == last, last, self.size())], {}
        if name in ATTENTION:
            keys = self.some(lambda found: len(found) == 2 and found[1] == last, self.size(), last)
            count = shape(keys)[0]
            return [x, keys, self.some(lambda found: len(found) == 2 and found[0] == count, count, self.size())], {}
        return [x], {"width": self.size()} if name == "dense" else {}

    def apply(self, name: str, inputs: list[Quantity], options: dict[str, str]) -> bool:
        """The operation in both languages, unless its value is large or none, or lies at a kink or a pole."""
        read = [self.values[quantity.tensor.name] for quantity in inputs]
        if name in (*KINKED, "log", "reciprocal") and read[0].abs().min() < 10 * CLOSE:
            return False
        before = len(self.graph.equations)
        made = self.graph.apply(name, *inputs, **options)
        new = self.graph.equations[before:]
        defined = {equation.tensor for equation in new}
        own = {}
        for tensor in dict.fromkeys(used.tensor for equation in new for used in elements(equation.body)):
            if tensor not in defined and tensor.name not in self.values:
                own[tensor.name.rstrip("0123456789")] = self.value(tensor)
        value = {**FUNCTIONS, **VECTORS, **BLOCKS}[name](*read, *([-1] if name in VECTORS else []), **own)
        if not torch.isfinite(value).all() or value.abs().max() > LARGEST:
            del self.graph.equations[before:]
            return False
        self.values[made.tensor.name] = value
        self.unread -= {quantity.tensor for quantity in inputs}
        self.unread.add(made.tensor)
        self.keep(made)
        return True

    def end(self, loss: str, penalty: str) -> tuple[Network, torch.Tensor]:
        """The network, and its loss by PyTorch."""
        last = next(quantity for quantity in self.made if quantity.tensor == self.graph.equations[-1].tensor)
        if not last.indices:
            loss = "huber"  # a single number is no probability
        elif loss in BEFORE:
            self.apply(BEFORE[loss], [last], {})
        network = self.graph.loss(loss, penalty=penalty)
        output = self.values[self.graph.equations[-1].tensor.name]
        (target,) = network.with_role(Role.TARGET)
        parts = LOSSES[loss](*(v[None] if v.ndim == 0 else v for v in (output, self.value(target))), -1)
        value = parts.sum()
        if penalty:
            weights = [t for t in network.with_role(Role.PARAMETER) if len(t.sizes) == 2]
            strength = self.value(Tensor("lambda", (), Role.CONSTANT))
            value = value + strength * sum(PENALTIES[penalty](self.values[weight.name]) for weight in weights)
        return network, value


def shape(quantity: Quantity) -> tuple[str, ...]:
    """The names of the sizes."""
    return tuple(size.name for size in quantity.tensor.sizes)


def random_operations(seed: int) -> tuple[Network, torch.Tensor, Values, list[str]]:
    """A graph of five to eight operations, its loss by PyTorch, all values, and the names of the operations."""
    maker = Maker(seed)
    maker.leaf(*maker.draw.sample([*SIZES], 2))
    used: list[str] = []
    wanted = maker.draw.randint(5, 8)
    for turn in range(200):
        # The first operations take turns over all seeds, so that none is left to chance.
        name = NAMES[(seed * 3 + turn) % len(NAMES)] if turn < 3 else maker.draw.choice(NAMES)
        if maker.apply(name, *maker.inputs(name)):
            used.append(name)
        if len(used) == wanted:
            break
    loss = [*LOSSES][seed % len(LOSSES)]
    network, value = maker.end(loss, maker.draw.choice(["", "", *PENALTIES]))
    return network, value, maker.values, used
