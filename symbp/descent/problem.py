"""A problem from the entries of a file, or from Python."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from ..errors import NameErrorInSpec, SizeError, SpecError, SymbpError
from ..language import Apply, Function, Network, Numbers, Role, bases
from ..spec.name import clean_name, nearest, shown
from ..spec.numbers import decimal
from ..spec.table import Table, whole
from .path import Ground
from .records import Problem

KEYS = ("name", "kind", "title", "function", "value", "start", "rates", "steps", "direction")
STEPS = 100
RATES = 20


def read_problem(table: Table, name: str, title: str) -> Problem:
    """The problem of a table: a function of one or two variables, a start, learning rates, and how many steps to show.

    Raises:
        SymbpError: anything that does not fit, with its place.
    """
    table.allow(*KEYS)
    start = coordinates(table, "start")
    if len(start) not in (1, 2):
        raise SizeError(f"start: expected one or two variables with their numbers, found {len(start) or 'none'}")
    value = clean_name(table.data.get("value", "f" if "y" in start else "y"), "value")
    if value in start:
        raise NameErrorInSpec(f"value: expected another name than the variable {value}")
    network = function(table, value, tuple(start), name, title)
    tried = rates(table)
    network = with_start(network, start, tried[0] if len(tried) == 1 else None)
    variables = {tensor.name: tensor for tensor in network.with_role(Role.PARAMETER)}
    for key in start:
        if key not in variables:  # it stands there, and cancels: x**0
            raise no_variable(key)
    found = Problem(
        network,
        tuple(variables[key] for key in start),
        tuple(start.values()),
        tried,
        whole(table.data.get("steps", 10), "steps", most=STEPS),
        direction(table, tuple(start)),
    )
    if Ground(found, ()).point(tuple(Fraction(number) for number in found.start)) is None:
        raise SpecError("start: expected a point where the function has a value, found none there")
    return found


def coordinates(table: Table, key: str) -> dict[str, Decimal]:
    """Numbers by the names of variables, in the order in which they are written.

    Raises:
        SpecError: something else, or a name twice.
    """
    if not table.has(key):
        raise SpecError(f"{key}: expected numbers by the names of the variables, as in {{ x = 2 }}, found none")
    given = table.data[key]
    if not isinstance(given, Mapping):
        raise SpecError(
            f"{key}: expected numbers by the names of the variables, as in {{ x = 2 }}, found {shown(given)}"
        )
    found: dict[str, Decimal] = {}
    for written, number in given.items():
        name = clean_name(written, key)
        if name in found:
            raise NameErrorInSpec(f"{key}: the name {name} is given twice")
        found[name] = decimal(number, f"{key}, {name}")
    return found


def function(table: Table, value: str, variables: tuple[str, ...], name: str, title: str) -> Network:
    """The function as a network of one equation.

    Raises:
        SymbpError: the formula cannot be read, is not smooth, or leaves a variable out.
    """
    from ..reading import read_network

    if not table.has("function"):
        raise SpecError('function: expected a formula, as in "4*x**2", found none')
    entries = {"parameters": list(variables), "equations": {value: table.data["function"]}}
    try:
        network = read_network(Table(entries), name, title)
    except SymbpError as error:
        unused = next((v for v in variables if str(error).endswith(f"{v} is declared but stands in no equation")), "")
        if unused:
            raise no_variable(unused) from None
        raise type(error)(str(error).replace(f"[equations], {value}", "function", 1)) from None
    for found in functions(network):
        if found.kinks:
            raise SpecError(f"function: expected one with a slope everywhere, found {found.name}, which has a kink")
    return network


def no_variable(name: str) -> SpecError:
    """The error of a start that gives a number for what the function does not depend on."""
    return SpecError(f"start: {name} is no variable of the function")


def functions(network: Network) -> tuple[Function, ...]:
    """The functions that a formula calls."""
    return tuple(base.function for base in bases(network.equations[-1].body) if isinstance(base, Apply))


def with_start(network: Network, start: Mapping[str, Decimal], rate: Decimal | None = None) -> Network:
    """The network with the start as its numbers, and the learning rate where there is only one."""
    return replace(network, numbers=Numbers(tuple(start.items()), rate))


def rates(table: Table) -> tuple[Decimal, ...]:
    """The learning rates.

    Raises:
        SpecError: no list of positive numbers, or too many.
    """
    given = table.data.get("rates", ())
    if not isinstance(given, list | tuple):
        given = [given]
    if not 1 <= len(given) <= RATES:
        raise SpecError(f"rates: expected 1 to {RATES} learning rates, as in [0.1, 0.5], found {len(given) or 'none'}")
    found = tuple(decimal(value, f"rates, {n}") for n, value in enumerate(given, start=1))
    for number, rate in enumerate(found, start=1):
        if rate <= 0:
            raise SpecError(f"rates, {number}: expected a learning rate larger than 0, found {rate}")
        if rate in found[: number - 1]:
            raise SpecError(f"rates, {number}: the learning rate {rate} is given twice")
    return found


def direction(table: Table, variables: tuple[str, ...]) -> tuple[Decimal, ...]:
    """The direction that was asked for, in the order of the variables.

    Raises:
        NameErrorInSpec: a name that is no variable, or one that is missing.
        SpecError: all its parts are 0.
    """
    if not table.has("direction"):
        return ()
    given = coordinates(table, "direction")
    for name in given:
        if name not in variables:
            raise NameErrorInSpec(f"direction: unknown variable {name}; {nearest(name, variables)}")
    for name in variables:
        if name not in given:
            raise NameErrorInSpec(f"direction: expected a number for {name}, found none")
    if not any(given.values()):
        raise SpecError("direction: expected a direction, found 0 in every variable")
    return tuple(given[name] for name in variables)


def problem(formula: Any, start: Mapping[str, Any], rates: Any, **entries: Any) -> Problem:
    """A problem in Python: a formula (a text or SymPy's), the start by names, learning rates; steps, value, direction.

    Raises:
        SymbpError: anything that does not fit, with its place.
    """
    table = Table({"function": formula, "start": dict(start), "rates": rates, **entries})
    name = table.text("name", "descent")
    return read_problem(table, name, table.text("title", name))
