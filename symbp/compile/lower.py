"""From index formulas to array operations: indices become axes, sums become products of arrays."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from ..errors import SpecError
from ..language import (
    Apply,
    Base,
    Cardinal,
    Delta,
    Element,
    Expression,
    Group,
    Index,
    Role,
    Size,
    Tensor,
    Within,
    adjoint,
)
from .algebra import ZERO, Axes, Part, Value, fixed, plus, raised, times
from .contract import contract, reduce
from .formula import evaluate
from .graph import Count, Graph, Leaf
from .position import bracket, gather, plain
from .program import Program, references


@dataclass(frozen=True)
class Step:
    """An assignment as an array: `id` holds the tensor named `name`."""

    id: int
    name: str
    note: str


@dataclass(frozen=True)
class Lowered:
    """The operations, the assignments in order, and where the loss and the gradients are."""

    graph: Graph
    steps: tuple[Step, ...]
    results: tuple[Part, ...]
    formal: tuple[Axes, ...]


@dataclass
class Scope:
    """What is known so far: the value of each tensor at its formal indices."""

    graph: Graph
    known: dict[Tensor, tuple[Axes, Value]] = field(default_factory=dict)


def lower(program: Program) -> Lowered:
    """The whole program as array operations."""
    scope = Scope(Graph())
    for number, tensor in enumerate(program.arguments):
        axes = tuple(Index(f"i{k}", size) for k, size in enumerate(tensor.sizes))
        id = scope.graph.add(Leaf(number), tensor.sizes)
        scope.known[tensor] = (axes, Value(parts=(Part(id, axes),)))
    counted = references(program.assignments)
    gradients = {adjoint(parameter) for parameter in program.parameters}
    steps = []
    results: dict[Tensor, tuple[Part, Axes]] = {}
    for assignment in program.assignments:
        tensor = assignment.output.tensor
        axes = tuple(index for index in assignment.output.indices if isinstance(index, Index))
        wish = axes if assignment.peak is None else (*axes, assignment.peak)
        value = expression(scope, assignment.body, wish)
        if assignment.peak is not None:
            part = reduce(scope.graph, "maximum", fixed(scope.graph, value, wish), (assignment.peak,))
            value = Value(parts=(part,))
        single = counted.get(tensor, 0) == 1 and tensor not in gradients and tensor.role is not Role.LOSS
        if not single:
            part = fixed(scope.graph, value, wish)
            value = Value(parts=(part,))
            steps.append(Step(part.id, tensor.name, assignment.note))
            results[tensor] = (part, axes)
        scope.known[tensor] = (axes, value)
    found = [results[tensor] for tensor in program.results]
    return Lowered(scope.graph, tuple(steps), tuple(part for part, _ in found), tuple(axes for _, axes in found))


def expression(scope: Scope, body: Expression, wish: Axes) -> Value:
    """A sum of terms."""
    return plus(scope.graph, [term_value(scope, body, k, wish) for k in range(len(body.terms))], wish)


def term_value(scope: Scope, body: Expression, k: int, wish: Axes) -> Value:
    """One term: its factors multiplied, then summed over its bound indices."""
    term = body.terms[k]
    inner = wish + tuple(index for index in term.bound if index not in wish)
    values = [Value(term.coefficient)]
    for base, exponent in term.factors:
        values.append(raised(scope.graph, base_value(scope, base, inner), exponent, inner))
    value = times(values)
    return contract(scope.graph, value, term.bound, wish) if term.bound else value


def base_value(scope: Scope, base: Base, wish: Axes) -> Value:
    """One factor.

    Raises:
        SpecError: an arbitrary function, or a partial derivative that was not worked out.
    """
    if isinstance(base, Element):
        return reference(scope, base, wish)
    if isinstance(base, Apply):
        argument = expression(scope, base.argument, wish)
        return evaluate(scope.graph, base.function, base.order, argument, wish)
    if isinstance(base, Group):
        return expression(scope, base.body, wish)
    if isinstance(base, Cardinal):
        return cardinal(scope.graph, base)
    if isinstance(base, Delta | Within):
        return bracket(scope.graph, base, wish)
    raise SpecError(f"a function cannot compute {type(base).__name__}")


def cardinal(graph: Graph, base: Cardinal) -> Value:
    """A size as a number."""
    if isinstance(base.size, int):
        return Value(Fraction(base.size))
    if not isinstance(base.size, Size):
        raise SpecError("a function cannot compute a size that depends on an index")
    return Value(parts=(Part(graph.add(Count(base.size))),))


def reference(scope: Scope, element: Element, wish: Axes) -> Value:
    """An element of a tensor: its array, the axes renamed, or gathered where a position is more than an index."""
    axes, value = scope.known[element.tensor]
    if not value.coefficient:
        return ZERO
    if plain(element.indices):
        new = dict(zip(axes, element.indices, strict=True))
        parts = tuple(Part(p.id, tuple(named(new[axis]) for axis in p.axes), p.exponent) for p in value.parts)
        return Value(value.coefficient, parts)
    part = fixed(scope.graph, value, axes)
    return gather(scope.graph, part, dict(zip(axes, element.indices, strict=True)), wish)


def named(position: object) -> Index:
    """A position that is known to be an index."""
    assert isinstance(position, Index)
    return position
