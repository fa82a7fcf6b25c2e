"""A quantity's true values at all points, and the judgement of whatever claims to equal it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from symbp.language import Case, Element, Expression, Extent, Index, Partial, as_expression
from symbp.matrix import Matrix

from .evaluator import Program
from .field import Undefined, Value
from .matrices import MatrixProgram, Misfit, Rows
from .oracle import Oracle, OracleView
from .points import free_indices, points
from .records import Counterexample, Verdict
from .sampling import Sampling
from .setting import Unbound
from .view import Key, View

Claim = Callable[[View, Key], Value]
Sample = tuple[OracleView, list[tuple[Key, Value]]]


class Target:
    """What every step of one result has to equal."""

    def __init__(self, sampling: Sampling, quantity: Element | Partial, case: Case | None) -> None:
        self.sampling = sampling
        self.quantity = quantity
        self.case = case
        self.free = free_indices(quantity, case)
        self._true = Program(as_expression(quantity), self.free)

    @cached_property
    def exact(self) -> list[Sample]:
        """The values modulo a prime."""
        return [self.sample(oracle) for oracle in self.sampling.modular]

    @cached_property
    def rough(self) -> list[Sample]:
        """The values in floating point."""
        return [self.sample(oracle) for oracle in self.sampling.floating]

    def sample(self, oracle: Oracle) -> Sample:
        """The quantity's values at one oracle's point, for all values of its free indices."""
        view = OracleView(oracle, self.case)
        allowed = points(self.sampling.plan, self.quantity, self.case, self.free, view.setting)
        return view, [(at, self._true(view, at)) for at in allowed]

    def formula(self, expression: Expression) -> Verdict:
        """The verdict on an index formula."""
        try:
            return self.judge(Program(expression, self.free))
        except Unbound:
            return Verdict("refuted", reason="unbound-index")

    def matrix(self, matrix: Matrix) -> Verdict:
        """The verdict on a matrix form: its first free index counts rows, its second one columns."""
        try:
            return self.judge(self.entry(matrix))
        except Unbound:
            return Verdict("refuted", reason="unbound-index")
        except Misfit:
            return Verdict("refuted", reason="shape")

    def entry(self, matrix: Matrix) -> Claim:
        """A matrix tree as a function of the values of all free indices."""
        ends = self.ends
        places = tuple(self.free.index(end) for end in ends)
        others = tuple(slot for slot, index in enumerate(self.free) if index not in ends)
        program = MatrixProgram(matrix, tuple(self.free[slot] for slot in others))
        sizes = program.size((size(ends, 0), size(ends, 1)))
        known: dict[tuple[View, Key], Rows] = {}

        def value(view: View, at: Key) -> Value:
            labels = tuple(at[slot] for slot in others)
            rows = known.get((view, labels))
            if rows is None:
                rows = known[view, labels] = program(view, labels)
                if (len(rows), len(rows[0])) != sizes(view, labels) or program.shape(view, labels) != sizes(
                    view, labels
                ):
                    raise Misfit("shape")
            chosen = (*(at[place] for place in places), 0, 0)
            return rows[chosen[0]][chosen[1]]

        return value

    @property
    def ends(self) -> tuple[Index, ...]:
        """The free indices that a matrix form counts its rows and columns by."""
        at = self.quantity.indices if isinstance(self.quantity, Element) else ()
        return tuple(p for p in at if isinstance(p, Index))

    def judge(self, claim: Claim, instead: Claim | None = None) -> Verdict:
        """Compare at all points, modulo the prime first, in floating point where that says no.

        `instead` takes the place of the true value.
        """
        try:
            compared, found = compare(self.exact, claim, instead)
            if compared and found is None:
                return Verdict("exact", compared)
        except Undefined:
            pass
        try:
            compared, found = compare(self.rough, claim, instead)
        except Undefined as reason:
            # A claim without a value where its quantity has one is wrong, unless only a number grew too large.
            overflow = str(reason) == "overflow"
            return Verdict("unknown", reason="overflow") if overflow else Verdict("refuted", reason="undefined")
        if not compared:
            return Verdict("unknown", reason="no-points" if self.sampling.settings else "too-large")
        if found is None:
            return Verdict("agrees", compared)
        view, at, expected, value = found
        if not self.sampling.faithful:
            return Verdict("unknown", compared, "stand-in-sizes")
        indices = tuple((index.name, number) for index, number in zip(self.free, at, strict=True))
        return Verdict("refuted", compared, "", Counterexample(view.setting, indices, float(expected), float(value)))


Difference = tuple[OracleView, Key, Value, Value]


def compare(samples: list[Sample], claim: Claim, instead: Claim | None) -> tuple[int, Difference | None]:
    """How many values were compared, and the first difference."""
    compared = 0
    for view, pairs in samples:
        for at, true in pairs:
            expected = true if instead is None else instead(view, at)
            found = claim(view, at)
            compared += 1
            if not view.field.same(expected, found):
                return compared, (view, at, expected, found)
    return compared, None


def size(ends: tuple[Index, ...], place: int) -> Extent:
    """The size an index runs over, 1 where there is none."""
    return ends[place].size if place < len(ends) else 1
