"""Elements of tensors, and of the vectors that a definition is given."""

from __future__ import annotations

from ..errors import NameErrorInSpec, SizeError
from ..language import Expression, element
from .position import Argument, Env, Frame, Maker, Place, check_inside, read_place
from .scope import Quantity, cleaned
from .tree import Item, Name, Tree


def item(tree: Item, frame: Frame) -> Maker:
    """An element of a tensor, or of a vector that a definition is given."""
    name = cleaned(frame.source, tree.at, tree.name)
    if name in frame.arguments:
        places = tuple(read_place(position, frame) for position in tree.positions)
        return argument(frame.arguments[name], places, tree, frame)
    if name not in frame.scope.quantities:
        if name in frame.scope.functions:
            message = f"expected a quantity before [, found the function {name}"
            raise frame.source.error(tree.at, message, NameErrorInSpec)
        raise frame.scope.unknown(frame.source, tree.at, name)
    quantity = frame.scope.quantities[name]
    if tree.labels >= 0 and tree.labels != len(quantity.labels):
        message = f"expected {len(quantity.labels)} labels before the ; in {quantity.shape()}, found {tree.labels}"
        raise frame.source.error(tree.at, message, SizeError)
    return read(quantity, tuple(read_place(position, frame) for position in tree.positions), tree, frame)


def argument(given: Argument, places: tuple[Place, ...], tree: Name | Item, frame: Frame) -> Maker:
    """A parameter of a definition, at a place if it is a vector."""
    wanted = 0 if given.running is None else 1
    if len(places) != wanted:
        written = f"{tree.name}[k]" if wanted else tree.name
        message = f"expected {written}, found {tree.name} with {len(places) or 'no'} indices"
        raise frame.source.error(tree.at, message, SizeError)
    if given.running is None:
        return given.make
    (place,) = places
    running = given.running
    if place.plain is not None:
        place.plain.join(running, frame.source, tree.at)
    return lambda env: given.make({**env, running: place.at(env)})


def read(quantity: Quantity, places: tuple[Place, ...], tree: Tree, frame: Frame) -> Maker:
    """An element of a tensor; sizes of plain indices are those of the places where they stand."""
    source, scope = frame.source, frame.scope
    count = len(quantity.labels)
    if len(places) != count + len(quantity.places):
        message = f"expected {count + len(quantity.places)} indices, as in {quantity.shape()}, found {len(places)}"
        raise source.error(tree.at, message, SizeError)
    labels, indices = places[:count], places[count:]
    for label, place in zip(quantity.labels, labels, strict=True):
        if place.plain is not None:
            if place.plain.known() is not None and place.plain.label != label:
                message = f"expected the label {label.index.name} in {quantity.shape()}, found {place.plain.what}"
                raise source.error(tree.at, message, SizeError)
            place.plain.settle(label.index.size, f"the label {label.index.name}", source, tree.at)
            place.plain.label = label
    if not any(earlier(place, frame, tree) for place in labels):
        frame.uses.setdefault(quantity.name)
    for own, place in zip(quantity.places, indices, strict=True):
        if place.plain is not None and place.plain.label is not None:
            raise source.error(tree.at, f"expected an index in {quantity.shape()}, found {place.plain.what}", SizeError)
        if place.plain is not None:
            place.plain.join(own, source, tree.at)

    def make(env: Env) -> Expression:
        tensor = scope.tensor(quantity.name)
        at = tuple(place.at(env) for place in indices)
        for size, position in zip(tensor.sizes, at, strict=True):
            check_inside(position, size, quantity, source, tree.at)
        return element(tensor, *at, labels=tuple(place.at(env) for place in labels))

    return make


def earlier(place: Place, frame: Frame, tree: Tree) -> bool:
    """Whether a label is that of the left side less a number, as in h[t - 1]: what was computed before.

    Raises:
        SpecError: it is that of the left side plus a number.
    """
    free = {frame.indices[name] for name in frame.free if name in frame.indices}
    if len(place.parts) != 1 or place.parts[0][0] not in free or place.parts[0][1] != 1:
        return False
    if isinstance(place.rest, int) and place.rest > 0:
        raise frame.source.error(tree.at, f"expected the same label or an earlier one, found {place.rest} later")
    return isinstance(place.rest, int) and place.rest < 0
