"""Random points: the networks of a derivation evaluated modulo a prime, and, where that says no, in floating point."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property

from symbp.derivation import Derivation
from symbp.language import Apply, Size, bases, has_kinks

from .field import Field, Undefined
from .floating import Floating
from .modular import Modular
from .oracle import Oracle
from .plan import Plan
from .setting import Setting
from .settings import choose
from .sizes import label_indices
from .world import World

TRIES = 12  # random points until every root in a network exists


class Sampling:
    """The oracles of a derivation's network, made when they are asked for.

    Two settings with one point each are enough for smooth networks; where functions have kinks, and where no size is
    free, there are more points.  `facts` says whether data satisfy what the network declares about them.
    """

    def __init__(self, derivation: Derivation, *, facts: bool = True) -> None:
        self.plan = Plan(derivation.chain)
        choice = choose(derivation, self.plan)
        self.settings = choice.settings
        self.faithful = choice.faithful
        self.facts = facts
        self.depths = frozenset(
            (index.size.name, ()) for index in label_indices(derivation) if isinstance(index.size, Size)
        )
        self.points = (1 if len(self.settings) > 1 else 2) * (3 if is_bent(derivation) else 1)

    @cached_property
    def modular(self) -> tuple[Oracle, ...]:
        """Oracles modulo a prime; none if a root does not exist at any point that was tried."""
        found = tuple(self.oracles(Modular))
        return found if len(found) == self.points * len(self.settings) else ()

    @cached_property
    def floating(self) -> tuple[Oracle, ...]:
        """Oracles in floating point; positive data where others have no value."""
        found = tuple(self.oracles(Floating))
        return found or tuple(self.oracles(lambda seed: Floating(seed, positive=True)))

    @cached_property
    def smallest(self) -> Oracle | None:
        """An oracle in floating point at a setting whose widths are all 2, where the whole loss is not too large."""
        if not self.settings or not self.faithful:
            return None
        first = self.settings[0]
        widths = tuple((name, size if name in self.depths else 2) for name, size in first.sizes)
        small = Setting(widths, tuple((size, 2) for size, _ in first.stand_ins))
        return self.first(Floating, small, iter(range(TRIES)))

    def oracles(self, field: Callable[[int], Field]) -> Iterator[Oracle]:
        """An oracle for each setting and each point."""
        for number, setting in enumerate(self.settings):
            seeds = iter(range(number * 1000, number * 1000 + TRIES * self.points))
            for _ in range(self.points):
                found = self.first(field, setting, seeds)
                if found is not None:
                    yield found

    def first(self, field: Callable[[int], Field], setting: Setting, seeds: Iterator[int]) -> Oracle | None:
        """The oracle at the first point where the whole network has values."""
        for _, seed in zip(range(TRIES), seeds, strict=False):
            try:
                return Oracle(World(self.plan, setting, field(seed), facts=self.facts))
            except Undefined:
                continue
        return None


def is_bent(derivation: Derivation) -> bool:
    """Whether a function somewhere is not smooth."""
    return any(
        isinstance(base, Apply) and has_kinks(base.function)
        for equation in derivation.chain.equations
        for base in bases(equation.body)
    )
