"""One table of [[layers]]: how many units or which, the activation, and what weights and biases are called."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..errors import SizeError, SpecError
from ..language import Extent, Size
from ..layers import Layer
from ..library import Own
from .name import clean_name, nearest, shown
from .table import Names, Table, whole

ElementNames = dict[tuple[str, tuple[int, ...]], str]
EMPTY: Mapping[str, Own] = {}
WANTED = {
    "activation": "an activation, of one number or of one vector",
    "loss": "a loss, of an output and its target",
    "penalty": "a penalty, of one weight",
}
BIASES = ("unit", "shared", "none")


@dataclass(frozen=True)
class Units:
    """The units of a layer: how many, and their names if they have any."""

    width: Extent
    names: tuple[str, ...] = ()


def read_units(table: Table, key: str, names: Names, sizes: set[str]) -> Units:
    """Units by number (30), by symbol ("n") or by name (["h1", "h2"]).

    Raises:
        SpecError: missing, or none of the three.
        NameErrorInSpec: a name that is not allowed, or taken.
    """
    place = table.at(key)
    if not table.has(key):
        raise SpecError(f"{place}: expected a number of units, a symbol or a list of names, found none")
    value = table.data[key]
    if isinstance(value, str):
        symbol = clean_name(value, place)
        if symbol not in sizes:
            names.take(symbol, place)
        sizes.add(symbol)
        return Units(Size(symbol))
    if isinstance(value, list | tuple):
        if not value:
            raise SpecError(f"{place}: expected at least one unit, found an empty list")
        taken = tuple(names.take(clean_name(v, f"{place} {n}"), f"{place} {n}") for n, v in enumerate(value, start=1))
        return Units(len(taken), taken)
    return Units(whole(value, place))


def read_name(table: Table, key: str, folder: str, default: str, own: Mapping[str, Own] = EMPTY) -> str | Own:
    """An activation, a loss or a penalty: its name as its file has it, or the user's own of that name.

    Raises:
        SpecError: there is none of that name, the nearest is offered; or the user's own is something else.
    """
    found = own.get(table.text(key, default))
    if found is None:
        return library_name(table, key, folder, default, own)
    if key not in found.roles:
        wanted = WANTED[key]
        raise SpecError(f"{table.at(key)}: expected a definition that can be {wanted}, found {shown(found.name)}")
    return found


def library_name(table: Table, key: str, folder: str, default: str, own: Iterable[str] = ()) -> str:
    """The name of an operation or a loss, hyphens and spaces for underscores.

    Raises:
        SpecError: there is none of that name; the nearest is offered.
    """
    from ..library import names

    value = table.text(key, default)
    wanted = value.strip().lower().replace("-", "_").replace(" ", "_")
    if wanted and not (wanted in names(folder) and fits(folder, wanted)):
        known = [name for name in names(folder) if fits(folder, name)]
        hint = nearest(wanted, (*own, *known))
        raise SpecError(f"{table.at(key)}: unknown {key} {shown(value)}; {hint}")
    return wanted


def fits(folder: str, name: str) -> bool:
    """Whether an operation can be an activation: it takes a layer's weighted input, and gives as many numbers."""
    from ..layer_block import keeps_shape
    from ..library import find

    module = find(folder, name, "activation")
    single = hasattr(module, "FUNCTION") or hasattr(module, "formula")
    return folder != "operations" or single or keeps_shape(module)


def read_bias(table: Table, width: Extent, names: Names) -> tuple[str, str, tuple[str, ...]]:
    """The kind of bias, the name of the whole, and the names of its elements.

    Written as "unit", "shared" or "none", as a list of names, or as {shared = "b1"} or {unit = "b"}.

    Raises:
        SpecError: none of these.
        SizeError: another number of names than of units.
    """
    place = table.at("bias")
    value = table.data.get("bias", "unit")
    if isinstance(value, list | tuple):
        if value and isinstance(width, int) and len(value) == width:
            given = enumerate(value, start=1)
            return "unit", "", tuple(names.take(clean_name(v, f"{place} {n}"), f"{place} {n}") for n, v in given)
        raise SizeError(f"{place}: expected a name for each of {describe(width)} units, found {len(value)} names")
    if isinstance(value, Mapping):
        inner = Table(value, place).allow("shared", "unit")
        if len(inner.data) != 1:
            raise SpecError(f'{place}: expected one entry such as {{shared = "b1"}}, found {len(inner.data)}')
        kind, name = next(iter(inner.data.items()))
        return kind, names.take(clean_name(name, place), place), ()
    return table.choice("bias", *BIASES), "", ()


def read_weights(table: Table, rows: Extent, columns: Extent, names: Names) -> tuple[str, ElementNames]:
    """The matrix's name, or the name of every weight, in rows as the matrix is written.

    Raises:
        SpecError: neither a name nor rows of names.
        SizeError: rows or names that do not fit the units on both sides.
    """
    place = table.at("weights")
    value = table.data.get("weights", "")
    if isinstance(value, list | tuple):
        if not all(isinstance(row, list | tuple) for row in value):
            raise SpecError(
                f'{place}: expected rows of names, such as [["w1", "w2"]], found {shown(value[0])} in a list'
            )
        widths = {len(row) for row in value}
        if not isinstance(rows, int) or not isinstance(columns, int) or len(value) != rows or widths != {columns}:
            found = f"{len(value)} of {' or '.join(str(w) for w in sorted(widths)) or '0'}"
            raise SizeError(f"{place}: expected {describe(rows)} rows of {describe(columns)} names, found {found}")
        named = ElementNames()
        for i, row in enumerate(value):
            for j, entry in enumerate(row):
                at = f"{place}, row {i + 1}, {j + 1}"
                named["", (i, j)] = names.take(clean_name(entry, at), at)
        return "", named
    return (names.take(clean_name(value, place), place) if table.has("weights") else ""), {}


def describe(size: Extent) -> str:
    """A size for a message."""
    return str(size) if isinstance(size, int) else size.name


def read_layer(
    table: Table,
    before: Extent,
    order: str,
    names: Names,
    sizes: set[str],
    number: int,
    own: Mapping[str, Own] = EMPTY,
) -> tuple[Layer, Units, ElementNames]:
    """The layer, its units and the names of its single weights and biases, by tensor and place.

    Raises:
        SpecError: an unknown key, activation or bias.
        SizeError: names that do not fit.
    """
    table.allow("units", "activation", "bias", "weights")
    units = read_units(table, "units", names, sizes)
    activation = read_name(table, "activation", "operations", "sigmoid", own)
    shape = (units.width, before) if order == "out,in" else (before, units.width)
    matrix, named = read_weights(table, *shape, names)
    kind, bias, each = read_bias(table, units.width, names)
    layer = Layer(units.width, activation, kind, matrix, bias)
    found = {(layer.weights or f"w{number}", at): name for (_, at), name in named.items()}
    found |= {(layer.biases or f"b{number}", (n,)): name for n, name in enumerate(each)}
    return layer, units, found
