"""-x for x: a sign is lost, as in target - output for output - target, or delta with the other convention."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..diagnosis.page import Page
from ..diagnosis.slip import Slip
from ..sheet import Kind, Line

PRIOR = 0.07


def at(line: Line, page: Page) -> Iterator[Slip]:
    """Every line, differences before everything else."""
    if line.tensor in page.given:
        return
    if line.kind is not Kind.UPDATED:
        difference = line.kind is Kind.LOCAL and any(term.coefficient < 0 for term in line.formula.terms)
        weight = 3.0 if difference else 0.5 if line.kind is Kind.VALUE else 1.0
        habit = str(line.kind.value) if line.kind is not Kind.VALUE else ""
        yield Slip(replace(line, formula=-line.formula), habit=habit, weight=weight)
