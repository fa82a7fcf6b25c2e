"""Many calculations side by side: every line is a column of numbers, one for each variant."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...language import Expression, Tensor
from ...worked.reader import Reader, reader
from .page import Page
from .slip import Rounding, Variant

Column = NDArray[np.float64]
Places = NDArray[np.intp]
Changed = dict[Tensor, dict[Expression, list[Places]]]


class Panel:
    """The lines of a page, those of `only` among them, calculated for each variant; the others keep their values.

    Who rounds does not round `last`, the one number that is asked for; without it all are.  `made` says in which of
    `width` calculations each variant is made, if not in one of its own.
    """

    def __init__(
        self,
        page: Page,
        variants: Sequence[Variant],
        only: Iterable[Tensor] | None = None,
        last: Tensor | None = None,
        made: Sequence[Places] | None = None,
        width: int = 0,
    ) -> None:
        self.page, self.width, self.last = page, width if made is not None else len(variants), last
        wanted = None if only is None else set(only)
        self.cells = page.cells
        columns: Iterable[Places] = np.arange(len(variants))[:, np.newaxis] if made is None else made
        changed = grouped(variants, columns, None if wanted is None else wanted.union(page.given))
        self.given = [(self.cells[t], self.made(changed.pop(t))) for t in page.given if t in changed]
        lines = [line for line in page.sheet.lines if wanted is None or line.tensor in wanted]
        self.steps = [
            (line.tensor, self.cells[line.tensor], self.read(line.formula), self.made(changed.get(line.tensor, {})))
            for line in lines
        ]
        self.roundings = roundings(variants)
        self.exact: dict[Tensor, Column] = {}

    def read(self, formula: Expression) -> Reader:
        """What computes a formula; the page remembers it."""
        known = self.page.readers
        if formula not in known:
            known[formula] = reader(formula, self.cells)
        return known[formula]

    def made(self, formulas: Mapping[Expression, list[Places]]) -> list[tuple[Reader, Places]]:
        """The changed formulas of a line, and the columns in which they stand."""
        return [
            (self.read(formula), columns[0] if len(columns) == 1 else np.concatenate(columns))
            for formula, columns in formulas.items()
        ]

    def run(
        self, start: Mapping[Tensor, float | Column], own: Mapping[Tensor, float] = {}, updates: int = 0
    ) -> dict[Tensor, Column]:
        """What is asked for after so many updates, beginning with `start`; in the last pass `own` stand."""
        values: list[Any] = [start.get(tensor, np.nan) for tensor in self.cells]
        with np.errstate(all="ignore"):
            for cell, changes in self.given:
                values[cell] = self.with_changes(np.full(self.width, values[cell]), changes, values)
            moves = [(self.cells[line.tensor], self.cells[line.of]) for line in self.page.updates] if updates else []
            for _ in range(updates):
                self.fill(values, set())
                for new, old in moves:
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
            if changes or self.roundings is not None:
                column = np.full(self.width, found) if np.ndim(found) == 0 else np.array(found)
                found = self.with_changes(column, changes, values)
            if self.roundings is not None:
                self.exact[tensor] = found
                found = found if tensor == self.last else self.roundings.of(found)
            values[cell] = found

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


def grouped(variants: Sequence[Variant], columns: Iterable[Places], wanted: set[Tensor] | None) -> Changed:
    """For each of the lines that are wanted, its changed formulas and the calculations that have them."""
    found: Changed = {}
    for variant, own in zip(variants, columns, strict=True):
        for line in variant.lines:
            if wanted is None or line.tensor in wanted:
                found.setdefault(line.tensor, {}).setdefault(line.formula, []).append(own)
    return found


@dataclass(frozen=True)
class Roundings:
    """How each of some calculations is rounded: to so many digits, or not at all where that is no number."""

    digits: Column
    significant: NDArray[np.bool_]
    cut: NDArray[np.bool_]

    def of(self, values: Column) -> Column:
        """The values as they are written down."""
        digits = self.digits
        if self.significant.any():
            size = np.floor(np.log10(np.where(values == 0, 1.0, np.abs(values))))
            digits = np.where(self.significant, digits - (1 + size), digits)
        unit = np.power(10.0, digits)
        scaled = values * unit
        written = np.where(self.cut, np.trunc(scaled), np.rint(scaled)) / unit
        return np.where(np.isnan(self.digits), values, written)


def roundings(variants: Sequence[Variant]) -> Roundings | None:
    """Those of some variants; None where nobody rounds."""
    if all(variant.rounding is None for variant in variants):
        return None
    each = [variant.rounding or Rounding(0) for variant in variants]
    digits = [np.nan if v.rounding is None else float(v.rounding.digits) for v in variants]
    return Roundings(np.array(digits), np.array([r.significant for r in each]), np.array([r.cut for r in each]))
