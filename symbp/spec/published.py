"""The table [published]: what a text prints, to be compared with what the calculation gives."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from ..errors import NameErrorInSpec, SpecError
from ..language import Role, Tensor
from .name import clean_name, nearest, shown
from .numbers import decimal
from .table import Table
from .update import UPDATES

Published = tuple[tuple[str, str, Decimal], ...]


def read_published(table: Table, rated: bool) -> Published:
    """Values by name, gradients and updated parameters by name, losses by the number of updates.

    `rated`: there is a learning rate to update with.

    Raises:
        SpecError: an unknown kind, a value that is no number, or one after an update without a learning rate.
    """
    table.allow("values", "gradients", "updated", "losses")
    found = []
    for kind in table.data:
        inner = table.table(kind)
        for key, value in inner.data.items():
            name = str(int(updates(key, inner.place))) if kind == "losses" else clean_name(key, inner.place)
            if not rated and (kind == "updated" or (kind == "losses" and name != "0")):
                raise SpecError(f"{inner.place}: expected a learning rate ([numbers], rate) as well, found none")
            found.append((kind, name, decimal(value, inner.at(name))))
    return tuple(found)


def updates(key: object, place: str) -> str:
    """After how many updates a loss is published.

    Raises:
        SpecError: it is no whole number, or too large.
    """
    text = str(key)
    if not (text.isascii() and text.isdecimal() and len(text) < 8 and int(text) <= UPDATES):
        raise SpecError(f"{place}: expected a number of updates up to {UPDATES}, found {shown(key)}")
    return text


def check_published(published: Published, singles: Iterable[Tensor]) -> None:
    """Every published value belongs to a quantity of the network.

    Raises:
        NameErrorInSpec: a name that no quantity has.
    """
    tensors = tuple(dict.fromkeys(singles))
    every = tuple(t.name for t in tensors)
    parameters = tuple(t.name for t in tensors if t.role is Role.PARAMETER)
    for kind, name, _ in published:
        known = parameters if kind == "updated" else every
        if kind != "losses" and name not in known:
            raise NameErrorInSpec(f"[published], {kind}: unknown quantity {shown(name)}; {nearest(name, known)}")
