"""To which parts of the loss the paths from a quantity lead."""

from __future__ import annotations

from ..language import Network, Role, Tensor, elements


def parts_reached(network: Network) -> dict[Tensor, frozenset[Tensor]]:
    """The parts of the loss that depend on every quantity."""
    found: dict[Tensor, frozenset[Tensor]] = {}
    for equation in reversed(network.equations):
        own = frozenset((equation.tensor,)) if equation.tensor.role is Role.PART else frozenset()
        reached = found.setdefault(equation.tensor, frozenset()) | own
        for used in elements(equation.body):
            found[used.tensor] = found.get(used.tensor, frozenset()) | reached
    return found
