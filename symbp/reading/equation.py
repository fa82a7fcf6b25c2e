"""One equation: what stands on its left, what its right side reads, and what kind of step it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from ..errors import NameErrorInSpec, SpecError
from ..language import Element, Equation, Index, Role
from ..spec.table import Names
from .bind import bind
from .kind import kind
from .limits import bounded
from .names import mentioned_names, summed_names
from .position import Frame, Maker
from .scope import Quantity, Scope, cleaned
from .sizes import Variable
from .source import Source
from .text import read_formula
from .tree import Item, Name, Tree


@dataclass(frozen=True)
class Left:
    """The left side: a quantity at its formal labels and indices; `source` is where the right side stands."""

    name: str
    indices: Mapping[str, Variable]
    source: Source

    def of(self, source: Source) -> Left:
        """The same for the right side's text."""
        return replace(self, source=source)


@dataclass(frozen=True)
class Bound:
    """An equation of which all names are known.

    `uses` are the quantities that have to be computed before it; `mentioned` are all that it reads.
    """

    left: Left
    maker: Maker
    operation: str
    uses: frozenset[str]
    mentioned: frozenset[str]

    def make(self, scope: Scope, kept: bool) -> Equation:
        """The equation, once all sizes are known.

        Raises:
            SizeError: a size that is not known.
        """
        tensor = scope.tensor(self.left.name)
        formal = []
        for name, variable in self.left.indices.items():
            extent = variable.known()
            assert extent is not None
            formal.append(Index(name, extent, first=0 if variable.label is None else variable.label.index.first))
        env = dict(zip(self.left.indices.values(), formal, strict=True))
        body = self.maker(env)
        bounded(self.left.source, -1, body)
        if not body.terms:
            raise self.left.source.error(-1, "expected a formula, found one that is always 0")
        count = len(tensor.labels)
        return Equation(Element(tensor, tuple(formal[:count]), tuple(formal[count:])), body, self.operation, kept)


def read_left(key: object, place: str, scope: Scope, names: Names, defined: Names) -> Left:
    """What an equation defines, a quantity from now on.

    Raises:
        SpecError: it is no name with indices.
        NameErrorInSpec: it is defined twice, or has a role that is not computed.
    """
    source, tree = read_formula(key, place)
    if not isinstance(tree, Name | Item):
        raise source.error(tree.at, "expected what is defined, such as y or y[i], found a formula")
    name = cleaned(source, tree.at, tree.name)
    defined.take(name, place)
    found = scope.quantities.get(name)
    if found is None or found.role is not Role.INTERMEDIATE:
        names.take(name, place)
    indices = {}
    for position in tree.positions if isinstance(tree, Item) else ():
        index = formal_name(position, source, scope)
        if index in indices:
            raise source.error(position.at, f"expected different indices, found {index} twice", NameErrorInSpec)
        label = scope.labels.get(index)
        indices[index] = Variable(f"the index {index}", None if label is None else label.index.size, label)
    count = sum(variable.label is not None for variable in indices.values())
    labels = tuple(variable.label for variable in list(indices.values())[:count])
    if None in labels or (isinstance(tree, Item) and tree.labels not in (-1, count)):
        raise source.error(tree.at, "expected labels before all other indices, found another order")
    places = tuple(Variable(f"place {n} of {name}") for n in range(1, len(indices) - count + 1))
    quantity = Quantity(name, Role.INTERMEDIATE, places, labels, source, tree.at)  # type: ignore[arg-type]
    if found is not None and found.role is Role.INTERMEDIATE:
        quantity = declared_before(found, quantity)
    scope.quantities[name] = quantity
    for variable, own in zip(list(indices.values())[count:], quantity.places, strict=True):
        variable.join(own, source, tree.at)
    return Left(name, indices, source)


def declared_before(found: Quantity, quantity: Quantity) -> Quantity:
    """The declared quantity, if the left side has its shape."""
    if (len(found.places), found.labels) != (len(quantity.places), quantity.labels):
        message = f"expected {found.shape()} as it is declared, found {quantity.shape()}"
        raise quantity.source.error(quantity.at, message, SpecError)
    return found


def formal_name(position: Tree, source: Source, scope: Scope) -> str:
    """The name of a formal index.

    Raises:
        NameErrorInSpec: it is no name, or the name of something else.
    """
    if not isinstance(position, Name):
        raise source.error(position.at, "expected an index, such as i, on the left, found something else")
    name = cleaned(source, position.at, position.name)
    what = "size" if name in scope.sizes else "quantity" if name in scope.quantities else ""
    if what:
        raise source.error(position.at, f"expected an index, such as i, found the {what} {name}", NameErrorInSpec)
    return name


def bind_equation(left: Left, tree: Tree, scope: Scope) -> Bound:
    """The right side with every name looked up.

    Raises:
        SymbpError: anything in it that does not fit.
    """
    uses: dict[str, None] = {}
    frame = Frame(scope, left.source, left.indices, frozenset(left.indices), summed_names(tree), uses=uses)
    maker = bind(tree, frame)
    mentioned = {name for name in mentioned_names(tree) if name in scope.quantities}
    return Bound(left, maker, kind(tree), frozenset(uses), frozenset(mentioned | uses.keys()))
