"""Random graphs of equations, each written twice: in symbp's language, and as a forward pass in PyTorch.

Every kind of equation below makes its body and a function of the values so far.  Names of indices come from a small
pool and sizes may all be equal, so that whoever confuses two indices is found out.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from judge.forwards import FUNCTIONS, torch
from symbp.language import Element, Equation, Expression, Function, Index, Network, Role, Size, Tensor
from symbp.library import find

Values = dict[str, "torch.Tensor"]
Forward = Callable[[Values], "torch.Tensor"]

LETTERS = "ijklpqrs"
LARGEST = 6.0  # values beyond it are pressed together
SMOOTH = ("tanh", "sigmoid", "softplus", "silu", "gelu", "square", "identity")
KINKED = ("relu", "leaky_relu", "absolute")


def function(name: str) -> Function:
    """An operation's function by its name."""
    made: Function = find("operations", name, "operation").FUNCTION
    return made


class AtKinkError(ValueError):
    """An argument so close to a kink that rounding decides on which side it lies."""


def smooth_at(name: str, argument: torch.Tensor) -> torch.Tensor:
    """The function, if no argument lies at its kink."""
    if name in KINKED and argument.numel() and argument.abs().min() < 1e-9:
        raise AtKinkError(name)
    return FUNCTIONS[name](argument)


@dataclass
class Graph:
    """A network, its sizes, its data, and its forward pass in PyTorch."""

    network: Network
    sizes: dict[str, int]
    data: Values
    steps: list[tuple[str, Forward]]

    def run(self, given: Values) -> Values:
        """All values, each remembering its gradient."""
        values = dict(given)
        for name, forward in self.steps:
            values[name] = forward(values)
            if values[name].requires_grad:
                values[name].retain_grad()
        return values


@dataclass
class Maker:
    """A graph under construction."""

    seed: int
    alike: bool = False
    equations: list[Equation] = field(default_factory=list)
    steps: list[tuple[str, Forward]] = field(default_factory=list)
    data: Values = field(default_factory=dict)
    values: Values = field(default_factory=dict)
    tensors: list[Tensor] = field(default_factory=list)
    used: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.draw = random.Random(self.seed)
        self.numbers = np.random.default_rng(self.seed)
        if self.alike:
            self.extents: list[int | Size] = [Size("n")]
            self.sizes = {"n": 3}
        else:
            lengths = self.draw.sample(range(2, 7), 4)
            self.extents = [Size("n"), Size("m"), Size("p"), lengths[3]]
            self.sizes = dict(zip("nmp", lengths, strict=False))

    def length(self, extent: int | Size) -> int:
        return extent if isinstance(extent, int) else self.sizes[extent.name]

    def indices(self, sizes: Sequence[int | Size], taken: Sequence[Index] = ()) -> tuple[Index, ...]:
        """Different indices over these sizes, their names drawn from few; now and then two look alike."""
        found: list[Index] = []
        for size in sizes:
            while True:
                serial = self.draw.choice([0, 0, 0, 0, 0, 1, 2])
                index = Index(self.draw.choice(LETTERS[: 3 if serial else 6]), size, serial)
                names = [(other.name, other.serial) for other in (*found, *taken)]
                if (index.name, index.serial) not in names:
                    break
            found.append(index)
        return tuple(found)

    def leaf(self, sizes: Sequence[int | Size], role: Role | None = None) -> Tensor:
        """New data or a new parameter."""
        role = role or self.draw.choice([Role.PARAMETER, Role.PARAMETER, Role.PARAMETER, Role.INPUT, Role.TARGET])
        tensor = Tensor(f"{role.name[0].lower()}{len(self.data)}", tuple(sizes), role)
        value = 0.9 * self.numbers.standard_normal([self.length(size) for size in sizes])
        self.data[tensor.name] = self.values[tensor.name] = torch.tensor(value)
        self.tensors.append(tensor)
        return tensor

    def some(self, rank: int | None = None) -> Tensor:
        """A quantity that is there already, a late one rather than an early one, or new data."""
        fits = [t for t in self.tensors if t.sizes and rank in (None, len(t.sizes))]
        if not fits or self.draw.random() < 0.2:
            count = self.draw.choice([1, 1, 2, 2, 3]) if rank is None else rank
            return self.leaf([self.draw.choice(self.extents) for _ in range(count)])
        return fits[max(self.draw.randrange(len(fits)) for _ in range(2))]

    def fitting(self, sizes: Sequence[int | Size]) -> Tensor:
        """A quantity of just this shape."""
        fits = [t for t in self.tensors if t.sizes == tuple(sizes)]
        return self.draw.choice(fits) if fits and self.draw.random() < 0.7 else self.leaf(sizes)

    def over(self, indices: Sequence[Index]) -> tuple[Tensor, tuple[Index, ...]]:
        """A quantity over some of these indices, and where it is read."""
        at = tuple(self.draw.sample(list(indices), self.draw.randint(1, min(2, len(indices)))))
        return self.fitting([index.size for index in at]), at

    def define(self, indices: tuple[Index, ...], body: Expression, forward: Forward) -> Tensor | None:
        """A new equation, unless its values are large or no numbers, or lie at a kink."""
        try:
            with torch.no_grad():
                value = forward(self.values)
        except AtKinkError:
            return None
        wanted = tuple(self.length(index.size) for index in indices)
        assert value.shape == wanted, (value.shape, wanted)
        if not torch.isfinite(value).all() or value.abs().max() > LARGEST:
            return None
        name = f"u{len(self.steps)}"
        tensor = Tensor(name, tuple(index.size for index in indices))
        kept = self.draw.random() > 0.2
        self.equations.append(Equation(Element(tensor, (), indices), body, "", kept))
        self.steps.append((name, forward))
        self.values[name] = value
        self.tensors.append(tensor)
        return tensor
