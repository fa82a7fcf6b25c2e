"""The data that one network's formulas are judged by, made once and kept with the network."""

from __future__ import annotations

from decimal import Decimal
from itertools import product

from ...certify.plan import Plan
from ...certify.setting import Setting
from ...certify.settings import choose
from ...certify.world import Node
from ...derivation import Derivation
from ...language import Network, Role, Size, Value, remember
from ...worked.names import known_sizes
from ..records import Outcome
from .classes import one_hot, shares
from .data import Data, worlds
from .places import label_range
from .symbolic import Symbolic, symbolic

POINTS = 20
"""Random points that a formula has to pass, over all settings."""

TARGETED = 700_000  # the first seed beside given targets
CLASSED = 800_000  # beside one-hot targets
ROUNDS = 4  # of so many points, where a formula or the quantity has no value at most of them


class Samples:
    """A network at two settings of unequal sizes, or at its own sizes where a formula counts on them.

    `outcomes` are the verdicts so far, by what they depend on.
    """

    def __init__(self, network: Network) -> None:
        self.plan = Plan(network)
        choice = choose(Derivation(network, network, ()), self.plan)
        self.settings = choice.settings
        self.faithful = choice.faithful
        self.own = own_setting(network)
        self.outcomes: dict[object, Outcome] = {}
        self._data: dict[tuple[Setting, int, int, bool], Data] = {}
        self._classed: dict[tuple[Setting, int, int, bool], Data | None] = {}
        self._symbolic: dict[tuple[Setting, bool], Symbolic | None] = {}
        self._given: Data | None = None
        self._pinned: dict[tuple[str, int], Data | None] = {}

    def chosen(self, *, own: bool) -> tuple[Setting, ...]:
        """The settings to look at."""
        return (self.own,) if own and self.own is not None else self.settings

    def data(self, setting: Setting, turn: int, share: int, *, facts: bool = True) -> Data:
        """The data at a setting, for one round of points."""
        key = (setting, turn, share, facts)
        if key not in self._data:
            number = self.settings.index(setting) if setting in self.settings else len(self.settings)
            seed = 100_000 * turn + 1000 * number
            self._data[key] = Data(self.plan, setting, worlds(self.plan, setting, share, seed, facts=facts))
        return self._data[key]

    def classed(self, setting: Setting, turn: int, share: int, *, soft: bool = False) -> Data | None:
        """The same with targets that are one-hot, or `soft`, that add up to 1; None where there are no classes."""
        key = (setting, turn, share, soft)
        if key not in self._classed:
            found = (shares(self.plan, setting, turn), {}) if soft else one_hot(self.plan, setting, turn)
            made: Data | None = None
            if found is not None and found[0]:
                seed = CLASSED + 1000 * turn + (500 if setting == self.settings[0] else 0)
                given, classes = found
                made = Data(
                    self.plan, setting, worlds(self.plan, setting, share, seed, facts=False, given=given), classes
                )
            self._classed[key] = made
        return self._classed[key]

    def symbolic(self, setting: Setting, *, written: bool) -> Symbolic | None:
        """All quantities as polynomials; None where they are too large."""
        key = (setting, written)
        if key not in self._symbolic:
            self._symbolic[key] = symbolic(self.plan, setting, written=written)
        return self._symbolic[key]

    @property
    def given(self) -> Data | None:
        """The network at its own numbers; None where it has none."""
        if self._given is None and self.own is not None and self.plan.network.numbers.values:
            given = given_values(self.plan, self.own)
            self._given = Data(self.plan, self.own, worlds(self.plan, self.own, 1, 0, facts=False, given=given))
        return self._given

    def pinned(self, kind: str, points: int = POINTS) -> Data | None:
        """The network at its own sizes and "targets", or those of its numbers that are "zeros", the rest at random.

        None where it has no such numbers.
        """
        if (kind, points) not in self._pinned:
            self._pinned[kind, points] = None
            values = given_values(self.plan, self.own) if self.own is not None else {}
            tensors = self.plan.tensors
            aimed = {node: value for node, value in values.items() if tensors[node[0]].role is Role.TARGET}
            kept = aimed if kind == "targets" else {n: v for n, v in values.items() if not v and n not in aimed}
            if kept and self.own is not None:
                made = worlds(self.plan, self.own, points, TARGETED, facts=False, given=kept)
                self._pinned[kind, points] = Data(self.plan, self.own, made)
        return self._pinned[kind, points]


@remember
def samples(network: Network) -> Samples:
    """The samples of a network."""
    return Samples(network)


def own_setting(network: Network) -> Setting | None:
    """The sizes that the network's numbers settle; None where a size stays open."""
    sizes = known_sizes(network)
    if any(size not in sizes or (isinstance(size, Size) and size.labels) for size in network.sizes()):
        return None
    return Setting(tuple(((size.name, ()), number) for size, number in sizes.items() if isinstance(size, Size)))


def given_values(plan: Plan, setting: Setting) -> dict[Node, Decimal]:
    """The network's numbers, element by element."""
    found: dict[Node, Decimal] = {}
    for name, value in plan.network.numbers.values:
        tensor = plan.tensors.get(name)
        if tensor is None:
            continue
        times = [label_range(tensor, place, setting) for place in range(len(tensor.labels))]
        for labels in product(*times):
            begun = tuple(label - values.start for label, values in zip(labels, times, strict=True))
            for at in product(*map(range, plan.extents(tensor, setting, labels))):
                here: Value = value
                for place in (*begun, *at):
                    assert isinstance(here, tuple)
                    here = here[place]
                if isinstance(here, Decimal):
                    found[name, (*labels, *at)] = here
    return found
