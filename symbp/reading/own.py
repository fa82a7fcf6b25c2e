"""A user's own activations, losses and penalties in a network of layers, by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from ..errors import SpecError
from ..language import Expression, Function, Index, apply
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

SINGLE = ("activation", "penalty")  # what a definition of one number can be


@dataclass(frozen=True)
class OwnFunction(Own):
    """A function of one variable."""

    FUNCTION: Function

    def part(self, w: Expression) -> Expression:
        """The penalty of one weight."""
        return apply(self.FUNCTION, w)


@dataclass(frozen=True)
class OwnOperation(Own):
    """An operation on all units of a layer."""

    formula: Callable[[Callable[[Index], Expression], Index], Expression]


@dataclass(frozen=True)
class OwnPart(Own):
    """The loss of one output and its target, or the penalty of one weight; of one number, an activation too."""

    part: Callable[..., Expression]

    def formula(self, z: Callable[[Index], Expression], index: Index) -> Expression:
        """The output of a unit, by its own input alone."""
        return self.part(z(index))


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
    """What a definition can be in a network of layers: of a vector or a number an activation, of two numbers a loss."""
    if isinstance(made, Function):
        return OwnFunction(name, made, roles=SINGLE)
    if not isinstance(made, Macro):
        return None
    if len(made.parameters) == 1 and made.index:
        return OwnOperation(name, activation(made, scope), roles=("activation",))
    if made.index or len(made.parameters) > 2:
        return None
    return OwnPart(name, part(made, scope), roles=SINGLE if len(made.parameters) == 1 else ("loss",))


def activation(macro: Macro, scope: Scope) -> Callable[[Callable[[Index], Expression], Index], Expression]:
    """What makes the forward formula of a whole vector at an index."""

    def formula(z: Callable[[Index], Expression], index: Index) -> Expression:
        running = Variable(f"the vector {macro.parameters[0]} of {macro.name}", index.size)
        argument = Argument(lambda env: z(env[running]), running)  # type: ignore[arg-type]
        return written(macro, scope, {macro.parameters[0]: argument}, {running: index})

    return formula


def part(macro: Macro, scope: Scope) -> Callable[..., Expression]:
    """What makes the loss of an output and its target, or whatever else a definition says of numbers."""

    def made(*values: Expression) -> Expression:
        arguments = {name: Argument(constantly(value)) for name, value in zip(macro.parameters, values, strict=True)}
        return written(macro, scope, arguments, {})

    return made


def constantly(value: Expression) -> Maker:
    """What makes the same expression everywhere."""
    return lambda env: value


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
