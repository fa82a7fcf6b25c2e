"""A spelled-out network in numbers: forward, backward, updates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from ..derivation import Derivation
from ..errors import SizeError, SpecError
from ..language import Element, Expression, Network, Role, Tensor, Value, adjoint, elements
from ..update import begins, moves
from .tape import Tape

LONGEST = 300_000_000  # operations that one can wait for


def evaluate(network: Network, numbers: Mapping[str, Any] | None = None) -> dict[str, float]:
    """Every quantity of a network by name, in float64; a network with indices is spelled out first.

    `numbers` replaces the network's own, by tensor name: a number, or nested lists or an array of them.

    Raises:
        SpecError: a quantity without a number.
    """
    from .spell import spell_out

    if numbers is not None:
        values = {**network.values(), **{name: as_value(value) for name, value in numbers.items()}}
        network = replace(network, numbers=replace(network.numbers, values=tuple(values.items())))
    if any(tensor.sizes or tensor.labels for tensor in network.tensors()):
        network = spell_out(network)
    tape = forward(network)
    tape.run()
    return {tensor.name: tape.read(tensor) for tensor in network.tensors()}


def value_of(formula: Expression, known: Mapping[str, float]) -> float:
    """The value of a formula of single numbers, from the values of the quantities in it."""
    tape = Tape()
    for used in elements(formula):
        tape.put(used.tensor, known[used.tensor.name])
    result = Tensor("value")
    tape.define(result, formula)
    tape.run()
    return tape.read(result)


def as_value(value: Any) -> Value:
    """Nested lists, arrays or single numbers as they are kept."""
    value = value.tolist() if hasattr(value, "tolist") else value
    if isinstance(value, list | tuple):
        return tuple(as_value(inner) for inner in value)
    return value if isinstance(value, Decimal) else Decimal(repr(value))


def forward(network: Network) -> Tape:
    """The forward pass, ready to run."""
    tape = Tape()
    values = network.values()
    for tensor in network.tensors():
        if tensor.name in values:
            value = values[tensor.name]
            assert isinstance(value, Decimal)
            tape.put(tensor, float(value))
    for equation in network.equations:
        tape.define(equation.tensor, equation.body)
    return tape


class Calculation:
    """The numbers of a network and of its derivation; `update` takes one step by the network's update rule.

    Raises:
        SpecError: a quantity without a number, or an arbitrary function.
    """

    def __init__(self, derivation: Derivation) -> None:
        network = derivation.network
        self.network = network
        self.given = network.values()
        self.tape = forward(network)
        self.tape.put(adjoint(network.loss), 1.0)
        self._ahead = len(self.tape.program)
        kept = network.numbers.frozen
        self.parameters = tuple(t for t in network.with_role(Role.PARAMETER) if t.name not in kept)
        rate = network.numbers.rate
        self.rate = None if rate is None else float(rate)
        for result in derivation.results:
            assert isinstance(result.quantity, Element)
            self.tape.define(result.quantity.tensor, result.answer)
        self.moves = tuple(moves(network, filter(self.is_moving, self.parameters)))
        for tensor, value in begins(network, self.moves).items():
            self.tape.put(tensor, float(value))
        for move in self.moves:
            self.tape.define(move.to, move.body)
        for move in self.moves:
            self.tape.move(move.of, move.to)

    def is_moving(self, parameter: Tensor) -> bool:
        """Whether the loss depends on a parameter."""
        return self.tape.knows(adjoint(parameter))

    def update(self) -> None:
        """Forward, backward, and one step of every parameter and of what the rule carries on."""
        self.tape.run()

    def value(self, tensor: Tensor) -> float:
        """The value of a quantity as the last update left it; gradients of parameters without influence are 0."""
        return self.tape.read(tensor) if tensor.role is not Role.ADJOINT or self.tape.knows(tensor) else 0.0

    def before(self, tensor: Tensor) -> float:
        """The value before the update: as it was given, where it was."""
        written = self.given.get(tensor.name)
        return float(written) if isinstance(written, Decimal) else self.value(tensor)

    def loss(self) -> float:
        """The loss with the parameters as they are now."""
        tape = self.tape
        whole, tape.program = tape.program, tape.program[: self._ahead]
        tape.run()
        tape.program = whole
        return tape.read(self.network.loss)

    def losses(self, wanted: tuple[int, ...]) -> Iterator[tuple[int, float]]:
        """The loss after each of these numbers of updates, in growing order, from the calculation's start.

        Raises:
            SpecError: there is no learning rate.
            SizeError: it would take too long.
        """
        if self.rate is None:
            raise SpecError("[numbers], rate: expected a learning rate to update with, found none")
        if wanted and len(self.tape.program) * wanted[-1] > LONGEST:
            most = LONGEST // len(self.tape.program)
            raise SizeError(f"expected at most {most} updates of a network of this size, found {wanted[-1]}")
        done = 0
        for count in wanted:
            for _ in range(count - done):
                self.tape.run()
            done = max(done, count)
            yield count, self.loss()
