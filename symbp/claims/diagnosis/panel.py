"""Many calculations side by side: every line is a column of numbers, one for each variant."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...language import Expression, Tensor
from ..sheet import Kind
from .page import Page
from .reader import Reader, reader
from .slip import Rounding, Variant

Column = NDArray[np.float64]
Places = NDArray[np.intp]
Changed = dict[Tensor, dict[Expression, list[int]]]


class Panel:
    """The lines of a page, those of `only` among them, calculated for each variant; the others keep their values.

    Who rounds does not round `last`, the one number that is asked for; without it all are.
    """

    def __init__(
        self,
        page: Page,
        variants: Sequence[Variant],
        only: Iterable[Tensor] | None = None,
        last: Tensor | None = None,
    ) -> None:
        self.page, self.width, self.last = page, len(variants), last
        wanted = None if only is None else set(only)
        self.cells = page.cells
        changed = grouped(variants, None if wanted is None else wanted.union(page.given))
        self.given = [(self.cells[t], self.made(changed.pop(t))) for t in page.given if t in changed]
        lines = [line for line in page.sheet.lines if wanted is None or line.tensor in wanted]
        self.steps = [
            (line.tensor, self.cells[line.tensor], self.read(line.formula), self.made(changed.get(line.tensor, {})))
            for line in lines
        ]
        self.rounding = roundings(variants)
        self.moves = [(self.cells[line.tensor], self.cells[line.of]) for line in page.sheet.of_kind(Kind.UPDATED)]

    def read(self, formula: Expression) -> Reader:
        """What computes a formula; the page remembers it."""
        known = self.page.readers
        if formula not in known:
            known[formula] = reader(formula, self.cells)
        return known[formula]

    def made(self, formulas: Mapping[Expression, list[int]]) -> list[tuple[Reader, Places]]:
        """The changed formulas of a line, and the columns in which they stand."""
        return [(self.read(formula), np.array(columns, dtype=np.intp)) for formula, columns in formulas.items()]

    def run(
        self, start: Mapping[Tensor, float | Column], own: Mapping[Tensor, float] = {}, updates: int = 0
    ) -> dict[Tensor, Column]:
        """What is asked for after so many updates, beginning with `start`; in the last pass `own` stand."""
        values: list[Any] = [start.get(tensor, np.nan) for tensor in self.cells]
        with np.errstate(all="ignore"):
            for cell, changes in self.given:
                values[cell] = self.with_changes(np.full(self.width, values[cell]), changes, values)
            for _ in range(updates):
                self.fill(values, set())
                for new, old in self.moves:
                    values[old] = values[new]
            for tensor, value in own.items():
                values[self.cells[tensor]] = value
            self.fill(values, set(own))
        wanted = self.cells if self.last is None else (self.last,)
        return {tensor: np.broadcast_to(values[self.cells[tensor]], self.width) for tensor in wanted}

    def fill(self, values: list[Any], kept: set[Tensor]) -> None:
        """One pass over the lines."""
        for tensor, cell, right, changes in self.steps:
            if tensor in kept:
                continue
            found = right(values)
            column = np.full(self.width, found) if np.ndim(found) == 0 else np.array(found)
            column = self.with_changes(column, changes, values)
            for rounding, places in self.rounding if tensor != self.last else ():
                column[places] = rounded(column[places], rounding)
            values[cell] = column

    def with_changes(self, column: Column, changes: list[tuple[Reader, Places]], values: list[Any]) -> Column:
        """The column with the changed formulas where they stand."""
        for formula, places in changes:
            column[places] = formula(Chosen(values, places))
        return column


class Chosen:
    """The cells in some columns."""

    def __init__(self, values: list[Any], places: Places) -> None:
        self.values, self.places = values, places

    def __getitem__(self, cell: int, /) -> Any:
        found = self.values[cell]
        return found if np.ndim(found) == 0 else found[self.places]


def grouped(variants: Sequence[Variant], wanted: set[Tensor] | None) -> Changed:
    """For each of the lines that are wanted, its changed formulas and the variants that have them."""
    found: Changed = {}
    for column, variant in enumerate(variants):
        for line in variant.lines:
            if wanted is None or line.tensor in wanted:
                found.setdefault(line.tensor, {}).setdefault(line.formula, []).append(column)
    return found


def roundings(variants: Sequence[Variant]) -> list[tuple[Rounding, Places]]:
    """Which variants round every line, and how."""
    found: dict[Hashable, list[int]] = {}
    for column, variant in enumerate(variants):
        if variant.rounding is not None:
            found.setdefault(variant.rounding, []).append(column)
    return [(rounding, np.array(columns)) for rounding, columns in found.items() if isinstance(rounding, Rounding)]


def rounded(values: Column, rounding: Rounding) -> Column:
    """The values as they are written down."""
    digits = np.full(values.shape, float(rounding.digits))
    if rounding.significant:
        digits -= 1 + np.floor(np.log10(np.where(values == 0, 1.0, np.abs(values))))
    unit = np.power(10.0, digits)
    scaled = values * unit
    return np.asarray((np.trunc(scaled) if rounding.cut else np.rint(scaled)) / unit)
