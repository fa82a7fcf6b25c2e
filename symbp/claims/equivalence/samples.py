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
from .data import Data, worlds
from .symbolic import Symbolic, symbolic

POINTS = 20
"""Random points that a formula has to pass, over all settings."""

TARGETED = 700_000  # the first seed beside given targets
ROUNDS = 4  # of so many points, where a formula or the quantity has no value at most of them


class Samples:
    """A network at two settings of unequal sizes, or at its own sizes where a formula counts on them."""

    def __init__(self, network: Network) -> None:
        self.plan = Plan(network)
        choice = choose(Derivation(network, network, ()), self.plan)
        self.settings = choice.settings
        self.faithful = choice.faithful
        self.own = own_setting(network)
        self._data: dict[tuple[Setting, int, bool], Data] = {}
        self._symbolic: dict[tuple[Setting, bool], Symbolic | None] = {}
        self._given: Data | None = None
        self._targeted: Data | None = None

    def chosen(self, *, own: bool) -> tuple[Setting, ...]:
        """The settings to look at."""
        return (self.own,) if own and self.own is not None else self.settings

    def data(self, setting: Setting, turn: int, share: int, *, facts: bool = True) -> Data:
        """The data at a setting, for one round of points."""
        key = (setting, turn, facts)
        if key not in self._data:
            number = self.settings.index(setting) if setting in self.settings else len(self.settings)
            seed = 100_000 * turn + 1000 * number
            self._data[key] = Data(self.plan, setting, worlds(self.plan, setting, share, seed, facts=facts))
        return self._data[key]

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

    @property
    def targeted(self) -> Data | None:
        """The network at its own sizes and targets, everything else at random; None where it has no such numbers."""
        if self._targeted is None and self.own is not None:
            tensors = self.plan.tensors
            values = given_values(self.plan, self.own).items()
            given = {node: value for node, value in values if tensors[node[0]].role is Role.TARGET}
            if given:
                made = worlds(self.plan, self.own, POINTS, TARGETED, facts=False, given=given)
                self._targeted = Data(self.plan, self.own, made)
        return self._targeted


@remember
def samples(network: Network) -> Samples:
    """The samples of a network."""
    return Samples(network)


def own_setting(network: Network) -> Setting | None:
    """The sizes that the network's numbers settle; None where a size stays open."""
    sizes = known_sizes(network)
    if any(size not in sizes for size in network.sizes()) or any(tensor.labels for tensor in network.tensors()):
        return None
    return Setting(tuple(((size.name, ()), number) for size, number in sizes.items() if isinstance(size, Size)))


def given_values(plan: Plan, setting: Setting) -> dict[Node, Decimal]:
    """The network's numbers, element by element."""
    found: dict[Node, Decimal] = {}
    for name, value in plan.network.numbers.values:
        tensor = plan.tensors.get(name)
        for at in product(*map(range, plan.extents(tensor, setting, ()))) if tensor is not None else ():
            here: Value = value
            for place in at:
                assert isinstance(here, tuple)
                here = here[place]
            if isinstance(here, Decimal):
                found[name, at] = here
    return found
