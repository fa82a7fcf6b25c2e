"""True values of adjoints and partial derivatives: one element is given a small change, and the change is carried
forward, equation by equation, to the loss.
"""

from __future__ import annotations

from symbp.language import Case, Tensor

from .field import Field, Value
from .setting import Setting
from .view import Key
from .world import Node, World


class Oracle:
    """Adjoints by changing one element at a time; the network is never walked backwards."""

    def __init__(self, world: World) -> None:
        world.run()
        self.world = world
        self.loss: Node = (world.plan.network.loss.name, ())
        self.number = {node: number for number, node in enumerate(world.order)}
        self.readers: dict[Node, list[tuple[Node, Value]]] = {}
        for node, slopes in world.slopes.items():
            for read, slope in slopes.items():
                self.readers.setdefault(read, []).append((node, slope))
        self._adjoints: dict[Node, Value] = {}

    def adjoint(self, tensor: Tensor, at: Key) -> Value:
        """The change of the loss for a change of one element; 0 for an element outside its tensor's range."""
        node = (tensor.name, at)
        found = self._adjoints.get(node)
        if found is None:
            found = self._adjoints[node] = self.carried(node)
        return found

    def carried(self, start: Node) -> Value:
        """The change of the loss for a change of 1 at the start."""
        if start not in self.number:
            return 0
        changes: dict[Node, Value] = {start: 1}
        order, reduce = self.world.order, self.world.field.reduce
        for number in range(self.number[start], self.number[self.loss]):
            change = changes.pop(order[number], None)
            if change is not None:
                change = reduce(change)
                for node, slope in self.readers.get(order[number], ()):
                    changes[node] = changes.get(node, 0) + slope * change
        return reduce(changes.get(self.loss, 0))

    def partial(self, of: Node, by: Node, case: Case | None) -> Value:
        """The change of one element for a change of another, through its equation and those that are read through."""
        direct = self.world.slopes.get(of, {})
        total = direct.get(by, 0)
        for node, slope in direct.items():
            if node[0] != by[0] and not self.world.plan.kept(node[0], case):
                total = total + slope * self.partial(node, by, case)
        return self.world.field.reduce(total)


class OracleView:
    """What a step's expression reads: forward values, and adjoints and partial derivatives from the oracle."""

    def __init__(self, oracle: Oracle, case: Case | None) -> None:
        self.oracle = oracle
        self.case = case
        self.field: Field = oracle.world.field
        self.setting: Setting = oracle.world.setting
        self.element = oracle.world.element
        self.whole = oracle.world.whole
        self.adjoint = oracle.adjoint
        self._partials: dict[tuple[Node, Node], Value] = {}

    def partial(self, of: Tensor, at: Key, by: Tensor, there: Key) -> Value:
        """A partial derivative."""
        key = ((of.name, at), (by.name, there))
        found = self._partials.get(key)
        if found is None:
            self.oracle.world.element(of, at)
            found = self._partials[key] = self.oracle.partial(*key, self.case)
        return found
