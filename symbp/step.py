"""One step of an update rule on arrays: parameters, gradients and what the rule carries on, each as new arrays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any

import numpy as np

from .errors import SpecError
from .language import Network, Role, Tensor
from .language.update import GRADIENT, LEARNING_RATE, PARAMETER
from .update import Rule, constants_of, is_power, rule, start
from .worked.reader import Reader, reader

State = Mapping[str, Any]


@dataclass(frozen=True)
class Step:
    """`step(parameters, gradients, state)` gives new parameters and the new state; nothing is changed in place.

        step = symbp.step("adam", rate=0.001)
        parameters, state = step(parameters, gradients, state)      # state is None in the first step

    The state holds a list of arrays, one for each parameter, by the names of the rule ("m", "v"), and a number for
    every power that all share ("beta1^t").
    """

    rule: Rule
    rate: float
    constants: tuple[tuple[str, Decimal], ...] = field(default=())

    def __call__(
        self, parameters: Sequence[Any], gradients: Sequence[Any], state: State | None = None
    ) -> tuple[list[Any], dict[str, Any]]:
        """One step of all parameters.

        Raises:
            SpecError: not as many gradients as parameters.
        """
        if len(parameters) != len(gradients):
            raise SpecError(f"expected {len(parameters)} gradients, one for each parameter, found {len(gradients)}")
        cells, readers = self.compiled
        before = self.begin(parameters) if state is None else state
        after: dict[str, Any] = {name: [] for name in before}
        moved = []
        for n, (parameter, gradient) in enumerate(zip(parameters, gradients, strict=True)):
            values: list[Any] = [0.0] * len(cells)
            values[cells[LEARNING_RATE]] = self.rate
            values[cells[PARAMETER]], values[cells[GRADIENT]] = parameter, gradient
            for name, value in self.constants:
                values[cells[Tensor(name, role=Role.CONSTANT)]] = float(value)
            for formula in self.rule.formulas:
                if formula.of.role is Role.STATE:
                    own = before[formula.of.name]
                    values[cells[formula.of]] = own if is_power(formula.of) else own[n]
            for formula, made in zip(self.rule.formulas, readers, strict=True):
                values[cells[formula.to]] = found = made(values)
                if is_power(formula.of):
                    after[formula.of.name] = found
                elif formula.of.role is Role.STATE:
                    after[formula.of.name].append(found)
            moved.append(values[cells[self.rule.formulas[-1].to]])
        return moved, after

    def begin(self, parameters: Sequence[Any]) -> dict[str, Any]:
        """The state before the first step."""
        found: dict[str, Any] = {}
        for formula in self.rule.formulas:
            if formula.of.role is Role.STATE:
                first = float(start(formula.of))
                found[formula.of.name] = first if is_power(formula.of) else [np.zeros(np.shape(p)) for p in parameters]
        return found

    @cached_property
    def compiled(self) -> tuple[dict[Tensor, int], list[Reader]]:
        """A cell for everything that stands in the formulas, and what computes each of them."""
        own = (Tensor(name, role=Role.CONSTANT) for name, _ in self.constants)
        every = (LEARNING_RATE, PARAMETER, GRADIENT, *own, *(t for f in self.rule.formulas for t in (f.of, f.to)))
        cells = {tensor: place for place, tensor in enumerate(dict.fromkeys(every))}
        return cells, [reader(formula.body, cells) for formula in self.rule.formulas]


def step(name: str = "gradient_descent", *, rate: float, **constants: float) -> Step:
    """A step of an update rule by name, with its constants; what is not given is as the rule has it.

        step("adam", rate=0.001, beta1=0.8)

    Raises:
        SpecError: a rule or a constant that nobody knows, or one that must be given and is not.
    """
    found = rule(name)
    known = [key for key, _ in found.constants]
    for key in constants:
        if key not in known:
            raise SpecError(f"expected {', '.join(known) or 'no constants'} for {found.name}, found {key}")
    given = {key: Decimal(repr(float(value))) for key, value in constants.items()}
    return Step(found, float(rate), constants_of(found.name, given))


def step_of(network: Network, rate: float | None = None) -> Step:
    """The step of a network's own rule; `rate` holds where the network has none.

    Raises:
        SpecError: there is no learning rate.
    """
    numbers = network.numbers
    used = rate if numbers.rate is None else float(numbers.rate)
    if used is None:
        raise SpecError(f"{network.name}: [numbers], rate: expected a learning rate to train with, found none")
    return Step(rule(numbers.descent.rule), used, numbers.descent.constants)
