"""Second derivatives: the derivative of one element by another, and how it changes when a third one does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ...certify.field import Undefined
from ...certify.world import Node, World
from ..tree import Ref, Slope
from .array import Array, Unread
from .data import Data, Numbers, backward, numbers
from .jet import Jet, Tangent
from .places import Scope

if TYPE_CHECKING:
    from .quantities import Quantities

LARGEST = 400  # entries of a matrix of second derivatives
MOST = 10_000  # elements computed once more for the second derivatives at one table of data, some seconds


def second(quantities: Quantities, slope: Slope, scope: Scope) -> Array:
    """d^2 of / d by d again: a number, a vector, or a matrix with rows for `by`; of vectors entry by entry.

    Raises:
        Unread: it would be no matrix, or nothing says what the derivative is.
    """
    loss = Ref(quantities.data.plan.network.loss)
    refs = [loss, slope.of, slope.by] if slope.again is None else [slope.of, slope.by, slope.again]
    of, by, again = (quantities.nodes(ref, scope) for ref in refs)
    name = of.tensor.name
    if len(of.all) * len(by.all) * len(again.all) > LARGEST:
        raise Unread("size", name)
    quantities.asked.update(("second", min(a, b), max(a, b)) for a in by.all for b in again.all)
    try:
        if not of.whole and by.whole <= 1 and again.whole <= 1:
            found = [[derivative(quantities.data, of.all[0], a, b) for b in again.all] for a in by.all]
            if by.whole and again.whole:
                return Array(np.moveaxis(np.array(found, dtype=object), 2, 0))
            return quantities.laid(by if by.whole else again, [entry for row in found for entry in row])
        if of.shape == by.shape == again.shape and quantities.is_diagonal(of, by) and quantities.is_diagonal(of, again):
            places = zip(of.all, by.all, again.all, strict=True)
            return quantities.laid(by, [derivative(quantities.data, *place) for place in places])
    except Undefined:
        raise Unread("second-derivative") from None
    raise Unread("rank", name)


def derivative(data: Data, of: Node, by: Node, again: Node) -> Numbers:
    """One second derivative over all paths; of the two elements the lower one is moved.

    Raises:
        Undefined: an arbitrary function of many variables is differentiated twice.
        Unread: the network is too large.
    """
    if np.any(data.derivative(again, by)):
        by, again = again, by
    if (of, again) not in data.moved:
        if (len(data.moved) + 1) * sum(len(world.order) for world in data.worlds) > MOST:
            raise Unread("size", of[0])
        data.moved[of, again] = [moved(data, world, of, again) for world in data.worlds]
    return numbers(sum(change(found.get(node, 0)) for node in data.sharing(by)) for found in data.moved[of, again])


def moved(data: Data, world: World, of: Node, by: Node) -> dict[Node, Any]:
    """The derivatives of one element by all others while another one changes."""
    tensors = data.plan.tensors
    given = {node: world.element(tensors[node[0]], node[1]) for node in world.order if node not in world.slopes}
    given |= {node: Jet(world.element(tensors[node[0]], node[1]), 1) for node in data.sharing(by)}
    again = World(data.plan, data.setting, Tangent(world.field), changed=given)
    again.run()
    return backward(again, of)


def change(value: Any) -> Any:
    """How much a number changes."""
    return value.slope if isinstance(value, Jet) else 0
