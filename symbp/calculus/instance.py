"""Equations at chosen labels and indices, and quantities that are read through."""

from __future__ import annotations

from symbp.language import (
    Base,
    Case,
    Element,
    Equation,
    Expression,
    Fresh,
    Index,
    Network,
    Position,
    Tensor,
    elements,
    freshen,
    indices_in,
    multiples,
    plus,
    put,
    remember,
    rewrite,
)


def formal(equation: Equation) -> tuple[Index, ...]:
    """The formal labels and indices of an equation."""
    found = equation.output.labels + equation.output.indices
    assert all(isinstance(position, Index) for position in found)
    return found  # type: ignore[return-value]


def instance(equation: Equation, at: Element, fresh: Fresh) -> Expression:
    """The body of an equation for one element of what it defines, with bound indices of its own."""
    new = dict(zip(equation.output.labels, at.labels, strict=True))
    new |= dict(zip(equation.output.indices, at.indices, strict=True))
    return put(freshen(equation.body, fresh), {i: p for i, p in new.items() if isinstance(i, Index)})


@remember
def highest(network: Network) -> int:
    """The highest serial number of an index in the equations; fresh ones start above it."""
    found = [index.serial for equation in network.equations for index in formal(equation)]
    found += [index.serial for equation in network.equations for term in equation.body.terms for index in term.bound]
    return max(found, default=0)


@remember
def leading(network: Network) -> tuple[Equation, ...]:
    """The equations that the loss depends on; what follows from the others has no derivative."""
    needed = {network.loss}
    found = []
    for equation in reversed(network.equations):
        if equation.tensor in needed or equation.tensor.labels:
            found.append(equation)
            needed |= {used.tensor for used in elements(equation.body)}
    return tuple(reversed(found))


@remember
def users(network: Network) -> dict[Tensor, tuple[Equation, ...]]:
    """The equations on the way to the loss that mention each tensor, in order."""
    found: dict[Tensor, dict[Equation, None]] = {}
    for equation in leading(network):
        for used in elements(equation.body):
            found.setdefault(used.tensor, {}).setdefault(equation)
    return {tensor: tuple(equations) for tensor, equations in found.items()}


@remember
def definitions(network: Network) -> dict[Tensor, Equation]:
    """The equation that defines each tensor."""
    return {equation.tensor: equation for equation in network.equations}


@remember
def pinned(network: Network) -> frozenset[Tensor]:
    """The tensors that are read at a fixed label, such as the outputs a[L] of the last layer by the cost."""
    return frozenset(
        used.tensor
        for equation in network.equations
        for used in elements(equation.body)
        if used.labels and not any(indices_in(label) for label in used.labels)
    )


def is_kept(network: Network, equation: Equation, case: Case | None) -> bool:
    """Whether the chain rule stops at this quantity.

    What is read at a fixed label is kept in the case that looks at this label: a[L] is a stop on the way from z[L].
    """
    if equation.kept:
        return True
    return case is not None and case.value is not None and equation.tensor in pinned(network)


def consumers_of(network: Network, tensor: Tensor, case: Case | None) -> tuple[Equation, ...]:
    """The kept equations that a quantity goes into, directly or through quantities that are read through."""
    found: dict[Equation, None] = {}
    for equation in users(network).get(tensor, ()):
        if is_kept(network, equation, case):
            found.setdefault(equation)
        elif equation.tensor != tensor:
            found |= dict.fromkeys(consumers_of(network, equation.tensor, case))
    return tuple(found)


def reads(network: Network, tensor: Tensor, source: Tensor, case: Case | None) -> bool:
    """Whether the equation of a quantity that is read through mentions the source, directly or through others."""
    equation = definitions(network).get(tensor)
    if equation is None or is_kept(network, equation, case):
        return False
    return any(
        used.tensor == source or (used.tensor != tensor and reads(network, used.tensor, source, case))
        for used in elements(equation.body)
    )


def read_through(network: Network, body: Expression, source: Tensor, case: Case | None, fresh: Fresh) -> Expression:
    """The body with every quantity that is not kept, and that depends on the source, replaced by its definition."""

    def rule(base: Base) -> Expression | None:
        if not isinstance(base, Element) or not reads(network, base.tensor, source, case):
            return None
        return read_through(network, instance(definitions(network)[base.tensor], base, fresh), source, case, fresh)

    return rewrite(body, rule)


def outside(element: Element) -> bool:
    """Whether a label certainly lies outside the tensor's range, where the element is 0."""
    for label, position in zip(element.tensor.labels, element.labels, strict=True):
        below, above = constant(label.first, position), constant(position, label.last)
        if (below is not None and below > 0) or (above is not None and above > 0):
            return True
    return False


def constant(left: Position, right: Position) -> int | None:
    """left - right where that is a plain integer, else None."""
    terms, offset = multiples(plus(left, right, -1))
    return None if terms else offset


def read(equation: Equation) -> list[Tensor]:
    """What an equation reads, what stands by itself before what is summed over: biases before weights, as in books."""
    terms = sorted(equation.body.terms, key=lambda term: bool(term.bound))
    return [used.tensor for used in elements(Expression(tuple(terms)))]
