"""The table [numbers]: digits as written, for inputs, targets and parameters, checked against the network's sizes."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from ..errors import NameErrorInSpec, SizeError, SpecError
from ..language import Extent, Network, Numbers, Role, Size, Tensor, Value
from .file import DIGITS
from .name import clean_name, nearest, shown
from .table import Table
from .update import KEYS as UPDATE
from .update import read_update

EXPONENT = 300
Sizes = dict[Size, tuple[int, str]]
KEYS = ("inputs", "targets", "parameters", "constants", *UPDATE)


def decimal(value: object, place: str) -> Decimal:
    """A number with its digits as written.

    Raises:
        SpecError: it is no number, not finite, or longer than a float can mean.
    """
    if hasattr(value, "item") and not isinstance(value, Decimal):
        value = value.item()
    if isinstance(value, float):
        value = Decimal(repr(value))
    if isinstance(value, int) and not isinstance(value, bool):
        value = Decimal(value)
    if not isinstance(value, Decimal) or not value.is_finite():
        raise SpecError(f"{place}: expected a number, found {shown(value)}")
    if len(value.as_tuple().digits) > DIGITS or (value and abs(value.adjusted()) > EXPONENT):
        raise SpecError(
            f"{place}: expected a number of at most {DIGITS} digits and up to 1e{EXPONENT}, found a longer one"
        )
    return value


def filled(value: object, sizes: tuple[Extent, ...], place: str, known: Sizes) -> Value:
    """Rows of numbers as a tensor has them; a symbolic size is known from the first tensor that has it.

    Raises:
        SizeError: another number of entries than the size, which is named with its origin.
    """
    if hasattr(value, "tolist"):
        value = value.tolist()
    if not sizes:
        if isinstance(value, list | tuple | Mapping):
            raise SizeError(f"{place}: expected one number, found {shown(value)}")
        return decimal(value, place)
    if not isinstance(value, list | tuple):
        raise SizeError(f"{place}: expected a list of {describe(sizes[0], known)}, found {shown(value)}")
    size = sizes[0]
    if isinstance(size, Size):
        known.setdefault(size, (len(value), place))
    expected = known[size][0] if isinstance(size, Size) else size
    if len(value) != expected:
        raise SizeError(f"{place}: expected a list of {describe(size, known)}, found {len(value)} entries")
    return tuple(filled(entry, sizes[1:], f"{place}, {n}", known) for n, entry in enumerate(value, start=1))


def describe(size: Extent, known: Sizes) -> str:
    """A size for a message: 3 entries, or n = 3 entries as in w2."""
    if isinstance(size, int):
        return f"{size} entries"
    return f"{size.name} = {known[size][0]} entries as in {known[size][1]}" if size in known else f"{size.name} entries"


def read_numbers(table: Table, network: Network) -> Numbers:
    """The numbers of a network: none, or all that it takes to compute it.

    Raises:
        SpecError: a number that is none, a name that nobody knows, one that is missing or given twice.
        SizeError: lists that do not fit the network.
    """
    from .classes import is_classes, one_hot

    table.allow(*KEYS)
    known: Sizes = {}
    values: dict[str, Value] = {}
    if any(table.has(key) for key in KEYS[:4]):
        names = by_name(network)
        (inputs,), (targets,) = network.with_role(Role.INPUT), network.with_role(Role.TARGET)
        values[inputs.name] = read_data(table, "inputs", inputs, names, known)
        classes = is_classes(table.data.get("targets"), targets, network)  # need to know how many there are
        if not classes:
            values[targets.name] = read_data(table, "targets", targets, names, known)
        given = table.table("parameters")
        values |= read_parameters(given, network.with_role(Role.PARAMETER), names, known)
        values |= read_parameters(table.table("constants"), network.with_role(Role.CONSTANT), names, known)
        if classes:
            place = table.at("targets")
            rows = one_hot(table.data["targets"], targets, network, place, known)
            values[targets.name] = filled(rows, targets.sizes, place, known)
    return read_update(table, network, Numbers(tuple(values.items())))


def by_name(network: Network) -> dict[tuple[str, tuple[int, ...]], str]:
    """The reader's names of single elements, by tensor and place."""
    return dict(network.element_names)


def read_data(
    table: Table, key: str, tensor: Tensor, names: Mapping[tuple[str, tuple[int, ...]], str], known: Sizes
) -> Value:
    """Inputs or targets: a list, or a table by the names of the units.

    Raises:
        SpecError: missing, or a unit without its number.
    """
    place = table.at(key)
    if not table.has(key):
        raise SpecError(f"{place}: expected numbers, found none; a worked example needs inputs, targets and parameters")
    value = table.data[key]
    if not isinstance(value, Mapping):
        return filled(value, tensor.sizes, place, known)
    prefix = "target_" if tensor.role is Role.TARGET else ""
    units = [name.removeprefix(prefix) for (owner, _), name in names.items() if owner == tensor.name]
    if len(tensor.sizes) != 1 or not units:
        raise SpecError(f"{place}: expected lists of numbers, found a table, but there are no names of units")
    return filled(in_order(Table(value, place), units), tensor.sizes, place, known)


def in_order(table: Table, wanted: list[str]) -> list[object]:
    """The values of a table by name, in the order of the names.

    Raises:
        NameErrorInSpec: a name that is not wanted, given twice, or missing.
    """
    given: dict[str, object] = {}
    for key, value in table.data.items():
        name = clean_name(key, table.place)
        if name in given:
            raise NameErrorInSpec(f"{table.place}: the name {name} is defined twice")
        if name not in wanted:
            raise NameErrorInSpec(f"{table.place}: unknown name {shown(name)}; {nearest(name, tuple(wanted))}")
        decimal(value, table.at(name))
        given[name] = value
    for name in wanted:
        if name not in given:
            raise NameErrorInSpec(f"{table.place}: expected a number for {name}, found none")
    return [given[name] for name in wanted]


def read_parameters(
    table: Table, tensors: tuple[Tensor, ...], names: Mapping[tuple[str, tuple[int, ...]], str], known: Sizes
) -> dict[str, Value]:
    """Every parameter: as a whole under the tensor's name, or each element under its own.

    Raises:
        NameErrorInSpec: a name that nobody knows, given twice, or missing.
        SizeError: rows that do not fit.
    """
    elements = {t.name: [name for (owner, _), name in names.items() if owner == t.name] for t in tensors}
    keys = {clean_name(key, table.place): key for key in table.data}
    if len(keys) != len(table.data):
        raise NameErrorInSpec(f"{table.place}: a name is defined twice, in letters that normalise alike")
    expected = tuple(name for t in tensors for name in elements[t.name] or (t.name,))
    for name in keys:
        if name not in expected:
            raise NameErrorInSpec(f"{table.place}: unknown name {shown(name)}; {nearest(name, expected)}")
    found: dict[str, Value] = {}
    for tensor in tensors:
        own = elements[tensor.name] or [tensor.name]
        for name in own:
            if name not in keys:
                raise NameErrorInSpec(f"{table.place}: expected a number for {name}, found none")
        flat = [table.data[keys[name]] for name in own]
        for name, value in zip(own, flat, strict=True):
            if elements[tensor.name]:
                decimal(value, table.at(name))
        value = nested(flat, tensor.sizes) if elements[tensor.name] else flat[0]
        found[tensor.name] = filled(value, tensor.sizes, table.at(tensor.name), known)
    return found


def nested(flat: list[object], sizes: tuple[Extent, ...]) -> object:
    """A flat list as rows."""
    if len(sizes) < 2:
        return flat
    width = sizes[-1]
    assert isinstance(width, int)
    return [flat[n : n + width] for n in range(0, len(flat), width)]
