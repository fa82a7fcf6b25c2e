"""Numbers that satisfy a network's equations, at several random points at once: values and every derivative."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from itertools import count
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...certify.field import Undefined
from ...certify.plan import Plan
from ...certify.setting import Setting
from ...certify.world import Node, World
from ...language import Network, Role, Tensor
from .polynomial import Polynomial
from .precise import Names, Precise, finite

Numbers = NDArray[np.object_]
"""Decimals, or polynomials where something is to be proved; the first axis counts the points."""

TRIES = 12  # random points for each that has a value everywhere


class Data:
    """All quantities of a network at one setting, in several worlds; what is asked for is kept.

    `classes` has the class of every example, where the targets are one-hot.
    """

    def __init__(
        self, plan: Plan, setting: Setting, worlds: Iterable[World], classes: dict[tuple[int, ...], int] | None = None
    ) -> None:
        self.plan = plan
        self.classes = classes or {}
        self.setting = setting
        self.names = shared_names(plan.network)
        self.worlds = tuple(worlds)
        self.fields = tuple(world.field for world in self.worlds)
        self._values: dict[Node, Numbers] = {}
        self._slopes: dict[Node, list[dict[Node, Any]]] = {}
        self.moved: dict[tuple[Node, Node], list[dict[Node, Any]]] = {}  # derivatives while another element changes

    def value(self, tensor: Tensor, at: tuple[int, ...]) -> Numbers:
        """An element's values, 0 outside its tensor's range."""
        node = (tensor.name, at)
        found = self._values.get(node)
        if found is None:
            found = self._values[node] = numbers(world.element(tensor, at) for world in self.worlds)
        return found

    def derivative(self, of: Node, by: Node) -> Numbers:
        """The total derivative of one element by another, over all paths; of shared ones by all that share."""
        found = self._slopes.get(of)
        if found is None:
            found = self._slopes[of] = [backward(world, of) for world in self.worlds]
        shared = self.sharing(by)
        return numbers(sum(slopes.get(node, 0) for node in shared) for slopes in found)

    def direct(self, of: Node, by: Node) -> Numbers:
        """The derivative through one equation alone."""
        shared = self.sharing(by)
        return numbers(sum(world.slopes.get(of, {}).get(node, 0) for node in shared) for world in self.worlds)

    def depends(self, of: Node, by: Node) -> bool:
        """Whether an element's own equation reads another."""
        return any(node in world.slopes.get(of, {}) for world in self.worlds[:1] for node in self.sharing(by))

    def constant(self, value: Decimal | Fraction | int) -> Numbers:
        """The same number in all worlds."""
        if isinstance(value, Fraction):
            return numbers(field.constant(value) for field in self.fields)
        return numbers([value] * len(self.fields))

    def rate(self) -> Numbers:
        """The learning rate."""
        return numbers(field.leaf(Role.CONSTANT, "rate of learning", ()) for field in self.fields)

    def sharing(self, node: Node) -> tuple[Node, ...]:
        """All elements of one name."""
        name = self.names.get(node)
        return (node,) if name is None else tuple(other for other, known in self.names.items() if known == name)


def numbers(found: Iterable[Any]) -> Numbers:
    """Decimals, or polynomials, as a row."""
    entries = [value if isinstance(value, Polynomial) else Decimal(value) for value in found]
    made = np.empty(len(entries), dtype=object)
    made[:] = entries
    return made


def shared_names(network: Network) -> Names:
    """The names that several elements have, by element."""
    times = Counter(name for _, name in network.element_names)
    return {place: name for place, name in network.element_names if times[name] > 1}


def worlds(
    plan: Plan,
    setting: Setting,
    points: int,
    seed: int,
    *,
    facts: bool = True,
    given: dict[Node, Any] | None = None,
) -> Iterable[World]:
    """The forward pass at so many random points, fewer where the network has no values at most of them.

    `facts` says whether the data satisfy what the network declares about them; `given` elements have these values.
    """
    names = shared_names(plan.network)
    seeds = count(seed)
    for _ in range(points):
        for turn in range(TRIES):
            try:
                field = Precise(next(seeds), names, positive=turn >= TRIES // 2)
                world = World(plan, setting, field, facts=facts, changed=given)
                world.run()
                finite(sum((abs(world.element(plan.tensors[name], at)) for name, at in world.order), Decimal(0)))
            except Undefined:
                continue
            yield world
            break


def backward(world: World, of: Node) -> dict[Node, Any]:
    """The derivatives of one element by all others: adjoint of what is read += adjoint of the reader * slope."""
    adjoints: dict[Node, Any] = {of: 1}
    for node in reversed(world.order):
        upstream = adjoints.get(node)
        if upstream:
            for read, slope in world.slopes.get(node, {}).items():
                adjoints[read] = adjoints.get(read, 0) + upstream * slope
    return adjoints
