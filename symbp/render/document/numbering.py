"""The numbers of equations: F1, F2, ... forward, result.step backward, and a book's own name where it has one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from symbp.derivation import Derivation, Result
from symbp.language import Case, Element, Network, Role, Tensor
from symbp.notation import Profile

from .facts import above
from .writer import kind


@dataclass(frozen=True)
class Numbering:
    """Numbers of forward equations by tensor, and of results by tensor and case, with the tags of their last lines."""

    forward: Mapping[Tensor, str]
    results: Mapping[tuple[Tensor, Case | None], int]
    tags: Mapping[tuple[Tensor, Case | None], str]

    def result(self, tensor: Tensor, case: Case | None) -> str | None:
        """The tag of a result: the one of this case, or the only one."""
        if (tensor, case) in self.tags:
            return self.tags[tensor, case]
        found = [tag for (other, _), tag in self.tags.items() if other == tensor]
        return found[0] if len(found) == 1 else None


def numbering(derivation: Derivation, profile: Profile) -> Numbering:
    """The numbers of a derivation's equations; a book's name for a result counts where only one result bears it."""
    network = derivation.chain
    forward = {equation.tensor: f"F{place}" for place, equation in enumerate(network.equations, start=1)}
    named = {key_of(result): profile.tags.get(tag_key(network, result), "") for result in derivation.results}
    count = Counter(named.values())
    numbers = {key_of(result): place for place, result in enumerate(derivation.results, start=1)}
    tags = {key: tag if tag and count[tag] == 1 else str(numbers[key]) for key, tag in named.items()}
    return Numbering(forward, numbers, tags)


def key_of(result: Result) -> tuple[Tensor, Case | None]:
    """The tensor whose adjoint a result gives, and its case."""
    assert isinstance(result.quantity, Element) and result.quantity.tensor.of is not None
    return result.quantity.tensor.of, result.case


def tag_key(network: Network, result: Result) -> str:
    """The key under which a profile may name this result."""
    tensor, case = key_of(result)
    if tensor.role is Role.PARAMETER:
        layered = kind(network, tensor) != "parameter" and all(u.role is Role.PREACTIVATION for u in above(result))
        return f"parameter.{len(tensor.sizes)}" if layered else ""
    if case is not None:
        return f"{tensor.role.value}.{case.name}"
    last = all(u.role is not Role.PREACTIVATION for u in above(result))
    return f"{tensor.role.value}.{'last' if last else 'below'}"
