"""From the table of a network file with equations to a network."""

from __future__ import annotations

from collections.abc import Mapping

from ..errors import NameErrorInSpec, SpecError
from ..language import Network, Role, check
from ..spec.name import clean_name, nearest, shown
from ..spec.table import Names, Table
from .declare import ROLES, declare, declare_sizes
from .definitions import define
from .described import read_composites, read_granularity, read_meanings
from .equation import Bound, Left, bind_equation, read_left
from .fact import read_facts
from .numbers import read_values
from .order import arrange
from .scope import Scope
from .source import key_text
from .text import read_formula
from .tree import Tree

KEYS = (
    *(
        "name",
        "kind",
        "title",
        "granularity",
        "composites",
        "sizes",
        "labels",
        *ROLES,
        "arbitrary",
        "functions",
        "operations",
        "equations",
    ),
    *("loss", "facts", "through", "meanings", "numbers", "published"),
)
MOST = 1000


def read_network(table: Table, name: str, title: str) -> Network:
    """The network of a table with equations.

    Raises:
        SymbpError: anything that does not fit, with its place.
    """
    table.allow(*KEYS)
    table.choice("kind", "equations")
    scope, names = Scope(), Names()
    declare_sizes(table, scope, names)
    for key in ROLES:
        declare(table, key, scope, names)
    sides = read_sides(table, scope, names)
    define(table, scope)
    found = {left.name: bind_equation(left, tree, scope) for left, tree in sides}
    facts = read_facts(table.table("facts"), scope)
    check_defined(found, scope)
    order = arrange({key: bound.uses for key, bound in found.items()}, "[equations]")
    loss = find_loss(table, found, scope)
    through = read_through(table, found, loss)
    equations = [found[key].make(scope, key not in through) for key in order if key != loss]
    equations.append(found[loss].make(scope, True))
    check_used(found, scope)
    known = tuple(make() for make in facts)
    network = Network(
        name,
        title,
        tuple(equations),
        scope.tensor(loss),
        known,
        meanings=read_meanings(table, scope.known()),
        composites=read_composites(table, found),
        granularity=read_granularity(table),
    )
    return read_values(check(network), table, scope)


def read_sides(table: Table, scope: Scope, names: Names) -> list[tuple[Left, Tree]]:
    """Both sides of every equation; what stands on the left is a quantity from now on.

    Raises:
        SpecError: no equation, too many, or a left side that is none.
        NameErrorInSpec: a quantity that is defined twice.
    """
    place = table.at("[equations]")
    data = table.data["equations"]
    if not isinstance(data, Mapping):
        raise SpecError(f"{place}: expected a table, found {shown(data)}")
    if not 1 <= len(data) <= MOST:
        raise SpecError(f"{place}: expected 1 to {MOST} equations, found {len(data)}")
    found, defined = [], Names()
    for key, value in data.items():
        where = f"{place}, {key_text(key)}"
        left = read_left(key, where, scope, names, defined)
        source, tree = read_formula(value, where)
        found.append((left.of(source), tree))
    return found


def check_defined(found: Mapping[str, Bound], scope: Scope) -> None:
    """Every quantity without another role is defined.

    Raises:
        NameErrorInSpec: naming one that is not.
    """
    for name, quantity in scope.quantities.items():
        if quantity.role is Role.INTERMEDIATE and name not in found:
            message = f"{name} is never defined; expected an equation for it"
            raise quantity.source.error(quantity.at, message, NameErrorInSpec)


def check_used(found: Mapping[str, Bound], scope: Scope) -> None:
    """Every declared quantity stands in an equation.

    Raises:
        NameErrorInSpec: naming one that does not.
    """
    used = {name for bound in found.values() for name in bound.mentioned}
    for name, quantity in scope.quantities.items():
        if name not in used and name not in found:
            message = f"{name} is declared but stands in no equation"
            raise quantity.source.error(quantity.at, message, NameErrorInSpec)


def find_loss(table: Table, found: Mapping[str, Bound], scope: Scope) -> str:
    """The quantity to differentiate: the one that is named, else the only single number that nothing else uses.

    Raises:
        SpecError: it is not defined, or no single number, or there is not just one.
        NameErrorInSpec: something else is computed from it.
    """
    used = {name: key for key, bound in found.items() for name in bound.mentioned}
    ends = [key for key in found if not scope.quantities[key].places and not scope.quantities[key].labels]
    if table.has("loss"):
        loss = clean_name(table.data["loss"], table.at("loss"))
        if loss not in found:
            raise NameErrorInSpec(f"{table.at('loss')}: {loss} is never defined; {nearest(loss, tuple(ends or found))}")
        if loss not in ends:
            raise SpecError(f"{table.at('loss')}: expected a single number, found {scope.quantities[loss].shape()}")
        if loss in used:
            raise NameErrorInSpec(f"{table.at('loss')}: expected nothing computed from {loss}, found {used[loss]}")
    else:
        last = [key for key in ends if key not in used]
        if len(last) != 1:
            count = "none" if not last else ", ".join(last[:9])
            raise SpecError(
                f"{table.at('loss')}: expected one single number that no other equation uses, found {count}; "
                'name it, as in loss = "C"'
            )
        loss = last[0]
    scope.quantities[loss].role = Role.LOSS
    return loss


def read_through(table: Table, found: Mapping[str, Bound], loss: str) -> frozenset[str]:
    """The quantities that the chain rule reads through, so that they get no derivative of their own.

    Raises:
        NameErrorInSpec: one that is not defined, or the loss.
    """
    place = table.at("through")
    value = table.data.get("through", ())
    if not isinstance(value, list | tuple):
        raise SpecError(f"{place}: expected a list of names, found {shown(value)}")
    names = [clean_name(entry, place) for entry in value]
    for name in names:
        if name not in found or name == loss:
            known = tuple(key for key in found if key != loss)
            raise NameErrorInSpec(f"{place}: {name} is not defined on the way; {nearest(name, known)}")
    return frozenset(names)
