"""Sums and means: their indices mean something inside only."""

from __future__ import annotations

from dataclasses import replace

from ..errors import NameErrorInSpec, SizeError
from ..language import Expression, Index, plus, total
from .bind import bind, cardinal, settled
from .limits import bounded, safe_product
from .position import Env, Frame, Maker, Place, read_place
from .scope import cleaned
from .sizes import Variable, show
from .tree import Call, Name, Range, Tree


def summed(tree: Call, frame: Frame, *, mean: bool) -> Maker:
    """Sum(body, k, ...) or Mean(body, k, ...).

    Raises:
        SpecError: no index.
        NameErrorInSpec: an index that is free, or summed over already, or the name of something else.
    """
    if len(tree.arguments) < 2 or tree.positions:
        message = f"expected {tree.name}(formula, index), found {len(tree.arguments)} arguments"
        raise frame.source.error(tree.at, message)
    indices: dict[str, Variable] = {}
    for part in tree.arguments[1:]:
        name, variable = index(part, frame)
        if name in indices:
            raise frame.source.error(part.at, f"expected different indices, found {name} twice", NameErrorInSpec)
        indices[name] = variable
    body = bind(tree.arguments[0], replace(frame, indices={**frame.indices, **indices}))

    def make(env: Env) -> Expression:
        bound = {}
        for (name, variable), part in zip(indices.items(), tree.arguments[1:], strict=True):
            bound[variable] = running(name, variable, part, frame)
        value = body({**env, **bound})
        bounded(frame.source, tree.at, value)
        if mean:
            sizes = [cardinal(i.size) ** -1 for i in bound.values()]
            value = safe_product(frame.source, tree.at, [value, *sizes])
        return total(value, *bound.values())

    return make


def running(name: str, variable: Variable, part: Tree, frame: Frame) -> Index:
    """A new bound index."""
    extent = settled(variable, part, frame)
    first = 0 if variable.label is None else variable.label.index.first
    return frame.scope.bound(name, extent, first)


def index(part: Tree, frame: Frame) -> tuple[str, Variable]:
    """The index of a sum, with its size if one is given.

    Raises:
        NameErrorInSpec: it is free, or summed over already, or the name of something else.
    """
    source, scope = frame.source, frame.scope
    if not isinstance(part, Name | Range):
        raise source.error(part.at, "expected the index to sum over, found a formula")
    name = cleaned(source, part.at, part.name)
    if name in frame.free:
        message = f"the index {name} is free on the left and summed over at once; name the summed one otherwise"
        raise source.error(part.at, message, NameErrorInSpec)
    if name in frame.indices:
        raise source.error(part.at, f"the index {name} is summed over twice, one sum inside the other", NameErrorInSpec)
    what = "size" if name in scope.sizes else "quantity" if name in scope.quantities else ""
    if what:
        raise source.error(part.at, f"expected an index to sum over, found the {what} {name}", NameErrorInSpec)
    label = scope.labels.get(name)
    variable = Variable(f"the index {name}", None if label is None else label.index.size, label)
    if isinstance(part, Range):
        given(part, variable, frame)
    return name, variable


def given(part: Range, variable: Variable, frame: Frame) -> None:
    """Settle the size that a sum states: k:n, or (k, 0, n - 1).

    Raises:
        SizeError: it is no size, or the index does not start where indices do.
    """
    empty = replace(frame, indices={})
    first = 0 if variable.label is None else variable.label.index.first
    if part.size is not None:
        found = read_place(part.size, empty)
    else:
        assert part.limits is not None
        low, high = (read_place(limit, empty) for limit in part.limits)
        if low.rest != first:
            raise frame.source.error(part.at, f"expected a sum that starts at {first}, found another start", SizeError)
        found = Place((), plus(high.rest, 1 - first))
    size = found.rest
    if not is_size(size):
        raise frame.source.error(part.at, "expected a size, such as 3 or n, found something else", SizeError)
    variable.settle(size, f"the size {show(size)} that is given", frame.source, part.at)  # type: ignore[arg-type]


def is_size(size: object) -> bool:
    """Whether a position can be a size."""
    from ..language import Size

    return isinstance(size, Size) or (isinstance(size, int) and size > 0)
