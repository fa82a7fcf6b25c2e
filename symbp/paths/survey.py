"""The paths from the loss to every parameter, and as a derivation, so that the checker can look at every product."""

from __future__ import annotations

from dataclasses import replace

from symbp.derivation import Derivation, Result, Step
from symbp.language import Element, Expression, Network, Role, adjoint

from .counting import count_paths
from .door import FEW, between, plain
from .records import Path, Paths, Survey

LONGEST = 12  # arrows of a path that is listed with all others
SMALL = 5  # equations of a network of arrays in which single paths are listed too
MOST = 16  # paths that are listed in all
DEEPEST = 4  # sums inside each other that one can still read


def survey(network: Network) -> Survey | None:
    """The paths to every parameter, None where there are labels.

    They are listed where they are few and short; a single path between arrays only in a small network, for there the
    product says no more than the steps of its derivation.
    """
    if any(tensor.labels for tensor in network.tensors()):
        return None
    found = plain(network)
    counts = count_paths(found)
    wanted = [tensor for tensor in found.with_role(Role.PARAMETER) if tensor in counts]
    few = sum(counts[tensor] for tensor in wanted) <= MOST and len(found.equations) <= LONGEST
    small = len(found.equations) <= SMALL or not any(equation.output.indices for equation in found.equations)
    ways = [between(found, found.loss, t, FEW if few and (small or counts[t] > 1) else 0) for t in wanted]
    if any(len(term.bound) > DEEPEST for one in ways for path in one.listed for term in path.product.terms):
        ways = [replace(one, listed=(), derivative=None) for one in ways]
    return Survey(found, tuple(ways))


def as_derivation(found: Survey) -> Derivation:
    """For every quantity the sum of the chains, and the sum of their products, as steps."""
    return Derivation(found.network, found.network, tuple(result(ways) for ways in found.listed))


def result(ways: Paths) -> Result:
    """The steps for one quantity, and the slopes along its paths.

    The chain of partial derivatives is a step of its own between single numbers only: between arrays its sums run over
    everything, and it is left out too where an arrow stands for one place of several.
    """
    assert ways.derivative is not None
    quantity = Element(adjoint(ways.by.tensor), ways.by.labels, ways.by.indices)
    slopes = tuple(inner for path in ways.listed for inner in local(path))
    steps = [Step(ways.derivative, "kronecker", (), slopes)]
    if all(plainly(path) for path in ways.listed):
        chains = Expression(tuple(term for path in ways.listed for term in path.chain.terms))
        steps.insert(0, Step(chains, "chain"))
    if any(path.vanishes for path in ways.listed):
        left = tuple(term for path in ways.listed for term in path.product.terms if not path.vanishes)
        steps.append(Step(Expression(left), "vanish"))
    if ways.written is not None:
        steps.append(Step(ways.written, "substitute"))
    return Result(quantity, tuple(steps))


def plainly(path: Path) -> bool:
    """Whether a path leads through single numbers, each standing once in the equation above it."""
    return not path.sums and all(arrow.places == 1 for arrow in path.arrows)


def local(path: Path) -> tuple[Result, ...]:
    """The slopes along a path."""
    return tuple(
        Result(partial, (Step(slope, "differentiate"),))
        for arrow, partial, slope in zip(path.arrows, path.partials, path.slopes, strict=True)
        if arrow.places == 1
    )
