"""A user's own activations and losses in a network of layers, by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from ..errors import SpecError
from ..language import Expression, Function, Index
from ..library import Own
from ..spec.table import Names, Table
from .bind import bind
from .declare import declare
from .definitions import define
from .functions import built_in
from .limits import bounded
from .macro import inner_frame
from .position import Argument, Env, Frame, Maker
from .scope import Macro, Meaning, Scope
from .sizes import Variable


@dataclass(frozen=True)
class OwnFunction(Own):
    """A function of one variable."""

    FUNCTION: Function


@dataclass(frozen=True)
class OwnOperation(Own):
    """An operation on all units of a layer."""

    formula: Callable[[Callable[[Index], Expression], Index], Expression]


@dataclass(frozen=True)
class OwnLoss(Own):
    """The loss of one output and its target."""

    part: Callable[[Expression, Expression], Expression]


def own_operations(table: Table, names: Names) -> Mapping[str, Own]:
    """The definitions of a file by name; they may use its constants.

    Raises:
        SymbpError: a definition that does not fit.
    """
    scope = Scope()
    declare(table, "constants", scope, names)
    for quantity in scope.quantities.values():
        if quantity.places:
            raise SpecError(f"[constants]: expected single numbers, found {quantity.shape()}")
    found = {name: made for name, made in define(table, scope).items() if name not in built_in()}
    usable = {name: usable_as(name, made, scope) for name, made in found.items()}
    return {name: made for name, made in usable.items() if made is not None}


def usable_as(name: str, made: Meaning, scope: Scope) -> Own | None:
    """What a definition can be in a network of layers: of one vector or number an activation, of two numbers a loss."""
    if isinstance(made, Function):
        return OwnFunction(name, made)
    if not isinstance(made, Macro):
        return None
    if len(made.parameters) == 1:
        return OwnOperation(name, activation(made, scope))
    return OwnLoss(name, loss(made, scope)) if len(made.parameters) == 2 and not made.index else None


def activation(macro: Macro, scope: Scope) -> Callable[[Callable[[Index], Expression], Index], Expression]:
    """What makes the forward formula at an index, of a whole vector or of one number."""

    def formula(z: Callable[[Index], Expression], index: Index) -> Expression:
        (name,) = macro.parameters
        if not macro.index:
            return written(macro, scope, {name: Argument(lambda env: z(index))}, {})
        running = Variable(f"the vector {name} of {macro.name}", index.size)
        argument = Argument(lambda env: z(env[running]), running)  # type: ignore[arg-type]
        return written(macro, scope, {name: argument}, {running: index})

    return formula


def loss(macro: Macro, scope: Scope) -> Callable[[Expression, Expression], Expression]:
    """What makes the loss of one output and its target."""

    def part(a: Expression, y: Expression) -> Expression:
        values: tuple[Maker, Maker] = (lambda env: a, lambda env: y)
        arguments = {name: Argument(value) for name, value in zip(macro.parameters, values, strict=True)}
        return written(macro, scope, arguments, {})

    return part


def written(macro: Macro, scope: Scope, arguments: dict[str, Argument], at: Env) -> Expression:
    """A definition for these arguments, read at the only index there is."""
    frame = Frame(replace(scope, _steps=0), macro.source)
    running = next(iter(at), Variable("no vector"))
    index = Variable(f"the index {macro.index}")
    body = bind(macro.body, inner_frame(macro, frame, arguments, index, running))
    if at:
        index.join(running, macro.source, -1)
    made = body({index: at[running]} if at else {})
    bounded(macro.source, -1, made)
    return made
