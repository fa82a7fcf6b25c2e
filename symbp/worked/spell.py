"""Spelling out: z[j] = Sum_k w[j,k] a[k] + b[j] as net_h1 = w1 i1 + w2 i2 + b1, one equation for each unit."""

from __future__ import annotations

from dataclasses import replace
from itertools import product as all_pairs

from ..errors import SpecError
from ..language import (
    ZERO,
    Apply,
    Base,
    Cardinal,
    Delta,
    Element,
    Equation,
    Expression,
    Fact,
    Group,
    Index,
    Network,
    Position,
    Role,
    Size,
    Tensor,
    Term,
    Value,
    Within,
    after,
    apply,
    as_expression,
    check,
    elements,
    multiples,
    power,
    product,
    put_base,
)
from .names import Singles, Sizes, extent, known_sizes, name_elements


def spell_out(network: Network) -> Network:
    """The same network in single numbers: every tensor of the result has no indices.

    Symbolic sizes are settled by the network's numbers; a label such as time takes all its values.  Parts of the loss
    are read through by the chain rule; every other quantity is kept.

    Raises:
        SizeError: a size that nothing settles, or too many elements.
        NameErrorInSpec: a name that two different elements have.
    """
    sizes = known_sizes(network)
    singles = name_elements(network, sizes)
    equations: list[Equation] = []
    for equation in network.equations:
        output = equation.output
        formal = [index for index in (*output.labels, *output.indices) if isinstance(index, Index)]
        for at in all_pairs(*(span(index, sizes) for index in formal)):
            body = expand(equation.body, dict(zip(formal, at, strict=True)), sizes, singles)
            output = Element(singles[equation.tensor.name, place_of(equation.tensor, at)])
            equations.append(Equation(output, body, equation.operation, equation.tensor.role is not Role.PART))
    values = network.values()
    flat = {single: entry(values[owner], place) for (owner, place), single in singles.items() if owner in values}
    numbers = network.numbers
    frozen = {single.name for (owner, _), single in singles.items() if {owner, single.name} & set(numbers.frozen)}
    return check(
        Network(
            network.name,
            network.title,
            tuple(in_order(equations) if any(t.labels for t in network.tensors()) else equations),
            singles[network.loss.name, ()],
            spell_facts(network, sizes, singles),
            numbers=replace(
                numbers,
                values=tuple((single.name, value) for single, value in flat.items()),
                frozen=tuple(sorted(frozen)),
            ),
        )
    )


def span(index: Index, sizes: Sizes) -> range:
    """The values an index takes."""
    return range(index.first, index.first + extent(index.size, sizes))


def place_of(tensor: Tensor, at: tuple[int, ...]) -> tuple[int, ...]:
    """Labels and indices counted from 0."""
    first = [label.index.first for label in tensor.labels]
    return (*(n - start for n, start in zip(at, first, strict=False)), *at[len(first) :])


def in_order(equations: list[Equation]) -> list[Equation]:
    """The equations, each after those that it reads; as they stand where nothing forbids it.

    Raises:
        SpecError: equations that read each other.
    """
    try:
        return list(after(equations, lambda e: e.tensor, lambda e: (used.tensor for used in elements(e.body))))
    except ValueError as error:
        raise SpecError(f"{error.args[0].tensor.name} is computed from itself") from None


def entry(value: Value, place: tuple[int, ...]) -> Value:
    """One number out of rows of numbers."""
    for n in place:
        assert isinstance(value, tuple)
        value = value[n]
    return value


def expand(body: Expression, new: dict[Index, Position], sizes: Sizes, singles: Singles) -> Expression:
    """The expression with indices replaced by numbers, and every sum written out."""
    found: list[Term] = []
    for term in body.terms:
        for values in all_pairs(*(span(index, sizes) for index in term.bound)):
            here = {**new, **dict(zip(term.bound, values, strict=True))}
            parts = [power(expand_base(base, here, sizes, singles), exponent) for base, exponent in term.factors]
            found.extend(product((Expression((Term(term.coefficient),)), *parts)).terms)
    return Expression(tuple(found))


def expand_base(base: Base, new: dict[Index, Position], sizes: Sizes, singles: Singles) -> Expression:
    """One base at these numbers: an element by its own name, 0 outside its tensor; brackets by their truth."""
    if isinstance(base, Group):
        return expand(base.body, new, sizes, singles)
    if isinstance(base, Apply):
        return apply(base.function, expand(base.argument, new, sizes, singles), base.order)
    moved = put_base(base, new)
    if isinstance(moved, Element):
        place = tuple(settled(p, sizes) for p in (*moved.labels, *moved.indices))
        single = singles.get((moved.tensor.name, place_of(moved.tensor, place)))
        return ZERO if single is None else as_expression(Element(single))
    if isinstance(moved, Cardinal):
        assert not isinstance(moved.size, Index)
        return as_expression(extent(moved.size, sizes))  # type: ignore[arg-type]
    if isinstance(moved, Delta):
        return as_expression(int(settled(moved.left, sizes) == settled(moved.right, sizes)))
    if isinstance(moved, Within):
        return as_expression(int(0 <= settled(moved.position, sizes) < extent(moved.size, sizes)))
    return as_expression(moved)


def settled(position: Position, sizes: Sizes) -> int:
    """A position without indices as a number: T - 1 where T is known."""
    terms, value = multiples(position)
    for size, multiple in terms.items():
        assert isinstance(size, Size)
        value += multiple * extent(size, sizes)
    return value


def spell_facts(network: Network, sizes: Sizes, singles: Singles) -> tuple[Fact, ...]:
    """What is known about sums, for every example on its own."""
    from ..language import free

    found = []
    for fact in network.facts:
        indices = sorted(free(fact.left) | free(fact.right), key=lambda index: index.name)
        for values in all_pairs(*(span(index, sizes) for index in indices)):
            new: dict[Index, Position] = dict(zip(indices, values, strict=True))
            left, right = (expand(side, new, sizes, singles) for side in (fact.left, fact.right))
            found.append(Fact(fact.name, left, right, fact.declared))
    return tuple(found)
