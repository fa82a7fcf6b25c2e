"""What can be told of a formula before it is evaluated: its size, and what stands in it."""

from __future__ import annotations

from ...language import LOG, Affine, Apply, Network, Role, bases, elements, remember
from ..tree import Call, Matrix, Number, Product, Ratio, Ref, Slope, Times, Tree
from ..walk import children, walk

NODES = 2000  # of a formula
DEPTH = 100


def is_second(tree: Tree) -> bool:
    """Whether it is the derivative of a derivative."""
    return isinstance(tree, Slope) and (tree.again is not None or tree.of.tensor.of is not None)


def is_unknown_slope(tree: Tree) -> bool:
    """Whether it is a derivative by a derivative, or a second one along a path: these have no certain meaning."""
    if not isinstance(tree, Slope):
        return False
    inner = (tree.by, *tree.through, *((tree.again,) if tree.again is not None else ()))
    third = tree.again is not None and tree.of.tensor.of is not None
    return third or any(ref.tensor.of for ref in inner) or (is_second(tree) and (bool(tree.through) or tree.local))


def is_error(tree: Tree) -> bool:
    """Whether it is the error of a unit by name, whose sign is a matter of convention."""
    return isinstance(tree, Ref) and tree.tensor.of is not None and tree.tensor.of.role is not Role.PARAMETER


def has_constants(formula: Tree) -> bool:
    """Whether numbers stand in a formula, which may be sizes of the network."""
    return any(isinstance(part, Number | Ratio) for part in walk(formula))


def too_large(tree: Tree) -> bool:
    """Whether a tree has too many nodes, or is too deep; without recursion."""
    nodes = 0
    waiting = [(tree, 1)]
    while waiting:
        here, depth = waiting.pop()
        nodes += 1
        if nodes > NODES or depth > DEPTH:
            return True
        waiting.extend((child, depth + 1) for child in children(here))
    return False


def is_programmed(tree: Tree) -> bool:
    """Whether a formula of whole vectors or matrices has asterisks or sums in it, which programs take otherwise."""
    parts = list(walk(tree))
    whole = any(isinstance(part, Ref) and not part.single and len(part.indices) < rank(part) for part in parts)
    stars = any(isinstance(part, Product) and Times.STAR in part.times for part in parts)
    return whole and (stars or any(isinstance(part, Call) and part.name == "sum" for part in parts))


@remember
def takes_logarithms(network: Network) -> bool:
    """Whether a loss may be one of targets that add up to 1, which is declared nowhere."""
    read = (base for equation in network.equations for base in bases(equation.body))
    return not network.facts and any(isinstance(base, Apply) and base.function == LOG for base in read)


def special_data(formula: Tree, network: Network) -> tuple[str, ...]:
    """The data for which a formula may be meant that does not hold for any.

    One that names a target speaks of any target, so that y - t**2 stays wrong beside targets of 0 and 1.
    """
    named = any(isinstance(part, Ref) and part.tensor.role is Role.TARGET for part in walk(formula))
    return (*(() if named else ("targets",)), "zeros", *(("shares",) if takes_logarithms(network) else ()))


def may_be_convolution(formula: Tree, network: Network) -> bool:
    """Whether an asterisk stands in a formula, and the network shifts an index over another."""
    if not any(isinstance(part, Product) and Times.STAR in part.times for part in walk(formula)):
        return False
    read = (element for equation in network.equations for element in elements(equation.body))
    return any(isinstance(place, Affine) and len(place.terms) > 1 for element in read for place in element.indices)


def rank(ref: Ref) -> int:
    """How many indices a quantity has."""
    tensor = ref.tensor.of or ref.tensor
    return len(tensor.sizes) + len(tensor.labels)


def counts(tree: Tree) -> bool:
    """Whether a formula is about certain elements, so that the network's own sizes matter."""
    return any(
        isinstance(part, Matrix)
        or (
            isinstance(part, Ref)
            and (bool(part.single) or any(isinstance(index, Number | Ratio) for index in part.indices))
        )
        for part in walk(tree)
    )
