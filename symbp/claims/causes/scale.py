"""E or dE/da times 2, 1/2, n or 1/n: the half, a sum for a mean, or the number of outputs or examples."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ...language import Role, Tensor, elements, remember
from ..diagnosis.page import Page
from ..diagnosis.slip import Slip, change
from ..sheet import Kind, Line

PRIOR = 0.06
GENERAL = True
MOST = 6  # numbers that are tried


def at(line: Line, page: Page) -> Iterator[Slip]:
    """Every part of the loss and its derivatives, and every gradient of a parameter."""
    last = line.of in (page.network.loss, *page.network.with_role(Role.PART)) or reads_target(line.of, page)
    loss = last and line.kind in (Kind.VALUE, Kind.LOCAL)
    if not loss and line.kind is not Kind.ADJOINT:
        return
    for factor in factors(page):
        habit = f"loss {factor}" if loss else f"gradient {factor}"
        weight = (2.0 if factor in (2, Fraction(1, 2)) else 1.0) * (
            1.0 if loss or line.of.role is Role.PARAMETER else 0.3
        )
        yield change(line, line.formula * factor, habit, weight, quantity=page.name(line.tensor), factor=str(factor))


def factors(page: Page) -> Iterator[Fraction]:
    """What people forget to multiply or divide by."""
    for number in (2, *counts(page)):
        yield Fraction(number)
        yield Fraction(1, number)


@remember
def counts(page: Page) -> tuple[int, ...]:
    """How many there are of parts of the loss, outputs, examples, and uses of what is shared."""
    found = {len(page.lines[page.network.loss].formula.terms), len(page.network.with_role(Role.TARGET))}
    for line in page.sheet.of_kind(Kind.VALUE):
        if line.tensor.role is Role.PART or line.tensor == page.network.loss:
            found |= {term.coefficient.denominator for term in line.formula.terms}
    found |= {len(page.users[p]) for p in page.network.with_role(Role.PARAMETER) if p in page.users}
    found |= {a // b for a in tuple(found) for b in tuple(found) if b and a % b == 0}
    return tuple(sorted(found - {0, 1, 2}))[:MOST]


def reads_target(tensor: Tensor, page: Page) -> bool:
    """Whether a target stands in the equation of a quantity."""
    line = page.lines.get(tensor)
    return line is not None and any(element.tensor.role is Role.TARGET for element in elements(line.formula))
