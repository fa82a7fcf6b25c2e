"""The numbers of a network of equations: one for every quantity that is not computed, and what a text prints."""

from __future__ import annotations

from dataclasses import replace

from ..errors import NameErrorInSpec
from ..language import Network, Numbers, Role, Tensor, Value
from ..spec.classes import is_classes, one_hot
from ..spec.name import clean_name, nearest
from ..spec.numbers import Sizes, filled
from ..spec.table import Table
from ..spec.update import KEYS, read_update
from ..worked.names import all_sizes
from .scope import Scope

GIVEN = {
    "inputs": Role.INPUT,
    "targets": Role.TARGET,
    "parameters": Role.PARAMETER,
    "constants": Role.CONSTANT,
}


def read_values(network: Network, table: Table, scope: Scope) -> Network:
    """The network with its numbers, if there are any: all of them, each fitting its tensor.

    Raises:
        SpecError: a number that is none, or one that is missing.
        NameErrorInSpec: a name that no quantity of that role has.
        SizeError: lists that do not fit.
    """
    from ..spec.build import finish

    numbers = table.table("numbers").allow(*GIVEN, *KEYS)
    values: dict[str, Value] = {}
    if any(numbers.has(key) for key in GIVEN):
        values = given(network, numbers)
    found = read_update(numbers, network, Numbers(tuple(values.items())))
    return finish(replace(network, numbers=found), table.table("published"))


def given(network: Network, numbers: Table) -> dict[str, Value]:
    """A value for every quantity that is not computed."""
    known: Sizes = {}
    found: dict[str, Value] = {}
    later: list[tuple[Tensor, object, str]] = []  # classes, which need to know how many there are
    for key, role in GIVEN.items():
        inner = numbers.table(key)
        tensors = {tensor.name: tensor for tensor in network.with_role(role)}
        keys = {clean_name(name, inner.place): name for name in inner.data}
        if len(keys) != len(inner.data):
            raise NameErrorInSpec(f"{inner.place}: a name is given twice, in letters that normalise alike")
        for name in keys:
            if name not in tensors:
                raise NameErrorInSpec(
                    f"{inner.place}: unknown name {name}; {nearest(name, tuple(tensors) or ('none',))}"
                )
        for name, tensor in tensors.items():
            if name not in keys:
                raise NameErrorInSpec(f"{inner.place}: expected numbers for {name}, found none")
            value = inner.data[keys[name]]
            if is_classes(value, tensor, network):
                later.append((tensor, value, inner.at(name)))
            else:
                found[name] = filled(value, all_sizes(tensor), inner.at(name), known)
    for tensor, value, place in later:
        found[tensor.name] = filled(one_hot(value, tensor, network, place, known), all_sizes(tensor), place, known)
    return found
