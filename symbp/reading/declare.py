"""Sizes, labels, and the quantities that are declared: x[m, n], b[n], h[t; n]."""

from __future__ import annotations

from typing import Any

import sympy

from ..errors import NameErrorInSpec, SizeError, SpecError
from ..language import Extent, Index, Label, Role, Size
from ..spec.name import clean_name, shown
from ..spec.table import Names, Table, whole
from .grammar import parse_declarations
from .limits import LINE_BYTES
from .position import integer
from .scope import Quantity, Scope, cleaned
from .sizes import Variable
from .source import Source
from .symbols import from_sympy
from .tree import Item, Name, Number, Tree

ROLES = {
    "inputs": Role.INPUT,
    "targets": Role.TARGET,
    "parameters": Role.PARAMETER,
    "constants": Role.CONSTANT,
    "quantities": Role.INTERMEDIATE,
}
MOST = 1000


def declare_sizes(table: Table, scope: Scope, names: Names) -> None:
    """The sizes that are numbers, and the labels with the number of values they take.

    Raises:
        SpecError: something else than a whole number or the name of a size.
    """
    sizes = table.table("sizes")
    for key, value in sizes.data.items():
        name = names.take(clean_name(key, sizes.place), sizes.place)
        scope.sizes[name] = whole(value, sizes.at(name))
    labels = table.table("labels")
    for key, value in labels.data.items():
        name = names.take(clean_name(key, labels.place), labels.place)
        if isinstance(value, str):
            last = size_named(clean_name(value, labels.at(name)), labels.at(name), scope, names)
        else:
            last = whole(value, labels.at(name))
        scope.labels[name] = Label(Index(name, last, first=1), 1, last)


def size_named(name: str, place: str, scope: Scope, names: Names) -> Extent:
    """The size of that name, new if it was not mentioned before."""
    if name not in scope.sizes:
        scope.sizes[name] = Size(names.take(name, place))
    return scope.sizes[name]


def declare(table: Table, key: str, scope: Scope, names: Names) -> None:
    """The quantities of one role.

    Raises:
        SpecError: something else than names with their sizes.
        NameErrorInSpec: a name that is taken.
    """
    place = table.at(key)
    for source, tree in declared(table.data.get(key, ()), place):
        if not isinstance(tree, Name | Item):
            raise source.error(tree.at, "expected a name with its sizes, such as x[m, n], found a formula")
        name = names.take(cleaned(source, tree.at, tree.name), place)
        quantity = Quantity(name, ROLES[key], source=source, at=tree.at)
        positions = tree.positions if isinstance(tree, Item) else ()
        count = count_labels(positions, tree, scope, source)
        quantity.labels = tuple(scope.labels[cleaned(source, p.at, p.name)] for p in positions[:count])  # type: ignore[union-attr]
        extents = [size_of(p, place, scope, names, source) for p in positions[count:]]
        quantity.places = tuple(Variable(f"place {n} of {name}", extent) for n, extent in enumerate(extents, start=1))
        scope.quantities[name] = quantity


def declared(value: Any, place: str) -> list[tuple[Source, Tree]]:
    """What a list of texts, or one text, declares; SymPy's symbols and Indexed may stand for texts.

    Raises:
        SpecError: it is something else.
    """
    entries = value if isinstance(value, list | tuple) else [value]
    found: list[tuple[Source, Tree]] = []
    for entry in entries:
        if isinstance(entry, str) and len(entry) <= LINE_BYTES:
            source = Source(place, entry)
            found.extend((source, tree) for tree in parse_declarations(source))
        elif isinstance(entry, sympy.Basic):
            found.append((Source(place), from_sympy(entry, Source(place))))
        else:
            raise SpecError(f'{place}: expected a list of names, such as ["x[m, n]", "b[n]"], found {shown(entry)}')
        if len(found) > MOST:
            raise SpecError(f"{place}: expected at most {MOST} names, found more")
    return found


def count_labels(positions: tuple[Tree, ...], tree: Name | Item, scope: Scope, source: Source) -> int:
    """How many positions in front are labels.

    Raises:
        SizeError: a semicolon that says otherwise.
    """
    count = 0
    while count < len(positions) and isinstance(positions[count], Name) and label_at(positions[count], scope, source):
        count += 1
    if isinstance(tree, Item) and tree.labels not in (-1, count):
        known = ", ".join(scope.labels) or "none"
        message = (
            f"expected {count} labels before the ; (labels are declared in [labels]: {known}), found {tree.labels}"
        )
        raise source.error(tree.at, message, SizeError)
    return count


def label_at(tree: Tree, scope: Scope, source: Source) -> bool:
    """Whether a position is a label."""
    return isinstance(tree, Name) and cleaned(source, tree.at, tree.name) in scope.labels


def size_of(tree: Tree, place: str, scope: Scope, names: Names, source: Source) -> Extent:
    """The size that is declared: a number, or a name that may be new.

    Raises:
        SpecError: it is something else.
    """
    if isinstance(tree, Number):
        value = integer(tree, source)
        if value < 1:
            raise source.error(tree.at, f"expected a size from 1, found {value}", SizeError)
        return value
    if isinstance(tree, Name):
        name = cleaned(source, tree.at, tree.name)
        if name in scope.quantities or name in scope.labels:
            what = "quantity" if name in scope.quantities else "label"
            raise source.error(tree.at, f"expected a size, found the {what} {name}", NameErrorInSpec)
        return size_named(name, place, scope, names)
    raise source.error(tree.at, "expected a size, such as 3 or n, found a formula")
