"""A term as a row of factors and fractions, its sums opened where their indices first occur."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from symbp.language import Cardinal, Delta, Factor, Index, Term, Within, free_in_base


@dataclass
class Cell:
    """A factor, or a fraction of factors, or the sign of a sum."""

    over: list[Factor] = field(default_factory=list)
    under: list[Factor] = field(default_factory=list)
    coefficient: Fraction = Fraction(1)
    sums: tuple[Index, ...] = ()


def cells(term: Term) -> list[Cell]:
    """The term as a row; a negative power goes below the factor in front of it, a size below everything."""
    mentioned = frozenset().union(*(free_in_base(base) for base, _ in term.factors))
    waiting = [index for index in term.bound if index in mentioned]
    unused = tuple(index for index in term.bound if index not in mentioned)
    front = Cell(coefficient=abs(term.coefficient))  # plain numbers stand before every sum
    row: list[Cell] = [Cell(sums=unused)] if unused else []
    for base, exponent in term.factors:
        now = tuple(index for index in waiting if index in free_in_base(base))
        if now:
            row.append(Cell(sums=now))
            waiting = [index for index in waiting if index not in now]
        if exponent > 0:
            row.append(Cell([(base, exponent)]))
        elif isinstance(base, Cardinal):
            front.under.append((base, -exponent))
        else:
            above(row).under.append((base, -exponent))
    return [front, *row] if front.coefficient != 1 or front.under or not row else row


def above(row: list[Cell]) -> Cell:
    """The cell that a negative power goes below: the last factor since the last sum, brackets passed over."""
    for cell in reversed(row):
        if cell.sums:
            break
        if not all(isinstance(base, Delta | Within) for base, _ in cell.over) or cell.under:
            return cell
    row.append(Cell())
    return row[-1]
