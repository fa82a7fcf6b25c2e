"""How fine the equations of a network are: as written, one operation each, or with composites kept folded."""

from __future__ import annotations

from dataclasses import replace

from symbp.errors import SpecError
from symbp.language import GRANULARITIES, Network
from symbp.spec.name import nearest, shown

from .composites import Composite, composites, with_branches
from .finest import finest


def at_granularity(network: Network, granularity: str) -> Network:
    """The network with its equations this fine, which it remembers.

    Raises:
        SpecError: a granularity that is not known, or one that the network cannot have.
    """
    if granularity not in GRANULARITIES:
        raise SpecError(f"unknown granularity {shown(granularity)}; {nearest(granularity, GRANULARITIES)}")
    made = {"written": lambda: network, "finest": lambda: finest(network), "folded": lambda: with_branches(network)}
    return replace(made[granularity](), granularity=granularity)


__all__ = ["Composite", "at_granularity", "composites", "finest", "with_branches"]
