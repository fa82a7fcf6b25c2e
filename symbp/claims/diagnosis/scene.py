"""What a wrong number is judged against: from scratch, or from the author's own earlier numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ...language import Tensor, elements
from ..evaluate import evaluate
from ..sheet import Sheet
from .digits import agree
from .page import Page, page_of
from .panel import Column, Panel
from .slip import Variant
from .variants import known_variants

PASSES = 1_000_000  # lines times updates that one can wait for
TOGETHER = 30_000  # variants times updates
WHOLE = 4_000_000  # variants times lines in one table


@dataclass(frozen=True)
class Scene:
    """A claim and where it starts from.

    `own` are the author's numbers that stand in place of lines; `right` is what everything is worth with these and
    without a new mistake, `start` what the calculation begins with.  `weight` is smaller where a mistake would have to
    contradict the author's own numbers.
    """

    page: Page
    tensor: Tensor
    claimed: Decimal
    own: Mapping[Tensor, float]
    start: Mapping[Tensor, float]
    right: Mapping[Tensor, float]
    updates: int
    weight: float

    @property
    def value(self) -> float:
        """What the claim should say here."""
        return self.right[self.tensor]

    def variants(self) -> tuple[Variant, ...]:
        """The mistakes that can matter: those that change a line between the own numbers and the claim."""
        known = known_variants(self.page)
        if self.updates:
            if len(self.page.sheet.lines) * self.updates > PASSES:
                return ()
            most = max(12, TOGETHER // self.updates)
            return tuple(sorted(known, key=lambda v: -v.weight)[:most]) if len(known) > most else known
        cone = self.cone()
        return tuple(v for v in known if v.rounding is not None or any(line.tensor in cone for line in v.lines))

    def cone(self) -> set[Tensor]:
        """What the claim is computed from, down to the author's own numbers, which are not part of it."""
        found: set[Tensor] = set()
        waiting = [self.tensor]
        while waiting:
            tensor = waiting.pop()
            if tensor in found or (tensor in self.own and tensor != self.tensor):
                continue
            found.add(tensor)
            line = self.page.lines.get(tensor)
            if line is not None:
                waiting += (element.tensor for element in elements(line.formula))
        return found

    def replay(self, variants: Sequence[Variant]) -> Column:
        """What each of these variants gives for the claim."""
        only = None if self.updates else self.cone()
        own = {tensor: value for tensor, value in self.own.items() if tensor != self.tensor}
        return Panel(self.page, variants, only).run(self.start, own, self.updates)[self.tensor]


def scenes(
    sheet: Sheet, tensor: Tensor, claimed: Decimal, given: Mapping[Tensor, float], updates: int
) -> Iterator[Scene]:
    """From own numbers as written, from own wrong ones alone (right ones may be carried on in full), from scratch.

    Raises:
        SpecError: a quantity without a number, an arbitrary function, or updates without a learning rate.
        SizeError: more updates than one can wait for.
    """
    page = page_of(sheet)
    right = evaluate(page.sheet, updates=updates)
    known = {t: value for t, value in given.items() if t in right and t != tensor}
    wrong = {t: value for t, value in known.items() if not agree(Decimal(repr(value)), right[t])}
    start = right if not updates else evaluate(page.sheet)
    for own in (known, wrong) if wrong and wrong != known else (known,):
        if own:
            here = evaluate(page.sheet, own, updates)
            yield Scene(page, tensor, claimed, own, start if updates else here, here, updates, 1.0)
    yield Scene(page, tensor, claimed, {}, start, right, updates, CONTRADICTING if wrong else 1.0)


CONTRADICTING = 0.1
