"""What a wrong number is judged against: from scratch, or from the author's own earlier numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache

import numpy as np

from ...language import Tensor, elements, remember
from ..evaluate import evaluate
from ..sheet import Line, Sheet
from .digits import agrees
from .page import Page, page_of
from .panel import Column, Panel, Places
from .slip import Variant
from .variants import known_variants, variants_in, whole_variants

NEAR = 200  # lines before a claim in which a mistake is looked for
PASSES = 100_000  # lines times updates that are followed in many variants
LONGEST = 6  # variants that are followed through more
TOGETHER = 30_000  # variants times updates
CONTRADICTING = 0.1  # how likely a mistake is to have left no trace in the numbers that were written before
KEPT = 10_000  # numbers that were compared
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
        base = self.page.base
        if self.own or self.updates or len(base.lines) > NEAR:
            found = self.replay((*self.variants, RIGHT))
            return self.variants, found[:-1], float(found[-1])
        known = known_variants(base)
        if self.tensor in base.cells:
            return known, table(base)[self.tensor], truth(base)[self.tensor]
        below = variants_in(self.page, (line.tensor for line in self.page.extra))
        above = Panel(self.page, known, (line.tensor for line in self.page.extra)).run(table(base))
        found = self.replay((*below, RIGHT))
        return (*known, *below), np.concatenate([above[self.tensor], found[:-1]]), float(found[-1])

    @cached_property
    def variants(self) -> tuple[Variant, ...]:
        """Those that change a line between the own numbers and the claim, as many as there is time for."""
        if not self.updates:
            return variants_in(self.page, self.cone[:NEAR])
        known = known_variants(self.page.base)
        if self.is_long:
            return of_updates(self.page.base)
        most = max(12, TOGETHER // self.updates)
        return known if len(known) <= most else tuple(sorted(known, key=lambda v: -v.weight)[:most])

    @property
    def is_long(self) -> bool:
        """Whether there are so many updates that only few variants can be followed."""
        return len(self.page.cells) * self.updates > PASSES

    @cached_property
    def cone(self) -> tuple[Tensor, ...]:
        """What the claim is computed from, nearest first, down to the author's own numbers: they are not part of it."""
        found = {self.tensor: None}
        waiting = [self.tensor]
        for tensor in waiting:
            line = self.page.lines.get(tensor)
            for element in elements(line.formula) if line is not None else ():
                if element.tensor not in found and element.tensor not in self.own:
                    found[element.tensor] = None
                    waiting.append(element.tensor)
        return tuple(found)

    @cached_property
    def start(self) -> Mapping[Tensor, float]:
        """What the calculation begins with."""
        base = self.page.base
        return truth(base) if self.updates or not self.own else evaluate(base.sheet, self.own)

    def replay(self, variants: Sequence[Variant], made: Sequence[Places] | None = None, width: int = 0) -> Column:
        """What each of these variants gives for the claim, or calculations in which several of them are `made`."""
        if self.is_long:
            sheets = (variant.sheet(self.page.base.sheet) for variant in variants)
            return np.array([evaluate(sheet, self.own, self.updates)[self.tensor] for sheet in sheets])
        only = None if self.updates else self.cone
        panel = Panel(self.page, variants, only, self.tensor, made, width)
        return panel.run(self.start, self.own, self.updates)[self.tensor]

    def rounded(self) -> tuple[tuple[Variant, ...], Column]:
        """The ways of rounding everything on the way, and what they give for the claim; none for what is given."""
        ways = whole_roundings(self.page.base)
        if self.own or self.updates:
            return ways, self.replay(ways)
        table = written(self.page.base)
        if self.tensor in table.exact:
            return ways, table.exact[self.tensor]
        if self.tensor not in self.page.lines:
            return (), np.empty(0)  # given numbers are not rounded on the way
        below = Panel(self.page, ways, (line.tensor for line in self.page.extra))
        below.run(table.values)
        found = below.exact.get(self.tensor)
        return ((), np.zeros(0)) if found is None else (ways, found)


@remember
def of_updates(page: Page) -> tuple[Variant, ...]:
    """For each misconception about updates, or new values, the variant in which it is made most often."""
    found: dict[str, Variant] = {}
    new = {line.tensor for line in page.sheet.lines if line.moves}
    for variant in known_variants(page):
        read = {element.tensor for line in variant.lines for element in elements(line.formula)}
        if read & new or any(line.tensor in new for line in variant.lines):
            best = found.setdefault(variant.misconception, variant)
            if len(variant.lines) > len(best.lines):
                found[variant.misconception] = variant
    return tuple(sorted(found.values(), key=lambda variant: -variant.weight)[:LONGEST])


@remember
def truth(page: Page) -> dict[Tensor, float]:
    """The right numbers."""
    return evaluate(page.sheet)


@remember
def table(page: Page) -> dict[Tensor, Column]:
    """Every line in every variant."""
    return Panel(page, known_variants(page)).run(truth(page))


@dataclass(frozen=True)
class Written:
    """Every line when all of them are rounded as they are written: as it comes out, and as it is written down."""

    exact: dict[Tensor, Column]
    values: dict[Tensor, Column]


@remember
def written(page: Page) -> Written:
    """The same for each way of rounding."""
    panel = Panel(page, whole_roundings(page))
    values = panel.run(truth(page))
    return Written(panel.exact, values)


@remember
def whole_roundings(page: Page) -> tuple[Variant, ...]:
    """The ways of rounding everything."""
    return tuple(variant for variant in whole_variants(page) if variant.rounding is not None)


@lru_cache(KEPT)
def contradicts(written: float, right: float) -> bool:
    """Whether a number is not the right one."""
    return not agrees(Decimal(repr(written)), right)


def scenes(
    sheet: Sheet,
    tensor: Tensor,
    claimed: Decimal,
    given: Mapping[Tensor, float],
    updates: int = 0,
    more: Sequence[Line] = (),
) -> tuple[tuple[Scene, ...], ...]:
    """From own numbers, the right ones in full or all as they are written; then from scratch, wrong ones kept or not.

    Raises:
        SpecError: a quantity without a number, an arbitrary function, or updates without a learning rate.
    """
    page = page_of(sheet).extended(more)
    right = evaluate(page.base.sheet, updates=updates) if updates else truth(page.base)
    known = {t: value for t, value in given.items() if t in page.cells and t != tensor}
    wrong = {t: v for t, v in known.items() if t in right and contradicts(v, right[t])}
    full = {t: v if t in wrong else right.get(t, v) for t, v in known.items()}

    def scene(own: Mapping[Tensor, float], weight: float = 1.0) -> Scene:
        return Scene(page, tensor, claimed, own, updates, weight)

    own = (full,) if full == known else (full, known)
    scratch = (scene({}, CONTRADICTING if wrong else 1.0),)
    if not known:
        return (scratch,)
    return (tuple(map(scene, own)), (scene(wrong), *scratch) if wrong and wrong != full else scratch)
