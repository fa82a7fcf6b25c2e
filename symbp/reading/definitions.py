"""Functions and operations of the user's own, and functions without a formula."""

from __future__ import annotations

from dataclasses import dataclass

from ..errors import NameErrorInSpec, SpecError
from ..spec.name import nearest
from ..spec.table import Names, Table
from .declare import declared
from .formula import user_function
from .functions import ALIASES, EXTREMES, built_in
from .names import SUMS, called_names, mentioned_names, summed_names
from .order import arrange
from .scope import Arbitrary, Macro, Meaning, Scope, cleaned
from .source import Source, key_text
from .text import read_formula
from .tree import Call, Item, Name, Tree

MOST = 200
RESERVED = (*SUMS, *EXTREMES, *ALIASES, "sqrt")


@dataclass(frozen=True)
class Definition:
    """The left and the right side of one definition: swish(u) = u/(1 + exp(-u))."""

    name: str
    parameters: tuple[str, ...]
    index: str
    size: str
    body: Tree
    source: Source


def define(table: Table, scope: Scope) -> dict[str, Meaning]:
    """All functions by name: built in, without a formula, and the user's own, in whatever order they are written.

    Raises:
        NameErrorInSpec: a name that is taken, or definitions in a cycle.
        SpecError: something else that does not fit.
    """
    taken = Names()
    found = dict(built_in())
    place = table.at("arbitrary")
    for source, tree in declared(table.data.get("arbitrary", ()), place):
        if not isinstance(tree, Name):
            raise source.error(tree.at, "expected the name of a function, found something else")
        name = free_name(tree.name, tree.at, source, taken, place)
        found[name] = Arbitrary(name)
    definitions: dict[str, Definition] = {}
    for key in ("functions", "operations"):
        inner = table.table(key)
        if len(inner.data) > MOST:
            raise SpecError(f"{inner.place}: expected at most {MOST} definitions, found {len(inner.data)}")
        for left, right in inner.data.items():
            made = definition(left, right, inner.place, taken)
            definitions[made.name] = made
    scope.functions = found
    uses = {name: called_names(made.body) for name, made in definitions.items()}
    for name in arrange(uses, "[functions]"):
        found[name] = meaning(definitions[name], scope)
    return found


def free_name(text: str, at: int, source: Source, taken: Names, place: str) -> str:
    """A name for a new function.

    Raises:
        NameErrorInSpec: it is taken.
    """
    name = cleaned(source, at, text)
    if name in built_in() or name in RESERVED:
        raise source.error(at, f"{name} is a function already; give yours another name", NameErrorInSpec)
    return taken.take(name, place)


def definition(left: object, right: object, table: str, taken: Names) -> Definition:
    """Both sides of a definition.

    Raises:
        SpecError: the left side is not of the form swish(u) or norm(z)[i].
    """
    place = f"{table}, {key_text(left)}"
    source, head = read_formula(left, place)
    if not isinstance(head, Call) or len(head.positions) > 1:
        raise source.error(head.at, "expected swish(u) or norm(z)[i] on the left, found something else")
    parameters, size = [], "n"
    for argument in head.arguments:
        inner = argument
        if isinstance(argument, Item) and head.positions and len(argument.positions) == 1:
            inner = Name(argument.name, argument.at)
            (place_of,) = argument.positions
            if isinstance(place_of, Name):
                size = cleaned(source, place_of.at, place_of.name)
        if not isinstance(inner, Name):
            raise source.error(argument.at, "expected the name of a parameter, found something else")
        parameters.append(cleaned(source, inner.at, inner.name))
    index = ""
    for position in head.positions:
        if not isinstance(position, Name):
            raise source.error(position.at, "expected an index, such as i, found something else")
        index = cleaned(source, position.at, position.name)
    every = [*parameters, *filter(None, [index]), *([size] if index else [])]
    if len(set(every)) < len(every):
        raise source.error(head.at, f"expected different names, found {', '.join(every)}", NameErrorInSpec)
    name = free_name(head.name, head.at, source, taken, place)
    body_source, body = read_formula(right, place)
    return Definition(name, tuple(parameters), index, size, body, body_source)


def meaning(made: Definition, scope: Scope) -> Meaning:
    """A function of one number as SymPy's formula; anything else is written out where it is used.

    Raises:
        NameErrorInSpec: a name that is neither a parameter nor known outside.
    """
    others = mentioned_names(made.body)
    if len(made.parameters) == 1 and not made.index and others.keys() <= set(made.parameters):
        return user_function(made.name, made.parameters[0], made.body, scope, made.source)
    own = {*made.parameters, *summed_names(made.body), made.index, made.size if made.index else ""}
    for name, at in others.items():
        if name not in own and cleaned(made.source, at, name) not in scope.known():
            known = (*made.parameters, *scope.known())
            raise made.source.error(at, f"unknown name {name}; {nearest(name, known)}", NameErrorInSpec)
    return Macro(made.name, made.parameters, made.body, made.source, made.index, made.size)
