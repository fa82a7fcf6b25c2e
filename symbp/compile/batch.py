"""A network of one example as the same network of a batch: what depends on the data gains an example index."""

from __future__ import annotations

from dataclasses import replace

from ..language import (
    Cardinal,
    Element,
    Equation,
    Expression,
    Fact,
    Index,
    Network,
    Numbers,
    Role,
    Size,
    Tensor,
    as_expression,
    elements,
    product,
    rewrite,
    total,
)
from ..language.expression import Base

DATA = (Role.INPUT, Role.TARGET)


def batch(network: Network) -> Network:
    """The network over m examples, one a row: every quantity that depends on inputs or targets gets the index of the
    example in front, and the loss is the mean over the examples.

    What does not depend on the data, such as a penalty on the weights, stays as it is.  A network that has an example
    index already, or no inputs that could differ from example to example, is returned unchanged.
    """
    if network.example is not None or not network.with_role(Role.INPUT):
        return network
    taken = {size.name for size in network.sizes()}
    name = next(name for name in ("m", *(f"m{k}" for k in range(1, len(taken) + 2))) if name not in taken)
    example = Index("x", Size(name))
    moved = {tensor: row(tensor, example) for tensor in dependent(network) if tensor != network.loss}

    def move(base: Base) -> Expression | None:
        if isinstance(base, Element) and base.tensor in moved:
            return as_expression(Element(moved[base.tensor], base.labels, (example, *base.indices)))
        return None

    equations = []
    for equation in network.equations:
        body = rewrite(equation.body, move)
        if equation.tensor == network.loss:
            equations.append(replace(equation, body=mean(equation.body, body, example)))
        else:
            equations.append(replace(equation, output=moved_element(equation, moved, example), body=body))
    facts = tuple(Fact(f.name, rewrite(f.left, move), rewrite(f.right, move), f.declared) for f in network.facts)
    return replace(network, equations=tuple(equations), facts=facts, example=example, numbers=Numbers())


def dependent(network: Network) -> dict[Tensor, None]:
    """Inputs, targets and everything computed from them."""
    found = dict.fromkeys(network.with_role(*DATA))
    for equation in network.equations:
        if any(used.tensor in found for used in elements(equation.body)):
            found.setdefault(equation.tensor)
    return found


def row(tensor: Tensor, example: Index) -> Tensor:
    """The tensor with one row for each example."""
    return replace(tensor, sizes=(example.size, *tensor.sizes))


def moved_element(equation: Equation, moved: dict[Tensor, Tensor], example: Index) -> Element:
    """The left side of an equation, in the batch where its tensor is."""
    at = equation.output
    if at.tensor not in moved:
        return at
    return Element(moved[at.tensor], at.labels, (example, *at.indices))


def mean(before: Expression, after: Expression, example: Index) -> Expression:
    """The terms that moved into the batch averaged over the examples, the others as they were."""
    share = as_expression(Cardinal(example.size)) ** -1
    made = Expression()
    for old, new in zip(before.terms, after.terms, strict=True):
        term = Expression((new,))
        made = made + (term if new == old else total(product((term, share)), example))
    return made
