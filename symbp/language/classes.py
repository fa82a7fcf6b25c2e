"""Targets that are distributions: they add up to 1 over the classes, so that a class number may stand for them."""

from __future__ import annotations

from .expression import ONE, Element
from .network import Fact, Network
from .node import remember
from .tensor import Role, Tensor


@remember
def distributions(network: Network) -> dict[Tensor, int]:
    """The targets that add up to 1, each with the place of the index that counts the classes."""
    found = {}
    for fact in network.facts:
        place = class_place(fact)
        if place is not None:
            found[place[0]] = place[1]
    return found


def class_place(fact: Fact) -> tuple[Tensor, int] | None:
    """The target whose sum a declared fact gives as 1, and the place of the index it is summed over."""
    if not fact.declared or fact.right != ONE or len(fact.left.terms) != 1:
        return None
    (term,) = fact.left.terms
    if len(term.bound) != 1 or len(term.factors) != 1 or term.factors[0][1] != 1 or term.coefficient != 1:
        return None
    base = term.factors[0][0]
    if not isinstance(base, Element) or base.tensor.role is not Role.TARGET or base.labels:
        return None
    return (base.tensor, base.indices.index(term.bound[0])) if term.bound[0] in base.indices else None
