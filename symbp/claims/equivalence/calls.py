"""Functions applied: entry by entry with their derivatives, softmax over a vector, diag, sum, mean, norm, trace."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from functools import partial
from typing import Any

import numpy as np

from ...certify.field import Undefined
from ...language import EXP, Exponent, Function, Functional, Tensor
from ..tree import Call
from .array import Array, Misfit, Unread, entrywise
from .data import Numbers
from .functions import SCHOOL, function_named
from .named_sizes import example_size
from .precise import Precise
from .quantities import Quantities

NOTHING = Decimal("NaN")
PRIMES = 3  # each one is a derivative that SymPy has to take


def called(quantities: Quantities, call: Call, arguments: tuple[Array, ...], about: Tensor | None) -> Array:
    """The value of a call; `about` is the tensor that its argument is.

    Raises:
        Unread: a function that nothing defines.
        Misfit: an argument of a shape that the function does not take.
    """
    if call.primes > PRIMES:
        raise Unread("function", call.name)
    network = quantities.data.plan.network
    function = function_named(network, call.name, about)
    if isinstance(function, Functional):
        return functional(quantities, function, call.primes, arguments)
    if function is not None and len(arguments) == 1:
        return applied(quantities, function, call.primes, arguments[0])
    if call.primes or not arguments:
        raise Unread("function", call.name)
    if call.name in ("max", "min") and len(arguments) == 2:
        return entrywise(arguments[0], arguments[1], chosen(quantities, call.name), call.name)
    if len(arguments) != 1:
        raise Unread("function", call.name)
    return gathered(quantities, call.name, arguments[0], about)


def chosen(quantities: Quantities, name: str) -> Callable[[Numbers, Numbers], Numbers]:
    """The larger or the smaller of two numbers; of polynomials by cases."""
    field = quantities.data.fields[0]
    plain = isinstance(field, Precise)  # whose numbers may be none, so that they have no sign

    def choose(x: Any, y: Any) -> Any:
        if plain:
            return max(x, y) if name == "max" else min(x, y)
        left, right = (y, x) if name == "max" else (x, y)
        try:
            return field.by_sign(x - y, left, left, right)
        except Undefined:
            raise Unread("order") from None

    made: Callable[[Numbers, Numbers], Numbers] = np.frompyfunc(choose, 2, 1)
    return made


def applied(quantities: Quantities, function: Function, order: int, argument: Array) -> Array:
    """A function or its derivative, entry by entry; no number where it has no value."""

    def value(point: int, entry: Any) -> Any:
        try:
            return quantities.data.fields[point].apply(function, order, entry) if entry.is_finite() else NOTHING
        except Undefined:
            return NOTHING

    return argument.each(value)


def raised(quantities: Quantities, exponent: Exponent, point: int, value: Any) -> Any:
    """A rational power; no number where it has no value."""
    try:
        return quantities.data.fields[point].power(value, exponent) if value.is_finite() else NOTHING
    except Undefined:
        return NOTHING


def functional(quantities: Quantities, function: Functional, order: int, arguments: tuple[Array, ...]) -> Array:
    """An arbitrary function of many variables, or of one its derivative."""
    columns = [column for part in arguments for column in part.entries.reshape(len(part.entries), -1).T]
    if order > 1 or (order and len(columns) > 1):
        raise Unread("function", function.name)
    found = []
    for point, field in enumerate(quantities.data.fields):
        values = [column[point] for column in columns]
        try:
            known = (
                field.functional_slope(function.name, 0, values) if order else field.functional(function.name, values)
            )
        except Undefined:
            known = NOTHING
        found.append(known)
    made = np.empty(len(found), dtype=object)
    made[:] = found
    return Array(made)


def gathered(quantities: Quantities, name: str, array: Array, about: Tensor | None) -> Array:
    """What reads a vector or a matrix as a whole."""
    if name == "sum" and quantities.reading.added and 1 not in array.shape:
        return Array(array.entries.sum(axis=1 if quantities.reading.rows else 2, keepdims=True))
    if name == "sum":
        return array.total()
    if name == "mean":
        return Array(array.total().entries / (array.shape[0] * array.shape[1]))
    if name == "norm" and array.is_number:
        return applied(quantities, SCHOOL["abs"], 0, array)
    if name == "norm":
        return Array(array.entries**2).total().each(partial(raised, quantities, Fraction(1, 2)))
    if name in ("trace", "diag", "softmax") and array.is_number:
        raise Misfit(f"{name} of a number")
    if name == "trace":
        if array.shape[0] != array.shape[1]:
            raise Misfit(f"trace of {array.described()}")
        return Array(np.trace(array.entries, axis1=1, axis2=2))
    if name == "diag":
        return diagonal(array)
    if name == "softmax":
        return softmax(quantities, array, about)
    raise Unread("function", name)


def diagonal(array: Array) -> Array:
    """A vector on the diagonal of a matrix of zeros."""
    if 1 not in array.shape:
        raise Misfit(f"diag of {array.described()}")
    flat = array.entries.reshape(len(array.entries), -1)
    made = np.full((len(flat), flat.shape[1], flat.shape[1]), Decimal(0), dtype=object)
    for place in range(flat.shape[1]):
        made[:, place, place] = flat[:, place]
    return Array(made)


def softmax(quantities: Quantities, array: Array, about: Tensor | None) -> Array:
    """exp over the sum of exp, over a vector, or over what a table has for each example."""
    axis = 1 if array.shape[1] == 1 else 2
    if 1 not in array.shape:
        example = example_size(quantities.data.plan.network)
        columns = about is not None and len(about.sizes) == 2 and about.sizes[1] == example != about.sizes[0]
        axis = 1 if columns else 2
    powers = applied(quantities, EXP, 0, array)
    return Array(powers.entries / powers.entries.sum(axis=axis, keepdims=True))
