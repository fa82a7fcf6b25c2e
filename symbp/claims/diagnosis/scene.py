"""What a wrong number is judged against: from scratch, or from the author's own earlier numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

import numpy as np

from ...language import Tensor, elements, remember
from ..evaluate import evaluate
from ..sheet import Line, Sheet
from .digits import agree
from .page import Page, page_of
from .panel import Column, Panel
from .slip import Variant
from .variants import extra_variants, known_variants

PASSES = 1_000_000  # lines times updates that one can wait for
TOGETHER = 30_000  # variants times updates
WHOLE = 4_000_000  # variants times lines in one table
CONTRADICTING = 0.1  # how likely a mistake is to have left no trace in the numbers that were written before
RIGHT = Variant("")


@dataclass(frozen=True)
class Scene:
    """A claim and where it starts from: `own` are the author's numbers that stand in place of lines.

    `weight` is smaller where a mistake would have to contradict the author's own numbers.
    """

    page: Page
    tensor: Tensor
    claimed: Decimal
    own: Mapping[Tensor, float]
    updates: int
    weight: float

    @cached_property
    def replayed(self) -> tuple[tuple[Variant, ...], Column, float]:
        """The mistakes that can matter, what each of them gives for the claim, and what it should say here."""
        below = extra_variants(self.page) if self.page.extra else ()
        if self.own or self.updates or not self.in_table:
            chosen = (*self.chosen, *self.touching(below))
            found = self.replay((*chosen, RIGHT))
            return chosen, found[:-1], float(found[-1])
        known = known_variants(self.page.base)
        if self.tensor in self.page.base.cells:
            return known, table(self.page.base)[self.tensor], truth(self.page.base)[self.tensor]
        above = Panel(self.page, known, (line.tensor for line in self.page.extra)).run(table(self.page.base))
        found = self.replay((*below, RIGHT))
        return (*known, *below), np.concatenate([above[self.tensor], found[:-1]]), float(found[-1])

    @cached_property
    def in_table(self) -> bool:
        """Whether there is room for every line in every variant."""
        return len(known_variants(self.page.base)) * len(self.page.base.cells) <= WHOLE

    @cached_property
    def chosen(self) -> tuple[Variant, ...]:
        """Those that change a line between the own numbers and the claim, as many as there is time for."""
        known = known_variants(self.page.base)
        if self.updates:
            most = max(12, TOGETHER // self.updates) if len(self.page.cells) * self.updates <= PASSES else 0
        else:
            places = by_line(self.page.base)
            known = tuple(known[n] for n in sorted({n for tensor in self.cone for n in places.get(tensor, ())}))
            most = WHOLE // len(self.cone)
        return known if len(known) <= most else tuple(sorted(known, key=lambda v: -v.weight)[:most])

    def touching(self, variants: Sequence[Variant]) -> tuple[Variant, ...]:
        """Those that change a line of the cone."""
        cone = self.cone
        return tuple(v for v in variants if v.rounding is not None or any(line.tensor in cone for line in v.lines))

    @cached_property
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

    @cached_property
    def start(self) -> Mapping[Tensor, float]:
        """What the calculation begins with."""
        base = self.page.base.sheet
        return truth(self.page.base) if self.updates or not self.own else evaluate(base, self.own)

    def replay(self, variants: Sequence[Variant]) -> Column:
        """What each of these variants gives for the claim."""
        only = None if self.updates else self.cone
        return Panel(self.page, variants, only).run(self.start, self.own, self.updates)[self.tensor]


@remember
def by_line(page: Page) -> dict[Tensor, list[int]]:
    """The variants that change a line, by their place."""
    found: dict[Tensor, list[int]] = {}
    for place, variant in enumerate(known_variants(page)):
        for line in variant.lines or page.sheet.lines if variant.rounding is not None else variant.lines:
            found.setdefault(line.tensor, []).append(place)
    return found


@remember
def truth(page: Page) -> dict[Tensor, float]:
    """The right numbers."""
    return evaluate(page.sheet)


@remember
def table(page: Page) -> dict[Tensor, Column]:
    """Every line in every variant."""
    return Panel(page, known_variants(page)).run(truth(page))


def scenes(
    sheet: Sheet,
    tensor: Tensor,
    claimed: Decimal,
    given: Mapping[Tensor, float],
    updates: int = 0,
    more: Sequence[Line] = (),
) -> Iterator[Scene]:
    """From own numbers as written, from own wrong ones alone (right ones may be carried on in full), from scratch.

    Raises:
        SpecError: a quantity without a number, an arbitrary function, or updates without a learning rate.
    """
    page = page_of(sheet).extended(more)
    right = evaluate(page.base.sheet, updates=updates) if updates else truth(page.base)
    known = {t: value for t, value in given.items() if t in page.cells and t != tensor}
    wrong = {t: value for t, value in known.items() if t in right and not agree(Decimal(repr(value)), right[t])}
    for own in (known, wrong) if wrong and wrong != known else (known,):
        if own:
            yield Scene(page, tensor, claimed, own, updates, 1.0)
    yield Scene(page, tensor, claimed, {}, updates, CONTRADICTING if wrong else 1.0)
