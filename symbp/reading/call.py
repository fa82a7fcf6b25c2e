"""Calls: sums and means, roots, functions with and without a formula, operations on whole vectors, definitions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

from ..errors import NameErrorInSpec, SizeError
from ..language import Element, Expression, Function, Functional, Index, Position, apply, as_expression
from .bind import bind, settled
from .functions import ALIASES, EXTREMES, bounded_function
from .limits import bounded, safe_power
from .macro import written_out
from .names import SUMS
from .position import Env, Frame, Maker, Place, read_place
from .scope import Arbitrary, Macro, Part, Vector, cleaned
from .sizes import Variable
from .summation import summed
from .tree import Call, Name, Tree


def call(tree: Call, frame: Frame) -> Maker:
    """What makes the value of a call.

    Raises:
        NameErrorInSpec: a function that nobody knows.
        SpecError: arguments that do not fit.
    """
    name = cleaned(frame.source, tree.at, tree.name)
    name = ALIASES.get(name, name)
    if name in SUMS:
        return summed(tree, frame, mean=name == "Mean")
    found = frame.scope.functions.get(name)
    if isinstance(found, Macro):
        return written_out(found, tree, frame)
    if isinstance(found, Vector):
        return vector(found, tree, frame)
    if tree.positions:
        raise frame.source.error(tree.at, f"expected {name} without indices, found {name}(...)[...]")
    if isinstance(found, Arbitrary):
        return arbitrary(found, tree, frame)
    if isinstance(found, Part):
        return part(found, tree, frame)
    if isinstance(found, Function):
        return function(found, one(tree, frame), tree, frame)
    if name == "sqrt":
        of = bind(one(tree, frame), frame)
        return lambda env: safe_power(frame.source, tree.at, of(env), Fraction(1, 2))
    if name in EXTREMES:
        made, argument = bounded_function(name, tree, frame.source)
        return function(made, argument, tree, frame)
    raise frame.scope.unknown_function(frame.source, tree.at, name)


def one(tree: Call, frame: Frame) -> Tree:
    """The only argument.

    Raises:
        SpecError: there are several.
    """
    if len(tree.arguments) != 1:
        raise frame.source.error(tree.at, f"expected one argument of {tree.name}, found {len(tree.arguments)}")
    return tree.arguments[0]


def function(made: Function, argument: Tree, tree: Call, frame: Frame) -> Maker:
    """A function of one variable."""
    inner = bind(argument, frame)

    def make(env: Env) -> Expression:
        value = inner(env)
        bounded(frame.source, tree.at, value)
        return apply(made, value)

    return make


def arbitrary(found: Arbitrary, tree: Call, frame: Frame) -> Maker:
    """A function without a formula: of one number, or of whole quantities that are named."""
    names = [cleaned(frame.source, a.at, a.name) if isinstance(a, Name) else "" for a in tree.arguments]
    quantities = [frame.scope.quantities.get(name) for name in names]
    if len(names) == 1 and not (quantities[0] is not None and quantities[0].places):
        return function(Function(found.name), tree.arguments[0], tree, frame)
    for argument, quantity in zip(tree.arguments, quantities, strict=True):
        if quantity is None or quantity.labels:
            message = (
                f"expected names of whole quantities in {found.name}(...), which has no formula, found something else"
            )
            raise frame.source.error(argument.at, message, NameErrorInSpec)
    scope = frame.scope
    return lambda env: as_expression(Functional(found.name, tuple(Element(scope.tensor(name)) for name in names)))


def counted(count: int, tree: Call, frame: Frame) -> None:
    """There are as many arguments as there have to be.

    Raises:
        SizeError: there are not.
    """
    if len(tree.arguments) != count:
        message = f"expected {count} argument{'s' * (count > 1)} of {tree.name}, found {len(tree.arguments)}"
        raise frame.source.error(tree.at, message, SizeError)


def part(found: Part, tree: Call, frame: Frame) -> Maker:
    """The loss of an output with its target, or the penalty of a weight."""
    counted(found.count, tree, frame)
    makers = [bind(argument, frame) for argument in tree.arguments]

    def make(env: Env) -> Expression:
        values = [maker(env) for maker in makers]
        bounded(frame.source, tree.at, *values)
        return found.part(*values)

    return make


def vector(found: Vector, tree: Call, frame: Frame) -> Maker:
    """An operation on whole vectors, read at one index."""
    counted(found.count, tree, frame)
    place, running = read_at(found.name, tree, frame)
    inner = [bind(argument, replace(frame, running=running)) for argument in tree.arguments]

    def make(env: Env) -> Expression:
        extent = settled(running, tree, frame)
        here = place.at(env)
        index = here if isinstance(here, Index) else frame.scope.bound("k", extent)

        def reader(maker: Maker) -> Callable[[Position], Expression]:
            return lambda at: maker({**env, running: here if at == index else at})

        made = found.formula(*map(reader, inner), index)
        bounded(frame.source, tree.at, made)
        return made

    return make


def read_at(name: str, tree: Call, frame: Frame) -> tuple[Place, Variable]:
    """The place at which an operation is read, and what its vectors run over.

    Raises:
        SizeError: no index, or several.
    """
    if len(tree.positions) != 1:
        message = f"expected one index behind {name}(...), as in {name}(x)[k], found {len(tree.positions)}"
        raise frame.source.error(tree.at, message, SizeError)
    running = Variable(f"the vector in {name}(...)")
    place = read_place(tree.positions[0], frame)
    if place.plain is not None:
        place.plain.join(running, frame.source, tree.at)
    return place, running
