"""From the table of a network file to a network."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace as with_field
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from ..errors import SpecError
from ..language import GRANULARITIES, Network, check
from ..library import Own
from ..worked.names import MOST, count_elements, known_sizes, name_elements
from .layer import ElementNames, Units, library_name, read_layer, read_name, read_units
from .name import shown
from .numbers import read_numbers
from .published import check_published, read_published
from .table import Names, Table

if TYPE_CHECKING:
    from ..descent import Problem

WORKED = ("numbers", "published")
LAYERED = ("name", "kind", "title", "granularity", "inputs", "layers", "loss", "penalty", "layout", *WORKED)
OWN = ("constants", "functions", "operations")
FOUR_EQUATIONS = ("name", "kind", "title", "activation", "outputs", "loss")
DEEPEST = 1000
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")


def build(data: Mapping[str, Any], file: str = "network") -> Network:
    """The network that a table describes; `file` gives it its name if it has none of its own.

    Raises:
        SymbpError: anything in the table that does not fit, with its place.
    """
    found = build_any(data, file)
    return found if isinstance(found, Network) else found.network


def build_any(data: Mapping[str, Any], file: str = "network") -> Network | Problem:
    """A network, or a function to descend on.

    Raises:
        SymbpError: anything in the table that does not fit, with its place.
    """
    table = Table(data)
    if table.data.get("kind") == "descent":
        from ..descent.problem import read_problem

        own = identifier(table, file)
        return read_problem(table, own, table.text("title", own))
    if table.has("equations"):
        from ..reading import read_network

        own = identifier(table, file)
        return read_network(table, own, table.text("title", own))
    kind = table.choice("kind", "layers", "four-equations", "descent")
    name = identifier(table, file)
    title = table.text("title", name)
    if kind == "four-equations":
        return four_equations(table.allow(*FOUR_EQUATIONS), name, title)
    return layers(table.allow(*LAYERED, *OWN), name, title)


def identifier(table: Table, file: str) -> str:
    """The network's name, which names its folder of documents too: the file's, where none is given.

    Raises:
        SpecError: a name that could not be a folder's.
    """
    if not table.has("name"):
        return re.sub(r"[^A-Za-z0-9_-]+", "-", PurePath(file).stem).strip("-_")[:64] or "network"
    name = table.text("name", "")
    if not _ID.fullmatch(name):
        raise SpecError(f"name: expected letters, digits, - and _ (at most 64 signs), found {shown(name)}")
    return name


def four_equations(table: Table, name: str, title: str) -> Network:
    """Layer l of L, widths, activation and cost arbitrary unless they are named."""
    from ..four_equations import arbitrary_layers

    activation, outputs = (library_name(table, key, "operations", "") for key in ("activation", "outputs"))
    made = arbitrary_layers(activation, library_name(table, "loss", "losses", ""), outputs)
    return with_field(made, name=name, title=title if table.has("title") else made.title)


def layers(table: Table, name: str, title: str) -> Network:
    """A network of layers, with the numbers of a worked example if there are any.

    Raises:
        SymbpError: anything that does not fit.
    """
    from ..layers import layered
    from ..layout import Layout

    layout = table.table("layout").allow("examples", "weights")
    order = layout.choice("weights", "out,in", "in,out")
    examples = layout.choice("examples", "one", "columns", "rows")
    names, sizes = Names(), set[str]()
    if examples != "one":
        sizes.add(names.take("m", "[layout]"))
    own = own_definitions(table, names)
    inputs = read_units(table, "inputs", names, sizes)
    tables = table.tables("layers")
    if not 1 <= len(tables) <= DEEPEST:
        raise SpecError(f"layers: expected 1 to {DEEPEST} tables [[layers]], found {len(tables) or 'none'}")
    found, single, every = [], ElementNames(), [inputs]
    for number, entry in enumerate(tables, start=2):
        layer, units, named = read_layer(entry, every[-1].width, order, names, sizes, number, own)
        found.append(layer)
        every.append(units)
        single |= named
    loss = read_name(table, "loss", "losses", "half_squared_error", own)
    penalty = read_penalty(table, names, own)
    network = layered(name, inputs.width, found, loss, penalty=penalty, title=title, layout=Layout(examples, order))
    network = with_field(network, granularity=table.choice("granularity", "", *GRANULARITIES))
    if examples == "one":
        single |= unit_names(every, names)
    network = with_field(network, element_names=tuple(single.items()))
    numbers = read_numbers(table.table("numbers"), network)
    network = with_field(network, numbers=numbers)
    if examples != "one":
        single |= example_names(every, names, network, examples)
        network = with_field(network, element_names=tuple(single.items()))
    return finish(network, table.table("published"))


def read_penalty(table: Table, names: Names, own: Mapping[str, Own]) -> str | Own:
    """The penalty on the weights, none if none is named; how much of it counts is called lambda.

    Raises:
        SpecError: there is none of that name; the nearest is offered.
        NameErrorInSpec: something else is called lambda or R.
    """
    found = read_name(table, "penalty", "penalties", "", own)
    for name in ("lambda", "R") if found else ():
        names.take(name, table.at("penalty"))
    return found


def own_definitions(table: Table, names: Names) -> Mapping[str, Own]:
    """The user's own activations and losses by name, if there are any.

    Raises:
        SymbpError: a definition that does not fit.
    """
    if not any(table.has(key) for key in OWN):
        return {}
    from ..reading.own import own_operations

    return own_operations(table, names)


def unit_names(every: list[Units], names: Names) -> ElementNames:
    """i1 for an input, net_h1 and out_h1 for a unit, target_o1 and E_o1 for an output, E_total for the loss."""
    found = ElementNames()
    for place, unit in enumerate(every[0].names):
        found["x", (place,)] = unit
    for number, units in enumerate(every[1:], start=2):
        for place, unit in enumerate(units.names):
            made = {f"z{number}": f"net_{unit}", f"a{number}": f"out_{unit}"}
            if units is every[-1]:
                made |= {"y": f"target_{unit}", "E": f"E_{unit}"}
            for owner, name in made.items():
                found[owner, (place,)] = names.take(name, f"the unit {unit}")
    if any(units.names for units in every):
        found["C", ()] = names.take("E_total", "the loss")
    return found


def example_names(every: list[Units], names: Names, network: Network, examples: str) -> ElementNames:
    """The same for every example, whose number is put last, where the numbers tell how many examples there are."""
    count = next((n for size, n in known_sizes(network).items() if size.name == "m"), 0)
    found = ElementNames()
    for (owner, place), name in unit_names(every, names).items():
        for example in range(count) if place else ():
            at = (*place, example) if examples == "columns" else (example, *place)
            found[owner, at] = names.take(f"{name}_{example + 1}", f"the unit {name}")
        if not place:
            found[owner, place] = name
    return found


def finish(network: Network, published: Table) -> Network:
    """The network with what a text prints, all names checked against each other.

    Raises:
        NameErrorInSpec: two elements of one name, or a published value that belongs to none.
        SizeError: published values for a network too large to be worked by hand.
    """
    values = read_published(published, network.numbers.rate is not None)
    sizes = known_sizes(network)
    if values and not network.numbers.values:
        raise SpecError("[published]: expected [numbers] to compare with, found none")
    if values or (count_elements(network, sizes) or MOST) < MOST:
        check_published(values, name_elements(network, sizes).values())
    return check(with_field(network, numbers=with_field(network.numbers, published=values)))
