"""The class of an example as an index: p_y, f_{y_i}, [k = y_i], where y is a target that is one-hot."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import product

from ...certify.plan import Plan
from ...certify.setting import Setting
from ...certify.world import Node
from ...language import Network, Role, Tensor
from ..tree import Delta, Letter, Ref, Tree
from ..walk import reindexed, walk
from .named_sizes import example_size
from .places import label_range

Classes = dict[tuple[int, ...], int]
"""The class of every example, both counted from 1; labels such as time first."""

SHARES = (2, 3, 5, 7, 11, 13, 17, 19)  # of targets that add up to 1, in this proportion


def target(network: Network) -> Tensor | None:
    """The only target, if it has an axis for classes."""
    found = network.with_role(Role.TARGET)
    return found[0] if len(found) == 1 and 1 <= len(found[0].sizes) <= 2 else None


def has_class(tree: Tree) -> bool:
    """Whether the class of an example stands as an index somewhere."""
    places = (place for part in walk(tree) for place in inside(part))
    return any(isinstance(part, Ref) for place in places for part in walk(place))


def inside(part: Tree) -> tuple[Tree, ...]:
    """What stands as an index in a part."""
    match part:
        case Ref():
            return part.indices if part.example is None else (*part.indices, part.example)
        case Delta(left=left, right=right):
            return (left, right)
    return ()


def of_class(tree: Tree, letter: str, network: Network) -> Tree:
    """The tree where a letter stands for the class of the only example."""
    known = target(network)
    if known is None:
        return tree

    def changed(place: Tree) -> Tree:
        return Ref(known, at=place.at) if isinstance(place, Letter) and place.name == letter else place

    return reindexed(tree, changed)


def one_hot(plan: Plan, setting: Setting, turn: int) -> tuple[dict[Node, Decimal], Classes] | None:
    """Targets of 0 and 1 for every example, and which one is 1; None where there are no classes."""
    given: dict[Node, Decimal] = {}
    classes: Classes = {}
    known = target(plan.network)
    for number, (at, nodes) in enumerate(rows(known, plan, setting) if known is not None else ()):
        chosen = (number + turn) % len(nodes)
        classes[at] = chosen + 1
        given |= {node: Decimal(int(place == chosen)) for place, node in enumerate(nodes)}
    return (given, classes) if given else None


def shares(plan: Plan, setting: Setting, turn: int) -> dict[Node, Decimal]:
    """Targets of every example that add up to 1, none of them 0."""
    given: dict[Node, Decimal] = {}
    for number, nodes in enumerate(examples(plan, setting)):
        parts = [SHARES[(number + 3 * turn + place) % len(SHARES)] for place in range(len(nodes))]
        given |= {node: Decimal(part) / sum(parts) for node, part in zip(nodes, parts, strict=True)}
    return given


def examples(plan: Plan, setting: Setting) -> Iterator[list[Node]]:
    """The elements of all targets, those of one example together; single numbers are one example."""
    found = plan.network.with_role(Role.TARGET)
    single: list[Node] = [(tensor.name, ()) for tensor in found if not (tensor.sizes or tensor.labels)]
    if len(single) > 1:
        yield single
    for tensor in found:
        if 1 <= len(tensor.sizes) <= 2:
            yield from (nodes for _, nodes in rows(tensor, plan, setting))


def rows(tensor: Tensor, plan: Plan, setting: Setting) -> Iterator[tuple[tuple[int, ...], list[Node]]]:
    """The elements of a target, those of one example together, by labels and example counted from 1."""
    example = example_size(plan.network)
    axis = 0 if len(tensor.sizes) == 2 and tensor.sizes[1] == example and tensor.sizes[0] != example else -1
    for labels in product(*(label_range(tensor, place, setting) for place in range(len(tensor.labels)))):
        sizes = plan.extents(tensor, setting, labels)
        others = sizes[:-1] if axis else sizes[1:]
        for at in product(*map(range, others)):
            classes = range(sizes[axis])
            if len(classes) < 2:
                return
            nodes = [(tensor.name, (*labels, *((*at, c) if axis else (c, *at)))) for c in classes]
            yield (*labels, *(place + 1 for place in at)), nodes
