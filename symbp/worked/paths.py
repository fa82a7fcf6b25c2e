"""Paths from the loss down to a quantity: how many there are, and to which parts of the loss they lead."""

from __future__ import annotations

from ..language import Network, Role, Tensor, elements


def count_paths(network: Network) -> dict[Tensor, int]:
    """The number of paths from the loss to every quantity, by adding up over its consumers; none is listed."""
    found: dict[Tensor, int] = {network.loss: 1}
    for equation in reversed(network.equations):
        above = found.get(equation.tensor, 0)
        for tensor in dict.fromkeys(used.tensor for used in elements(equation.body)):
            found[tensor] = found.get(tensor, 0) + above
    return found


def parts_reached(network: Network) -> dict[Tensor, frozenset[Tensor]]:
    """The parts of the loss that depend on every quantity."""
    found: dict[Tensor, frozenset[Tensor]] = {}
    for equation in reversed(network.equations):
        own = frozenset((equation.tensor,)) if equation.tensor.role is Role.PART else frozenset()
        reached = found.setdefault(equation.tensor, frozenset()) | own
        for used in elements(equation.body):
            found[used.tensor] = found.get(used.tensor, frozenset()) | reached
    return found
