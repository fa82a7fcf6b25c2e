"""What a misconception yields: slips, each one line gone wrong, and whole variants of a calculation made of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from ...language import Expression
from ..sheet import Line, Sheet

if TYPE_CHECKING:
    from .page import Page

Values = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Slip:
    """One line gone wrong: `line` stands in place of the right line of the same quantity, or of a given number.

    `values` are what the mistake's sentence needs to know.  Slips of one `habit` are also made together, throughout a
    layer or everywhere; without a habit the slip is made once.  `weight` is how likely it is beside the other slips of
    its misconception.
    """

    line: Line
    values: Values = ()
    habit: str = ""
    weight: float = 1.0


def change(line: Line, formula: Expression, habit: str = "", weight: float = 1.0, **values: str) -> Slip:
    """A line with another formula."""
    return Slip(replace(line, formula=formula), tuple(values.items()), habit, weight)


@dataclass(frozen=True)
class Rounding:
    """Every line rounded as it is written down: to `digits` decimals, or `significant` ones, or `cut` off there."""

    digits: int
    significant: bool = False
    cut: bool = False


@dataclass(frozen=True)
class Variant:
    """A calculation with one mistake in it: `lines` in place of the right ones, `rounding`, or `more` updates.

    `weight` is how likely it is, beside all variants that can be told apart from it.
    """

    misconception: str
    lines: tuple[Line, ...] = ()
    values: Values = ()
    weight: float = 1.0
    rounding: Rounding | None = None
    more: int = 0

    def sheet(self, right: Sheet) -> Sheet:
        """The changed sheet."""
        misread = tuple(line for line in self.lines if right.line(line.tensor) is None)
        changed = right.replaced(*self.lines)
        return replace(changed, lines=(*misread, *changed.lines))


@dataclass(frozen=True)
class Misconception:
    """One file of `causes`: what it makes of a line, a given number, the whole, or a number as written.

    `prior` is how often it is made, among all mistakes; a `general` one is not named beside another that says more
    precisely how just the same number comes about.  `number` says what its sentence needs to know if the claimed
    number comes from the right one by this mistake, and how likely just this one is, else None.
    """

    name: str
    prior: float
    general: bool = False
    at: Callable[[Line, Page], Iterator[Slip]] | None = None
    given: Callable[[Line, Page], Iterator[Slip]] | None = None
    everywhere: Callable[[Page], Iterator[Variant]] | None = None
    number: Callable[[Decimal, float], tuple[Values, float] | None] | None = None
