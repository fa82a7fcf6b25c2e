"""dE/dw = mean over the uses instead of their sum, or the sum where the loss is a mean."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from ..diagnosis.page import Page
from ..diagnosis.slip import Slip
from ..sheet import Kind, Line

PRIOR = 0.04


def at(line: Line, page: Page) -> Iterator[Slip]:
    """Every sum over paths or uses, divided by how many they are."""
    count = len(line.formula.terms)
    if line.kind is Kind.ADJOINT and count > 1:
        yield Slip(replace(line, formula=line.formula * Fraction(1, count)), habit="mean")
