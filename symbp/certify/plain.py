"""End results in two more ways: SymPy's plain diff of the loss with everything substituted, and central differences.

Neither knows the chain rule as the derivation uses it, nor the oracle: the first differentiates one large expression,
the second runs the forward pass twice.
"""

from __future__ import annotations

import sympy

from symbp.language import Tensor

from .algebraic import Algebraic, exact
from .counting import LARGEST, written_out
from .field import Undefined
from .floating import Floating
from .oracle import Oracle
from .view import Key
from .world import Node, World

DIGITS = 25
STEP = 1e-5


class TooLarge(Exception):
    """A substituted loss that has too many nodes.  It never leaves the certificate."""


class PlainDiff:
    """The loss as one expression of the data, differentiated by SymPy as it stands."""

    def __init__(self, oracle: Oracle) -> None:
        self.oracle = oracle
        assert isinstance(oracle.world.field, Floating)
        self.algebra = Algebraic(oracle.world.field)
        self.nodes = written_out(oracle.world.plan, oracle.world.setting)
        self._losses: dict[Node | None, sympy.Expr] = {}

    def __call__(self, tensor: Tensor, at: Key) -> float:
        """The derivative of the loss by one element, at the oracle's point.

        Raises:
            TooLarge: the substituted loss is too large to differentiate.
            Undefined: it has no value.
        """
        world = self.oracle.world
        if self.nodes > LARGEST:
            raise TooLarge
        symbol = self.algebra.symbol(tensor.name, at)
        found = self.loss((tensor.name, at)).diff(symbol)
        numbers = {
            symbol: exact(world.element(world.plan.tensors[node[0]], node[1]))  # type: ignore[index, arg-type]
            for node, symbol in self.algebra.symbols.items()
        }
        value = found.evalf(DIGITS, subs={s: numbers[s] for s in found.free_symbols})
        if not value.is_Number or not value.is_finite:
            raise Undefined("no-value")
        return float(value)

    def loss(self, node: Node) -> sympy.Expr:
        """The loss, the element at hand a symbol and everything else written out down to the data."""
        cut = node if node in self.oracle.world.slopes else None
        if cut not in self._losses:
            world = self.oracle.world
            changed = {} if cut is None else {cut: self.algebra.symbol(*cut)}
            fresh = World(world.plan, world.setting, self.algebra, facts=False, dual=False, changed=changed)
            self._losses[cut] = exact(fresh.run())
        return self._losses[cut]


class Differences:
    """(C(u + h) - C(u - h)) / 2h, by two forward passes; data that a fact ties together do not follow each other."""

    def __init__(self, oracle: Oracle) -> None:
        self.oracle = oracle
        world = oracle.world
        tied = [node for node in world.order if node[0] in world.plan.constraints]
        self._tied = {node: world.element(world.plan.tensors[node[0]], node[1]) for node in tied}

    def __call__(self, tensor: Tensor, at: Key) -> float:
        """The difference quotient by one element.

        Raises:
            Undefined: the loss has no value there.
        """
        world = self.oracle.world
        value = world.element(tensor, at)
        step: float = STEP * max(1.0, abs(value))
        above, below = (self.loss((tensor.name, at), value + change) for change in (step, -step))
        return (above - below) / (2 * step)

    def loss(self, node: Node, value: float) -> float:
        """The loss with one element changed."""
        world = self.oracle.world
        changed = {**self._tied, node: value}
        return float(World(world.plan, world.setting, world.field, dual=False, changed=changed).run())


Way = PlainDiff | Differences
"""A way to differentiate the loss that owes nothing to the derivation."""
