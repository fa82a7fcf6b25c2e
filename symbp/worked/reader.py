"""A formula as a function of cells: each cell holds a number, or a column of numbers, one for each calculation."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import reduce
from operator import itemgetter
from typing import Any, Protocol

import numpy as np

from ..errors import SpecError
from ..language import Apply, Base, Element, Exponent, Expression, Group, Tensor, Term
from .functions import on_arrays, raised


class Cells(Protocol):
    """Numbers or columns by their place."""

    def __getitem__(self, place: int, /) -> Any: ...


Reader = Callable[[Any], Any]


def reader(body: Expression, cells: Mapping[Tensor, int]) -> Reader:
    """What computes a formula from cells.

    Raises:
        SpecError: a quantity without a cell, or something that has no value in numbers.
    """
    terms = [read_term(term, cells) for term in body.terms]
    if not terms:
        return lambda _: 0.0
    return terms[0] if len(terms) == 1 else lambda at: reduce(np.add, [term(at) for term in terms])


def read_term(term: Term, cells: Mapping[Tensor, int]) -> Reader:
    """A coefficient times powers."""
    if term.bound:
        raise SpecError("a sum over an index has to be spelled out before it is computed")
    coefficient = float(term.coefficient)
    factors = [read_factor(base, exponent, cells) for base, exponent in term.factors]
    if not factors:
        return lambda _: coefficient
    if coefficient == 1.0:
        return factors[0] if len(factors) == 1 else lambda at: multiplied(factors, at)
    return lambda at: coefficient * multiplied(factors, at)


def multiplied(factors: Sequence[Reader], at: Cells) -> Any:
    """The product of the factors."""
    return reduce(np.multiply, [factor(at) for factor in factors])


def read_factor(base: Base, exponent: Exponent, cells: Mapping[Tensor, int]) -> Reader:
    """A power."""
    inner = read_base(base, cells)
    if exponent == 1:
        return inner
    if exponent == 2:
        return lambda at: np.square(inner(at))
    power = float(exponent)
    return lambda at: raised(inner(at), power)


def read_base(base: Base, cells: Mapping[Tensor, int]) -> Reader:
    """A quantity, a parenthesis or a function."""
    if isinstance(base, Element):
        if base.tensor not in cells:
            raise SpecError(f"expected a number for {base.tensor.name}, found none")
        return itemgetter(cells[base.tensor])
    if isinstance(base, Group):
        return reader(base.body, cells)
    if isinstance(base, Apply):
        function, argument = on_arrays(base.function, base.order), reader(base.argument, cells)
        return lambda at: function(argument(at))
    raise SpecError(f"{type(base).__name__} has no value in numbers; name the activation and the loss")
