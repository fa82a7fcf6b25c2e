"""Published values beside the calculated ones; where they differ, the reason is looked for by calculating again."""

from __future__ import annotations

import math
from collections.abc import Iterator
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from ..derivation import Derivation
from ..language import Tensor, adjoint
from .calculation import Calculation, Way
from .records import Remark
from .shifted import shifted
from .slip import slips

WHOLE = 16  # digits of a number that was printed in full
FACTORS = ("2", "0.5", "-1", "-2", "-0.5")
MISTAKES = {"in-turn": Way(in_turn=True), "thawed": Way(thaw=True), "thawed in-turn": Way(in_turn=True, thaw=True)}


def remarks(derivation: Derivation) -> tuple[Remark, ...]:
    """One remark for each published value, in the order in which they were given."""
    numbers = derivation.network.numbers
    right = Outcomes(derivation, Way())
    return tuple(remark(kind, name, published, right) for kind, name, published in numbers.published)


class Outcomes:
    """What a way of calculating gives for everything that can be published."""

    def __init__(self, derivation: Derivation, way: Way) -> None:
        self.derivation = derivation
        self.way = way
        self.tensors = {tensor.name: tensor for tensor in derivation.network.tensors()}
        self._step: Calculation | None = None

    @property
    def step(self) -> Calculation:
        """The calculation after its first update."""
        if self._step is None:
            self._step = Calculation(self.derivation, self.way)
            self._step.update()
        return self._step

    def of(self, kind: str, name: str) -> float:
        """The value of a quantity, a gradient, an updated parameter, or the loss after so many updates."""
        if kind == "losses":
            found = dict(Calculation(self.derivation, self.way).losses((int(name),)))
            return found[int(name)]
        tensor = self.tensors[name]
        if kind == "gradients":
            return self.step.value(adjoint(tensor))
        return self.step.value(tensor) if kind == "updated" else self.step.before(tensor)

    def others(self, kind: str, name: str) -> Iterator[tuple[str, Tensor, float]]:
        """Everything else of the same kind."""
        for other, tensor in self.tensors.items():
            if kind != "losses" and other != name:
                yield other, tensor, self.of(kind, other)


def remark(kind: str, name: str, published: Decimal, right: Outcomes) -> Remark:
    """The verdict on one published value, and the reason if it is not right."""
    value = right.of(kind, name)
    verdict = judge(published, value)
    if verdict in ("right", "cut"):
        return Remark(kind, name, published, value, verdict)
    reason, note, again = reason_for(kind, name, published, value, right)
    return Remark(kind, name, published, value, verdict, reason, note, again)


def judge(published: Decimal, value: float) -> str:
    """right, cut (digits cut off), near (off by one in the last digit) or wrong."""
    if not math.isfinite(value):
        return "wrong"
    exact, unit = Decimal(value), last_place(published)
    if published == exact.quantize(unit, ROUND_HALF_UP):
        return "right"
    if published == exact.quantize(unit, ROUND_DOWN):
        return "cut"
    return "near" if abs(published - exact) <= unit * Decimal("1.5") else "wrong"


def last_place(published: Decimal) -> Decimal:
    """The unit of the last digit as it was written."""
    exponent = published.as_tuple().exponent
    assert isinstance(exponent, int)
    return Decimal(1).scaleb(exponent)


def agrees(published: Decimal, value: float) -> bool:
    """Whether the value rounds, or is cut, to what was published."""
    return judge(published, value) in ("right", "cut")


def results(published: Decimal, again: float) -> bool:
    """Whether a calculation ends in what was published, the last digit of a full float left to the order of adding."""
    whole = significant(published) >= WHOLE and math.isclose(float(published), again, rel_tol=10.0 ** (2 - WHOLE))
    return whole or agrees(published, again)


def reason_for(
    kind: str, name: str, published: Decimal, value: float, right: Outcomes
) -> tuple[str, str, float | None]:
    """The first mistake that gives the published value: a reason, its note, and what the mistake gives."""
    numbers = right.derivation.network.numbers
    decimals = max(0, -int(last_place(published).adjusted()))
    for reason, way in (MISTAKES | {"rounded": Way(digits=decimals)}).items():
        if reason != "rounded" and numbers.rate is None:
            continue
        if way.thaw and not numbers.frozen:
            continue
        again = Outcomes(right.derivation, way).of(kind, name)
        if again != value and agrees(published, again):
            return reason, "", again
    for power, variant in shifted(right.derivation):
        again = Outcomes(variant, Way()).of(kind, name)
        if again != value and results(published, again):
            return "log-constant", power, again
    for factor in FACTORS:
        if agrees(published, value * float(factor)):
            return "factor", factor, value * float(factor)
    if significant(published) >= 4:
        for other, _, again in right.others(kind, name):
            if agrees(published, again):
                return "other", other, again
        count = slips(published, value)
        if 0 < count <= significant(published) // 3:
            return "digits", str(count), None
    return "", "", None


def significant(published: Decimal) -> int:
    """How many digits were written, leading zeros not counted."""
    return len(published.as_tuple().digits)
