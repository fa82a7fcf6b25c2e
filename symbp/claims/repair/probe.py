"""A quick look whether a formula may be right: both sides at two random points, at a few values of the letters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..equivalence.array import Array, Misfit, Unread
from ..equivalence.comparison import compared
from ..equivalence.data import Data
from ..equivalence.evaluation import Evaluation, Exhausted
from ..equivalence.grounds import in_rows
from ..equivalence.letters import free_letters, scopes
from ..equivalence.places import Outside, Scope
from ..equivalence.quantities import Quantities, Reading
from ..equivalence.samples import POINTS, samples
from ..equivalence.traits import counts
from ..tree import Ref, Tree
from ..walk import walk
from .scene import Scene

WORLDS = 2
SCOPES = 3
STEPS = 30_000  # of all formulas that are looked at in the place of one


@dataclass
class Work:
    """The steps that are left for the formulas of one submission."""

    steps: int


class Known(Quantities):
    """The quantities that formulas read, each computed once for all formulas that are tried."""

    def __init__(self, data: Data, reading: Reading) -> None:
        super().__init__(data, reading)
        self._known: dict[object, Array] = {}

    def value(self, ref: Ref, scope: Scope) -> Array:
        """A quantity at some values of the letters."""
        key = (ref, tuple(scope.values.items()), tuple(scope.extents.items()), scope.bound)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = super().value(ref, scope)
        return found


class Probe:
    """The quantity at a few points, and the work that is left for comparing formulas with it."""

    def __init__(self, scene: Scene, work: Work) -> None:
        prepared = samples(scene.network)
        self.network = scene.network
        self.subject = scene.subject
        self.letters = list(free_letters(scene.subject, scene.network))
        self.work = work
        self.steps = min(STEPS, work.steps)
        self.sides: list[tuple[Known, Scope, Array]] = []
        own = counts(scene.subject) or counts(scene.formula)
        settings = prepared.chosen(own=own)[:1]
        usual = in_rows(scene.network)
        whole = any(isinstance(part, Ref) and not part.single for part in walk(scene.formula))
        for setting in settings:
            made = prepared.data(setting, 0, -(-POINTS // len(prepared.chosen(own=own))))
            data = Data(made.plan, setting, made.worlds[:WORLDS])
            for rows in (usual, not usual) if whole else (usual,):
                self.sides += self.truths(Known(data, Reading(rows)))

    def truths(self, known: Known) -> Iterator[tuple[Known, Scope, Array]]:
        """The quantity's values in one reading."""
        every = scopes(known.data, self.subject, self.letters)
        count = min(len(every), SCOPES)
        for scope in (every[n * (len(every) - 1) // max(count - 1, 1)] for n in range(count)):
            try:
                yield known, scope, Evaluation(known, STEPS)(self.subject, scope)
            except (Outside, Misfit, Unread, Exhausted):
                continue

    def may_hold(self, formula: Tree) -> bool:
        """Whether a formula agrees with the quantity in one of the readings.

        Raises:
            Exhausted: no work is left.
        """
        readings = dict.fromkeys(known for known, *_ in self.sides)
        return any(self.agrees(formula, known) for known in readings)

    def agrees(self, formula: Tree, known: Known) -> bool:
        """Whether all that is looked at in one reading is equal, and something is."""
        some = False
        for own, scope, true in self.sides:
            if own is not known:
                continue
            evaluation = Evaluation(known, self.steps)
            try:
                found = compared(true, evaluation(formula, scope))
            except Outside:
                continue
            except (Misfit, Unread):
                return False
            finally:
                self.work.steps -= self.steps - evaluation.budget + 1
                self.steps = evaluation.budget - 1
                if self.steps < 0:
                    raise Exhausted
            if not found.equal or found.turned not in ("", "row"):
                return False
            some = some or bool(found.points)
        return some
