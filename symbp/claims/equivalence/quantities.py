"""Quantities of the network as arrays: values, derivatives, Jacobians, chains of derivatives, updated parameters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, product

import numpy as np

from ...certify.world import Node
from ...language import Descent, Extent, Role, Tensor
from ..tree import Ref, Slope
from .array import Array, Unread
from .data import Data, Numbers
from .places import Place, Scope, placed, subject_tensor
from .second import second
from .traits import is_second

Asked = tuple[str, Node, Node]
"""A value, a derivative or an updated parameter that was read: its kind, and the elements it is about."""

LARGEST = 4000  # derivatives of all elements by all, in one link of a chain
NOWHERE: Node = ("", ())


@dataclass(frozen=True)
class Reading:
    """How what is not said is taken: vectors as rows, derivatives through one equation, a letter as a size.

    `rate` is whether the learning rate is the network's own number; `entrywise` whether a product of two vectors that
    is none of matrices is one entry by entry; `star` whether an asterisk is;
    `added` whether a sum runs over the examples alone, as arrays are programmed.
    """

    rows: bool = False
    direct: bool = False
    letters: tuple[tuple[str, Extent], ...] = ()
    rate: bool = False
    entrywise: bool = False
    star: bool = False
    added: bool = False


class Quantities:
    """What a formula reads from the data, in one reading; `asked` remembers all of it."""

    def __init__(self, data: Data, reading: Reading) -> None:
        self.data = data
        self.reading = reading
        self.asked: set[Asked] = set()
        self.tensors = data.plan.tensors

    def nodes(self, ref: Ref, scope: Scope) -> Nodes:
        """The elements that a reference means, and how they are laid out."""
        tensor = subject_tensor(ref)
        if ref.state:
            raise Unread("updates", tensor.name)
        return Nodes(self.data, tensor, placed(ref, self.data.plan, self.data.setting, scope))

    def value(self, ref: Ref, scope: Scope) -> Array:
        """A quantity, the derivative of the loss by one, or a parameter after one step of descent."""
        if ref.tensor.of is not None:
            return self.slope(Slope(Ref(self.data.plan.network.loss), ref), scope)
        nodes = self.nodes(ref, scope)
        if ref.updates:
            return self.updated(ref, nodes)
        self.asked.update(("value", node, NOWHERE) for node in nodes.all)
        return self.laid(nodes, [self.data.value(nodes.tensor, at) for _, at in nodes.all])

    def updated(self, ref: Ref, nodes: Nodes) -> Array:
        """w - eta dC/dw, or w where an update leaves it alone."""
        if ref.updates > 1 or nodes.tensor.role is not Role.PARAMETER:
            raise Unread("updates", nodes.tensor.name)
        network = self.data.plan.network
        if network.numbers.descent != Descent():
            raise Unread("updates", nodes.tensor.name)
        loss: Node = (network.loss.name, ())
        names, frozen = dict(network.element_names), set(network.numbers.frozen)
        self.asked.update(("updated", node, NOWHERE) for node in nodes.all)
        found = []
        for node in nodes.all:
            value = self.data.value(nodes.tensor, node[1])
            still = frozen & {nodes.tensor.name, names.get(node, "")}
            found.append(value if still else value - self.rate() * self.data.derivative(loss, node))
        return self.laid(nodes, found)

    def rate(self) -> Numbers:
        """The learning rate, any or the network's own."""
        own = self.data.plan.network.numbers.rate
        return self.data.rate() * 0 + own if self.reading.rate and own is not None else self.data.rate()

    def slope(self, slope: Slope, scope: Scope, *, diagonal: bool = False) -> Array:
        """A derivative: an array by what it is taken by, or of; rows by columns where both are vectors.

        With `diagonal` each entry by the entry at the same place, as of an activation by its pre-activation.
        """
        if slope.of.updates or slope.by.updates:
            raise Unread("updates", slope.by.tensor.name)
        if is_second(slope):
            return second(self, slope, scope)
        of, by = self.nodes(slope.of, scope), self.nodes(slope.by, scope)
        if slope.through:
            return self.along(slope, of, by, scope)
        if len(of.all) * len(by.all) > LARGEST and of.whole and by.whole:
            raise Unread("size", slope.of.tensor.name)
        if of.whole and by.whole:
            if diagonal or of.whole + by.whole > 2:
                return self.entry_by_entry(slope, of, by)
            rows = [[self.partial(slope, a, b) for b in by.all] for a in of.all]
            return Array(np.moveaxis(np.array(rows, dtype=object), 2, 0))
        found = [self.partial(slope, a, b) for a in of.all for b in by.all]
        return self.laid(of if of.whole else by, found)

    def entry_by_entry(self, slope: Slope, of: Nodes, by: Nodes) -> Array:
        """The derivatives of entries by those at the same place, where they depend on no others."""
        if of.shape != by.shape or not self.is_diagonal(of, by):
            raise Unread("rank", slope.of.tensor.name)
        return self.laid(by, [self.partial(slope, a, b) for a, b in zip(of.all, by.all, strict=True)])

    def is_diagonal(self, of: Nodes, by: Nodes) -> bool:
        """Whether every entry depends on the one at its own place alone."""
        some = list(product(enumerate(of.all), enumerate(by.all)))
        return all(n == m or not np.any(self.data.derivative(a, b)) for (n, a), (m, b) in some)

    def partial(self, slope: Slope, of: Node, by: Node) -> Numbers:
        """One derivative, over all paths or through one equation."""
        self.asked.add(("slope", of, by))
        direct = slope.local or (
            self.reading.direct and of[0] != self.data.plan.network.loss.name and self.data.depends(of, by)
        )
        return self.data.direct(of, by) if direct else self.data.derivative(of, by)

    def along(self, slope: Slope, of: Nodes, by: Nodes, scope: Scope) -> Array:
        """The product of the derivatives along one path through single elements."""
        stops = [self.nodes(ref, scope) for ref in slope.through]
        if any(nodes.whole for nodes in (of, by, *stops)):
            raise Unread("path", slope.of.tensor.name)
        order = {node: number for number, node in enumerate(self.data.worlds[0].order)}
        inner = sorted((nodes.all[0] for nodes in stops), key=lambda node: -order.get(node, 0))
        path = [of.all[0], *inner, by.all[0]]
        self.asked.add(("path", path[0], path[-1]))
        made = None
        for above, below in pairwise(path):
            known = self.data.depends(above, below)
            factor = self.data.direct(above, below) if known else self.data.derivative(above, below)
            made = factor if made is None else made * factor
        assert made is not None
        return Array(made)

    def chain(self, slopes: Sequence[Slope], scope: Scope) -> Array:
        """dE/da da/dz dz/dw of whole quantities: summed over all elements of what stands between."""
        ends = [self.nodes(slopes[0].of, scope), *(self.nodes(slope.by, scope) for slope in slopes)]
        if any(len(a.all) * len(b.all) > LARGEST for a, b in pairwise(ends)):
            raise Unread("size", slopes[0].of.tensor.name)
        made = None
        for slope, (above, below) in zip(slopes, pairwise(ends), strict=True):
            rows = [[self.partial(slope, a, b) for b in below.all] for a in above.all]
            factor = np.moveaxis(np.array(rows, dtype=object), 2, 0)
            made = factor if made is None else (made[:, :, :, None] * factor[:, None, :, :]).sum(axis=2)
        assert made is not None
        if ends[0].whole and ends[-1].whole:
            if ends[0].whole + ends[-1].whole > 2:
                raise Unread("rank", slopes[0].of.tensor.name)
            return Array(made)
        return self.laid(ends[0] if ends[0].whole else ends[-1], list(np.moveaxis(made.reshape(len(made), -1), 1, 0)))

    def laid(self, nodes: Nodes, found: Sequence[Numbers]) -> Array:
        """Entries in the order of the elements as a number, a column (or a row), or a matrix."""
        if not nodes.whole:
            return Array(found[0])
        if nodes.whole > 2:
            raise Unread("rank", nodes.tensor.name)
        flat = np.stack(found, axis=1)
        shape = nodes.shape if nodes.whole == 2 else ((1, len(found)) if self.reading.rows else (len(found), 1))
        return Array(flat.reshape(len(flat), *shape))


class Nodes:
    """The elements of a tensor at a place, in reading order; `whole` counts the axes that are meant as a whole."""

    def __init__(self, data: Data, tensor: Tensor, at: Place) -> None:
        self.tensor = tensor
        count = len(tensor.labels)
        labels = tuple(value for value in at[:count] if value is not None)
        sizes = data.plan.extents(tensor, data.setting, labels)
        axes = [range(n) if value is None else (value,) for n, value in zip(sizes, at[count:], strict=True)]
        self.shape = tuple(n for n, value in zip(sizes, at[count:], strict=True) if value is None)
        self.whole = len(self.shape)
        self.all: list[Node] = [(tensor.name, (*labels, *rest)) for rest in product(*axes)]
