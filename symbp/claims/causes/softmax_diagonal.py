"""dE/dz_j = dE/da_j * da_j/dz_j: of the softmax's Jacobian only the diagonal is taken."""

from __future__ import annotations

from collections.abc import Iterator

from ...language import EXP, Apply, Expression, Group, Tensor, Term, elements
from ..diagnosis.formulas import locals_in
from ..diagnosis.page import Page
from ..diagnosis.slip import Slip, change
from ..sheet import Kind, Line

PRIOR = 0.08


def at(line: Line, page: Page) -> Iterator[Slip]:
    """Every adjoint before a softmax."""
    if line.kind is not Kind.ADJOINT or len(line.formula.terms) < 2:
        return
    own = tuple(
        term for term in line.formula.terms if any(numerator(page.lines[t]) == line.of for t in ends(term, page))
    )
    if own and own != line.formula.terms:
        yield change(line, Expression(own), "diagonal")


def ends(term: Term, page: Page) -> Iterator[Tensor]:
    """The quantities whose local derivatives stand in a term."""
    for tensor in locals_in(term):
        if tensor in page.lines:
            yield page.lines[tensor].of


def numerator(line: Line) -> Tensor | None:
    """z_j, where the line is exp(z_j) over a sum."""
    if len(line.formula.terms) != 1:
        return None
    factors = line.formula.terms[0].factors
    if not any(isinstance(base, Group) and exponent == -1 for base, exponent in factors):
        return None
    for base, exponent in factors:
        if isinstance(base, Apply) and base.function is EXP and exponent == 1:
            inner = [element.tensor for element in elements(base.argument)]
            return inner[0] if len(inner) == 1 else None
    return None
