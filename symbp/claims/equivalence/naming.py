"""How a counterexample shows what was read: by name, in as many digits as a reader can use."""

from __future__ import annotations

from decimal import Decimal

from ...language import Network
from .data import Data
from .quantities import Asked


def named(network: Network, asked: Asked) -> str:
    """The name of what was read, as a reader counts."""
    kind, *nodes = asked
    names = dict(network.element_names)
    shown = [
        names.get(node) or (f"{node[0]}[{', '.join(str(n + 1) for n in node[1])}]" if node[1] else node[0])
        for node in nodes
    ]
    if kind == "second":
        return f"d2{network.loss.name}/d{shown[0]}d{shown[1]}"
    return f"d{shown[0]}/d{shown[1]}" if kind in ("slope", "path") else shown[0]


def read(data: Data, asked: Asked, point: int) -> Decimal | None:
    """The value of what was read, in a few digits."""
    kind, of, by = asked
    if kind == "value":
        found = data.value(data.plan.tensors[of[0]], of[1])[point]
    elif kind == "slope":
        found = data.derivative(of, by)[point]
    else:
        return None
    return shown(found)


def shown(value: Decimal) -> Decimal:
    """A number in as many digits as a reader can use."""
    return Decimal(f"{value:.12g}")
