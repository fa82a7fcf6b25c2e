"""The chain rule: the adjoint of u is the sum, over every equation that uses u, of upstream times local.

adj(u)[i] = Sum over v, j of adj(v)[j] * partial(v[j], u[i])
"""

from __future__ import annotations

from collections.abc import Iterator

from symbp.language import (
    ONE,
    ZERO,
    Case,
    Element,
    Equation,
    Expression,
    Fresh,
    Functional,
    Index,
    Network,
    Partial,
    Position,
    adjoint,
    affine,
    as_expression,
    bases,
    indices_in,
    multiples,
    place,
    plus,
    product,
    total,
)

from .differentiate import bracket
from .instance import consumers_of, definitions, formal, highest, instance, outside, read_through
from .kronecker import kronecker


def consumers(network: Network, wanted: Element, case: Case | None) -> tuple[Equation, ...]:
    """The equations through which the quantity reaches the loss, those that are read through put into the others."""
    fresh = Fresh(highest(network) + 1)
    found = []
    for equation in consumers_of(network, wanted.tensor, case):
        body = read_through(network, equation.body, wanted.tensor, case, fresh)
        found.append(Equation(equation.output, body, equation.operation, equation.kept))
    return tuple(found)


def occurrences(body: Expression, wanted: Element) -> Iterator[tuple[Position, ...]]:
    """The labels at which a body reads the tensor."""
    for base in bases(body):
        if isinstance(base, Element) and base.tensor == wanted.tensor:
            yield base.labels
        elif isinstance(base, Functional):
            yield from (a.labels for a in base.arguments if a.tensor == wanted.tensor)


def chain(network: Network, wanted: Element, case: Case | None, fresh: Fresh) -> Expression:
    """The sum over all paths out of a quantity, one term for every use, partial derivatives not yet worked out."""
    found = ZERO
    for equation in consumers(network, wanted, case):
        uses = dict.fromkeys(occurrences(equation.body, wanted))
        known = frozenset(formal(equation))
        if any(indices_in(label) - known for labels in uses for label in labels):
            # A sum over time reads it at every label: one partial derivative covers them all.
            uses = dict.fromkeys([()])
        for labels in uses:
            found = found + kronecker(one_use(network, equation, labels, wanted, fresh), case)
    return found


def one_use(
    network: Network, equation: Equation, labels: tuple[Position, ...], wanted: Element, fresh: Fresh
) -> Expression:
    """Upstream times local, summed over the consumer's indices; its labels follow from those of the quantity."""
    names = formal(equation)
    new: dict[Index, Position] = {}
    guard = ONE
    for used, asked in zip(labels, wanted.labels[: len(labels)], strict=True):
        solved = solve_label(used, asked, names)
        if solved is None:
            guard = product((guard, bracket(used, asked)))
        else:
            new[solved[0]] = solved[1]
    sums: list[Index] = []
    output = equation.output
    for name in names:
        if name not in new:
            new[name] = fresh.index(relabelled(name, new))
            sums.append(new[name])  # type: ignore[arg-type]
    at = Element(output.tensor, tuple(new[p] for p in output.labels), tuple(new[p] for p in output.indices))  # type: ignore[index]
    if outside(at):
        return ZERO
    upstream = ONE if at.tensor == network.loss else as_expression(Element(adjoint(at.tensor), at.labels, at.indices))
    return total(product((guard, upstream, as_expression(Partial(at, wanted)))), *sums)


def relabelled(name: Index, new: dict[Index, Position]) -> Index:
    """The index over the size that belongs to the labels found so far."""
    moved = place(name, {k: v for k, v in new.items() if k != name})
    assert isinstance(moved, Index)
    return moved


def solve_label(used: Position, asked: Position, names: tuple[Index, ...]) -> tuple[Index, Position] | None:
    """The consumer's label that makes the label it reads the one that is asked for: l - 1 = m gives l = m + 1."""
    terms, offset = multiples(used)
    for name in names:
        if terms.get(name) in (1, -1):
            others = affine({s: t for s, t in terms.items() if s != name}, offset)
            found = plus(asked, others, -1)
            return name, found if terms[name] == 1 else plus(0, found, -1)
    return None


def body_of(network: Network, partial: Partial, case: Case | None, fresh: Fresh) -> Expression:
    """What is differentiated: the consumer's equation at this element, read through down to the source."""
    equation = definitions(network)[partial.of.tensor]
    return read_through(network, instance(equation, partial.of, fresh), partial.by.tensor, case, fresh)
