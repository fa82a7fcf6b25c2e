"""Which elements a reference means: its indices as numbers, None for a whole axis."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from ...certify.plan import Plan
from ...certify.setting import Setting, position
from ...errors import SymbpError
from ...language import Extent, Network, Tensor, remember
from ...worked.names import known_sizes, name_elements
from ..tree import Letter, Negative, Number, Product, Ratio, Ref, Sum, Tree
from ..walk import walk
from .array import Misplaced, Unread
from .named_sizes import example_size, size_named

Place = tuple[int | None, ...]
"""Labels and indices of an element, indices from 0; None where all of an axis is meant."""


class Outside(Exception):
    """A label that the free letters lead out of its range: nothing is claimed there.  It never leaves the room."""


@dataclass
class Scope:
    """The values of letters, counted as a reader counts; how far each runs; and which are bound by a sum.

    `classes` has the class of every example, where the targets are one-hot.
    """

    values: dict[str, int] = field(default_factory=dict)
    extents: dict[str, tuple[int, str]] = field(default_factory=dict)
    bound: frozenset[str] = frozenset()
    classes: dict[tuple[int, ...], int] = field(default_factory=dict)

    def with_letter(self, name: str, value: int, extent: tuple[int, str] | None, *, bound: bool) -> Scope:
        """The scope with one more letter."""
        extents = {key: known for key, known in self.extents.items() if key != name}
        if extent is not None:
            extents[name] = extent
        inner = self.bound | {name} if bound else self.bound - {name}
        return Scope({**self.values, name: value}, extents, inner, self.classes)


@remember
def singles(network: Network) -> dict[str, tuple[str, tuple[int, ...]]]:
    """The place of every element that has a name of its own."""
    found = {name: place for place, name in reversed(network.element_names)}
    try:
        for place, tensor in name_elements(network, known_sizes(network)).items():
            found.setdefault(tensor.name, place)
    except SymbpError:
        pass  # too large, or of no certain size: then no single element has a name but those given
    return found


def subject_tensor(ref: Ref) -> Tensor:
    """The tensor of the network that a reference is about."""
    return ref.tensor if ref.tensor.of is None else ref.tensor.of


def whole_number(tree: Tree, plan: Plan, setting: Setting, scope: Scope) -> int:
    """An index, a label or a limit as a number.

    Raises:
        Unread: a letter that stands for nothing, or no whole number.
    """
    match tree:
        case Letter(name=name):
            if name in scope.values:
                return scope.values[name]
            size = size_named(plan.network, name)
            if size is None:
                raise Unread("letter", name)
            return position(size, {})(setting, [])
        case Number(value=value) if value == value.to_integral_value() and abs(value) < 10**6:
            return int(value)
        case Ratio():
            ratio = exact(tree)
            if ratio is not None and ratio.denominator == 1 and abs(ratio) < 10**6:
                return int(ratio)
        case Negative(of=inner):
            return -whole_number(inner, plan, setting, scope)
        case Ref():
            places = (*tree.indices, *(() if tree.example is None else (tree.example,)))
            example = tuple(whole_number(place, plan, setting, scope) for place in places)
            if example in scope.classes:
                return scope.classes[example]
            raise Unread("class", tree.tensor.name)
        case Sum(parts=parts):
            return sum(whole_number(part, plan, setting, scope) for part in parts)
        case Product(parts=(left, right)):
            return whole_number(left, plan, setting, scope) * whole_number(right, plan, setting, scope)
    raise Unread("index")


def exact(ratio: Ratio) -> Fraction | None:
    """The fraction that a ratio's name spells; None for pi and e."""
    try:
        top, _, bottom = ratio.name.partition("/")
        return Fraction(Decimal(top)) / Fraction(Decimal(bottom or "1"))
    except (ArithmeticError, ValueError):
        return None


def written(ref: Ref, network: Network) -> tuple[Tree | None, ...]:
    """What stands in every place of a reference, None for a whole axis.

    Raises:
        Unread: too few indices, or too many.
    """
    tensor = subject_tensor(ref)
    labels, rank = len(tensor.labels), len(tensor.sizes)
    found: tuple[Tree | None, ...] = tuple(None if is_whole(tree) else tree for tree in ref.indices)
    if len(found) == labels:
        found += (None,) * rank
    example = example_size(network)
    at = tensor.sizes.index(example) if example in tensor.sizes else None
    if at is not None and len(found) == labels + rank - 1 and ref.example is not None:
        found = (*found[: labels + at], ref.example, *found[labels + at :])
    elif at is not None and ref.example is not None and len(found) == labels + rank and found[labels + at] is None:
        found = (*found[: labels + at], ref.example, *found[labels + at + 1 :])
    if len(found) != labels + rank:
        raise Unread("indices", tensor.name)
    return found


def is_whole(tree: Tree) -> bool:
    """Whether all of an axis is meant."""
    return isinstance(tree, Letter) and tree.name == ":"


def placed(ref: Ref, plan: Plan, setting: Setting, scope: Scope) -> Place:
    """The place that a reference means.

    Raises:
        Outside: a free letter leads a label out of its range.
        Misplaced: an index that runs over another size than the axis where it stands.
        Unread: a letter that stands for nothing.
    """
    tensor = subject_tensor(ref)
    if ref.single and not ref.indices and ref.single in singles(plan.network):
        name, at = singles(plan.network)[ref.single]
        if name == tensor.name:
            return at
    trees = written(ref, plan.network)
    count = len(tensor.labels)
    labels = tuple(whole_number(tree, plan, setting, scope) for tree in trees[:count] if tree is not None)
    if len(labels) < count:
        raise Unread("label", tensor.name)
    if not plan.labelled(tensor, setting, labels) and any(left_free(tree, scope) for tree in trees[:count]):
        raise Outside
    sizes = plan.extents(tensor, setting, labels)
    return labels + tuple(
        None if tree is None else index(tree, size, tensor, plan, setting, scope)
        for tree, size in zip(trees[count:], sizes, strict=True)
    )


def index(tree: Tree, size: int, tensor: Tensor, plan: Plan, setting: Setting, scope: Scope) -> int:
    """One index from 0, where a plain letter has to run over the axis on which it stands."""
    if isinstance(tree, Letter) and tree.name in scope.extents:
        count, where = scope.extents[tree.name]
        if count != size:
            raise Misplaced(f"{tree.name} runs over {count} at {where}, over {size} at {tensor.name}")
    value = whole_number(tree, plan, setting, scope) - 1
    if not 0 <= value < size:
        if isinstance(tree, Letter):
            raise Misplaced(f"{tree.name} = {value + 1} at {tensor.name}, which has {size}")
        if not isinstance(tree, Sum):
            raise Outside
    return value


def left_free(tree: Tree | None, scope: Scope) -> bool:
    """Whether a letter stands in a label, and no sum runs over one; h_0 is 0, by number."""
    letters = [] if tree is None else [part.name for part in walk(tree) if isinstance(part, Letter)]
    return bool(letters) and not scope.bound & set(letters)


def label_range(tensor: Tensor, place: int, setting: Setting) -> range:
    """The values of one of a tensor's labels."""
    label = tensor.labels[place]
    return range(position(label.first, {})(setting, []), position(label.last, {})(setting, []) + 1)


def formal_number(size: Extent, setting: Setting) -> int | None:
    """A size as a number; None for one that depends on a label."""
    if isinstance(size, int):
        return setting.integer(size)
    return None if size.labels else position(size, {})(setting, [])
