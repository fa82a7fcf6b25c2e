"""W for W^T: w_jk is taken where w_kj belongs, forward, on the way back, or in the gradient."""

from __future__ import annotations

from collections.abc import Iterator

from ...language import Role
from ..diagnosis.blocks import transposes
from ..diagnosis.formulas import exchanged
from ..diagnosis.page import Page
from ..diagnosis.slip import Slip, change
from ..sheet import Kind, Line

PRIOR = 0.06


def at(line: Line, page: Page) -> Iterator[Slip]:
    """Every weighted input, every local derivative by what comes in, and every gradient of a weight."""
    partners = transposes(page)
    if line.kind is Kind.ADJOINT and line.of in partners:
        partner = page.adjoint(partners[line.of])
        if partner is not None:
            yield change(line, partner.formula, "gradient", quantity=page.name(line.tensor))
        return
    formula = line.formula
    if line.kind is Kind.VALUE or (
        line.kind is Kind.LOCAL and line.by is not None and line.by.role is not Role.PARAMETER
    ):
        formula = exchanged(formula, partners)
    if formula != line.formula:
        yield change(line, formula, line.kind.value, quantity=page.name(line.tensor))
