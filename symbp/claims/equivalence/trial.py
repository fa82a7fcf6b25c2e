"""One formula in one reading at all points: equal everywhere, or a counterexample."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from decimal import Decimal

import numpy as np

from ...certify.setting import Setting
from ..records import Outcome, Verdict
from ..tree import Ref, Slope, Tree
from ..walk import walk
from .array import Array, Misfit, Misplaced, Unread
from .comparison import Comparison, compared
from .data import Data
from .evaluation import Evaluation, Exhausted
from .letters import scopes
from .naming import named, read, shown
from .places import Outside, Scope
from .quantities import Quantities, Reading
from .samples import POINTS, ROUNDS, Samples

BUDGET = 20_000  # steps of one formula in all its readings, about 2 s
TELLING = 6  # points at which the quantity is not 0, if there are so many in all rounds
SHOWN = 12  # numbers of a counterexample
GIVEN = ("targets", "zeros")  # data that the network's own numbers settle in part


@dataclass
class Trial:
    """A quantity and a formula, the letters that both depend on, and the samples to look at.

    `data` is which: "" any data; "classes" with one-hot targets, "shares" with targets that add up to 1; "targets"
    with the network's own, "zeros" with those of its own numbers that are 0.  A `brief` one looks at one point.
    """

    samples: Samples
    subject: Tree
    formula: Tree
    letters: list[str]
    own: bool
    data: str = ""
    brief: bool = False
    budget: int = BUDGET
    turned: set[str] = field(default_factory=set)

    def outcome(self, reading: Reading) -> Outcome:
        """The verdict in one reading."""
        settings = self.samples.chosen(own=self.own or self.data in GIVEN)
        if not settings:
            return Outcome(Verdict.UNDECIDED, "time", note=(("size", ""),))
        points = telling = 0
        if self.brief:
            settings = settings[:1]
        try:
            for turn in range(ROUNDS):
                for setting in settings:
                    data = self.drawn(setting, turn, 1 if self.brief else -(-POINTS // len(settings)))
                    if data is None:
                        return Outcome(Verdict.UNDECIDED, "no-points")
                    if self.brief and not data.worlds:
                        break
                    best = good = 0
                    for scope, found in self.comparisons(data, reading):
                        if not found.equal:
                            return self.refuted(data, scope, found)
                        self.turned.add(found.turned)
                        best, good = max(best, found.points), max(good, found.telling)
                    points, telling = points + best, telling + good
                if self.brief:
                    return Outcome(Verdict.RIGHT, "sampled", points)
                if points >= POINTS and telling >= TELLING:
                    break
        except Misfit as misfit:
            key = "index" if isinstance(misfit, Misplaced) else "shapes"
            return Outcome(Verdict.WRONG, "shape", note=((key, str(misfit)),))
        except Unread as unread:
            return Outcome(Verdict.UNDECIDED, "unread", note=(unread.note,))
        except Exhausted:
            return Outcome(Verdict.UNDECIDED, "time")
        except Tautology:
            return Outcome(Verdict.UNDECIDED, "tautology")
        if points < POINTS or (self.data in GIVEN and telling < POINTS):
            return Outcome(Verdict.UNDECIDED, "no-points", points)
        return self.agreed(points)

    def drawn(self, setting: Setting, turn: int, share: int) -> Data | None:
        """The data to look at; None where the network has none of that kind."""
        if self.data in GIVEN:
            return self.samples.pinned(self.data, share if self.brief else POINTS)
        if self.data:
            return self.samples.classed(setting, turn, share, soft=self.data == "shares")
        return self.samples.data(setting, turn, share)

    def agreed(self, points: int) -> Outcome:
        """The outcome where all entries at all points are equal."""
        if "transpose" in self.turned:
            return Outcome(Verdict.UNDECIDED, "convention", points, note=(("transposed-gradient", ""),))
        note = (("row-vector", ""),) if "row" in self.turned else ()
        return Outcome(Verdict.RIGHT, "sampled", points, note=note)

    def comparisons(self, data: Data, reading: Reading) -> Iterator[tuple[Scope, Comparison]]:
        """Both sides at all values of the free letters, or at some."""
        constant = not any(isinstance(part, Ref) for part in walk(self.formula))
        for scope in scopes(data, self.subject, self.letters):
            quantities, asked = Quantities(data, reading), Quantities(data, reading)
            evaluation = Evaluation(quantities, self.budget)
            try:
                true = Evaluation(asked, BUDGET)(self.subject, scope)
                found = evaluation(self.formula, scope)
            except Outside:
                continue
            finally:
                self.budget = evaluation.budget
            if asked.asked & quantities.asked and isinstance(self.subject, Ref | Slope):
                raise Tautology
            yield scope, self.fitted(asked, scope, compared(true, found, constant=constant))

    def fitted(self, quantities: Quantities, scope: Scope, found: Comparison) -> Comparison:
        """The comparison, with the diagonal of a Jacobian where the formula is a vector."""
        if found.turned == "shape" and isinstance(self.subject, Slope):
            try:
                diagonal = quantities.slope(self.subject, scope, diagonal=True)
            except Unread:
                return found
            again = compared(diagonal, found.found)
            return again if again.equal else found
        return found

    def refuted(self, data: Data, scope: Scope, found: Comparison) -> Outcome:
        """The counterexample: values of letters and quantities, and which entries."""
        if found.turned == "shape":
            note = (("shapes", f"{found.true.described()} = {found.found.described()}"),)
            return Outcome(Verdict.WRONG, "shape", note=note)
        if self.samples.plan.undrawn:
            return Outcome(Verdict.UNDECIDED, "fact", note=(("fact", self.samples.plan.undrawn[0].name),))
        if not self.samples.faithful and not self.own:
            return Outcome(Verdict.UNDECIDED, "time", note=(("size", ""),))
        where = tuple(int(n) for n in np.argwhere(found.wrong)[0])
        rows = found.wrong.any(axis=0)
        entries = () if found.true.is_number else tuple((int(i) + 1, int(j) + 1) for i, j in np.argwhere(rows))
        other: Array = found.found.transposed() if found.turned in ("row", "transpose") else found.found
        letters = tuple((name, scope.values[name]) for name in self.letters)
        turned = (("transposed-gradient", ""),) if found.turned == "square" else ()
        return Outcome(
            Verdict.WRONG,
            "counterexample",
            true=shown(found.true.entries[where]),
            found=shown(other.entries[where]),
            letters=letters,
            entries=entries,
            numbers=self.numbers(data, scope, where[0]),
            note=turned,
        )

    def numbers(self, data: Data, scope: Scope, point: int) -> tuple[tuple[str, Decimal], ...]:
        """What the quantities in the formula are at the counterexample."""
        quantities = Quantities(data, Reading())
        with suppress(Misfit, Unread, Exhausted, Outside):
            Evaluation(quantities, BUDGET)(self.formula, scope)
        return tuple(
            (named(data.plan.network, asked), value)
            for asked in sorted(quantities.asked)[:SHOWN]
            if (value := read(data, asked, point)) is not None
        )


class Tautology(Exception):
    """The formula contains what it is to explain.  It never leaves the room."""
