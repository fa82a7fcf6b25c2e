"""Definitions of the user's own, written out where they are used."""

from __future__ import annotations

from dataclasses import replace

from ..errors import SizeError
from ..language import Expression
from .bind import bind
from .limits import bounded
from .names import summed_names
from .position import Argument, Env, Frame, Maker, read_place
from .scope import Macro
from .sizes import Variable
from .tree import Call


def written_out(macro: Macro, tree: Call, frame: Frame) -> Maker:
    """A definition with its parameters replaced by the arguments.

    Raises:
        SizeError: another number of arguments, or of indices.
    """
    source = frame.source
    if len(tree.arguments) != len(macro.parameters):
        message = f"expected {len(macro.parameters)} arguments of {macro.name}, found {len(tree.arguments)}"
        raise source.error(tree.at, message, SizeError)
    if len(tree.positions) != bool(macro.index):
        wanted = f"one index, as in {macro.name}(...)[k]" if macro.index else "no index"
        raise source.error(
            tree.at, f"expected {wanted} behind {macro.name}(...), found {len(tree.positions)}", SizeError
        )
    width = Variable(f"the vectors of {macro.name}")
    place = read_place(tree.positions[0], frame) if macro.index else None
    if place is not None and place.plain is not None:
        place.plain.join(width, source, tree.at)
    arguments = {}
    for name, given in zip(macro.parameters, tree.arguments, strict=True):
        running = Variable(f"the vector {name} of {macro.name}") if macro.index else None
        value = bind(given, replace(frame, running=running) if running else frame)
        if running is not None:
            running.join(width, source, tree.at)
        arguments[name] = Argument(value, running)
    index = Variable(f"the index {macro.index}")
    body = bind(macro.body, inner_frame(macro, frame, arguments, index, width))
    index.join(width, source, tree.at)

    def make(env: Env) -> Expression:
        here = env if place is None else {**env, index: place.at(env)}
        made = body(here)
        bounded(source, tree.at, made)
        return made

    return make


def inner_frame(macro: Macro, frame: Frame, arguments: dict[str, Argument], index: Variable, width: Variable) -> Frame:
    """What names mean inside a definition: its parameters, its index, its size, and constants."""
    return Frame(
        frame.scope,
        macro.source.inside(frame.source.place),
        {macro.index: index} if macro.index else {},
        frozenset({macro.index} - {""}),
        summed_names(macro.body),
        uses=frame.uses,
        arguments=arguments,
        width=(macro.size, width) if macro.index else None,
    )
