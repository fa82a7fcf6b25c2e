"""Composites: equations that a reader knows as one operation, such as a normalisation or softmax."""

from __future__ import annotations

from dataclasses import replace

from symbp.language import (
    Base,
    Element,
    Equation,
    Expression,
    Index,
    Network,
    Role,
    Tensor,
    as_expression,
    check,
    elements,
    node,
    rewrite,
)
from symbp.library import find, names


@node
class Composite:
    """A named group of equations: the last one defines what comes out, `inputs` is what they read from outside."""

    name: str
    equations: tuple[Equation, ...]
    inputs: tuple[Tensor, ...]

    @property
    def output(self) -> Tensor:
        """What comes out."""
        return self.equations[-1].tensor

    @property
    def tensors(self) -> tuple[Tensor, ...]:
        """Everything it defines."""
        return tuple(equation.tensor for equation in self.equations)


def composites(network: Network) -> tuple[Composite, ...]:
    """The groups that the network declares, and every operation on whole vectors that stands in one equation."""
    found = []
    for name, members in network.composites:
        own = tuple(equation for equation in network.equations if equation.tensor.name in members)
        found.append(made(name, own))
    declared = {tensor for one in found for tensor in one.tensors}
    for equation in network.equations:
        if equation.tensor not in declared and on_vectors(equation.operation):
            found.append(made(equation.operation, (equation,)))
    return tuple(sorted(found, key=lambda one: network.equations.index(one.equations[-1])))


def made(name: str, equations: tuple[Equation, ...]) -> Composite:
    """The composite with what it reads."""
    inner = {equation.tensor for equation in equations}
    read = dict.fromkeys(used.tensor for equation in equations for used in elements(equation.body))
    return Composite(name, equations, tuple(tensor for tensor in read if tensor not in inner))


def on_vectors(operation: str) -> bool:
    """Whether an operation of that name acts on a whole vector."""
    known = operation in names("operations")
    return known and hasattr(find("operations", operation, "operation"), "formula")


def with_branches(network: Network) -> Network:
    """The network in which nothing that goes into a composite is used elsewhere: a copy goes in, x_in = x.

    So the derivative by the copy is the composite's own, and the two ways of x add up where x branches.
    """
    for one in composites(network):
        inside = {equation.tensor for equation in one.equations}
        for tensor in one.inputs:
            others = [e for e in network.equations if e.tensor not in inside and reads(e, tensor)]
            if others and not tensor.labels and tensor.role not in (Role.CONSTANT, Role.TARGET):
                network = branch(network, inside, tensor)
    return check(network) if network.composites else network


def reads(equation: Equation, tensor: Tensor) -> bool:
    """Whether an equation reads a tensor."""
    return any(used.tensor == tensor for used in elements(equation.body))


def branch(network: Network, inside: set[Tensor], tensor: Tensor) -> Network:
    """A copy of the tensor for the equations inside."""
    taken = {other.name for other in network.tensors()}
    name = next(n for n in (f"{tensor.name}_in", *(f"{tensor.name}_in{k}" for k in range(2, 99))) if n not in taken)
    copy = Tensor(name, tensor.sizes)
    formal = tuple(Index("ijklpqrs"[n], size) for n, size in enumerate(tensor.sizes))
    first = next(n for n, equation in enumerate(network.equations) if equation.tensor in inside)
    own = Equation(Element(copy, (), formal), as_expression(Element(tensor, (), formal)), "branch")
    changed = [replace(e, body=renamed(e.body, tensor, copy)) if e.tensor in inside else e for e in network.equations]
    return replace(network, equations=(*changed[:first], own, *changed[first:]))


def renamed(body: Expression, old: Tensor, new: Tensor) -> Expression:
    """The body with another tensor in place of one."""

    def rule(base: Base) -> Expression | None:
        return as_expression(replace(base, tensor=new)) if isinstance(base, Element) and base.tensor == old else None

    return rewrite(body, rule)
