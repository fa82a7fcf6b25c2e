"""The backward walk: the quantities of a network in reverse order, each adjoint derived once, over all its paths."""

from __future__ import annotations

from collections.abc import Sequence

from .calculus.chain import chain, consumers
from .calculus.collect import cancel, collect, multiply_out
from .calculus.cost import clearer, cost
from .calculus.fact import use
from .calculus.fold import fold
from .calculus.instance import definitions, highest, leading, pinned, read, users
from .calculus.kronecker import kronecker
from .calculus.lift import lift
from .calculus.local import add, partial_derivative, put_in
from .calculus.slope import express_slopes
from .calculus.upstream import internal, only_above, write_out
from .calculus.vanish import vanish
from .derivation import Derivation, Result, Step
from .errors import SpecError
from .language import (
    Case,
    Element,
    Equation,
    Fresh,
    Index,
    Network,
    Partial,
    Role,
    Tensor,
    adjoint,
    as_expression,
    bases,
    elements,
    put,
)

LONGER = 7  # how much longer a result may become when the one quantity above it is written out


def derive(network: Network, wanted: Sequence[Tensor] = ()) -> Derivation:
    """The adjoint of every parameter, and of every quantity on the way to it, as steps.

    `wanted` replaces the parameters as the targets.

    Raises:
        SpecError: there is nothing to differentiate by.
    """
    wanted = tuple(wanted) or network.with_role(Role.PARAMETER)
    if not wanted:
        raise SpecError(f"{network.name}: expected parameters, to differentiate {network.loss.name} by, found none")
    results: list[Result] = []
    for tensor in order(network, wanted):
        for case in cases(network, tensor):
            result = adjoint_of(network, tensor, case, results)
            if result is not None:
                results.append(result)
    return Derivation(network, network, tuple(results))


def order(network: Network, wanted: tuple[Tensor, ...]) -> tuple[Tensor, ...]:
    """The quantities that need an adjoint, from the loss down: all that a quantity goes into stands before it."""
    needed: set[Tensor] = set(wanted)
    for equation in network.equations:
        if any(used.tensor in needed for used in elements(equation.body)):
            needed.add(equation.tensor)
    found: dict[Tensor, None] = {}
    for equation in reversed(leading(network)):
        if equation.tensor in needed and equation.tensor != network.loss:
            if equation.kept or equation.tensor in pinned(network):
                found.setdefault(equation.tensor)
        for tensor in read(equation):
            if tensor in needed and tensor not in definitions(network) and users(network)[tensor][0] == equation:
                found.setdefault(tensor)
    return tuple(found)


def cases(network: Network, tensor: Tensor) -> tuple[Case | None, ...]:
    """The label values that a derivation tells apart: those of a quantity on the way, not of a parameter."""
    if not network.cases or not tensor.labels or tensor not in definitions(network):
        return (None,)
    if tensor in pinned(network) and not definitions(network)[tensor].kept:
        return tuple(case for case in network.cases if case.value is not None)
    return network.cases


def quantity(network: Network, tensor: Tensor, case: Case | None) -> Element:
    """The element whose adjoint is wanted, at the formal indices it was written with, no two of one name."""
    equation = definitions(network).get(tensor)
    if equation is not None:
        at = equation.output
    else:
        at = next(used for used in elements(users(network)[tensor][0].body) if used.tensor == tensor)
    names = [p.name for p in at.labels if isinstance(p, Index)]
    indices = []
    for number, (position, size) in enumerate(zip(at.indices, tensor.extents(at.labels), strict=True)):
        own = [position.name] if isinstance(position, Index) else []
        name = next(name for name in (*own, *"ijk"[number % 3 :], *"ijklpqrstuv") if name not in names)
        names.append(name)
        indices.append(Index(name, size))
    found = Element(
        tensor,
        tuple(Index(p.name, p.size, 0, p.first) if isinstance(p, Index) else p for p in at.labels),
        tuple(indices),
    )
    if case is None or case.value is None:
        return found
    moved = put(as_expression(found), {case.label: case.value}).terms[0].factors[0][0]
    assert isinstance(moved, Element)
    return moved


def adjoint_of(network: Network, tensor: Tensor, case: Case | None, known: Sequence[Result]) -> Result | None:
    """The result for one adjoint; None where the loss does not depend on it."""
    fresh = Fresh(highest(network) + 1)
    at = quantity(network, tensor, case)
    first = chain(network, at, case, fresh)
    if not first.terms:
        return None
    steps = [Step(first, "chain", consumers(network, at, case))]
    partials = dict.fromkeys(base for base in bases(first) if isinstance(base, Partial))
    local = {partial: partial_derivative(network, partial, case, fresh) for partial in partials}
    steps.append(Step(put_in(first, local), "differentiate", tuple(local), tuple(local.values())))
    add(steps, kronecker(steps[-1].expression, case), "kronecker")
    add(steps, collect(steps[-1].expression), "collect")
    steps = shortest(network, steps, known, case, fresh)
    last = steps[-1].expression
    matrix, note = lift(last, at.indices)
    steps.append(Step(last, "no-matrix-form" if matrix is None else "matrix-form", matrix=matrix, note=note))
    return Result(Element(adjoint(tensor), at.labels, at.indices), tuple(steps), case)


def shortest(
    network: Network, steps: list[Step], known: Sequence[Result], case: Case | None, fresh: Fresh
) -> list[Step]:
    """The steps to the final form, adjoints above written out where that pays.

    The one adjoint above may make the result a little longer, and so may those of all intermediate quantities where
    several paths meet; where there is one path only, the latter must not make it longer.
    """
    steps = list(steps)
    add(steps, vanish(network, steps[-1].expression, fresh), "vanish")
    best = simplify(network, steps, fresh)
    above = only_above(network, steps[-1].expression, known, case)
    longer = LONGER if len(steps[0].expression.terms) > 1 else 0
    if above is not None:
        written = simplify(network, written_out(steps, [above], fresh), fresh)
        if cost(written[-1].expression) <= cost(best[-1].expression) + LONGER:
            best, longer = written, 0
    written = written_out_all(network, steps, known, case, fresh)
    if len(written) > len(steps):
        near, far = (simplify(network, written, fresh, everywhere=everywhere) for everywhere in (False, True))
        closed = far if clearer(far[-1].expression, near[-1].expression) else near
        if cost(closed[-1].expression) <= cost(best[-1].expression) + longer:
            best = closed
    return best


def written_out_all(
    network: Network, steps: list[Step], known: Sequence[Result], case: Case | None, fresh: Fresh
) -> list[Step]:
    """The steps with the adjoints of intermediate quantities replaced by their values, down to those that stay."""
    while inner := internal(network, steps[-1].expression, known, case):
        steps = written_out(steps, inner, fresh)
    return steps


def written_out(steps: list[Step], above: Sequence[Result], fresh: Fresh) -> list[Step]:
    """The steps and one more, in which adjoints are replaced by their values."""
    steps = list(steps)
    expression = steps[-1].expression
    for result in above:
        expression = write_out(expression, result, fresh)
    add(steps, expression, "substitute", tuple(r.quantity.tensor for r in above if isinstance(r.quantity, Element)))
    return steps


def simplify(network: Network, steps: list[Step], fresh: Fresh, *, everywhere: bool = False) -> list[Step]:
    """Slopes in terms of outputs, sums that vanish, factors cancelled, definitions recognised, facts used.

    Definitions count up to that of the last consumer: beyond it gamma * xhat would be hidden in the output y.  With
    `everywhere` they all count.
    """
    steps = list(steps)
    add(steps, express_slopes(network, steps[-1].expression), "slope")
    add(steps, vanish(network, steps[-1].expression, fresh), "vanish")
    if everywhere:
        add(steps, multiply_out(steps[-1].expression, fresh, powers=False), "cancel")
    last = network.loss if everywhere else [used for used in steps[0].using if isinstance(used, Equation)][-1].tensor
    add(steps, fold(network, steps[-1].expression, definitions(network)[last]), "fold")
    add(steps, cancel(steps[-1].expression, fresh), "cancel")
    for fact in network.facts:
        add(steps, use(fact, steps[-1].expression), "fact", (fact,))
    add(steps, cancel(steps[-1].expression, fresh), "collect")
    return steps
