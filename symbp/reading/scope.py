"""What the names of a file mean: sizes, labels, quantities and functions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count

from ..errors import NameErrorInSpec, SizeError, SymbpError
from ..language import (
    Expression,
    Extent,
    Function,
    Index,
    Label,
    Role,
    Tensor,
)
from ..spec.name import clean_name, nearest, shown
from .limits import ALL_NODES, DEPTH
from .sizes import Variable
from .source import Source
from .tree import Tree

BOUND = 1_000_000  # bound indices carry serial numbers from here on, which no derivation reaches


NOWHERE = Source("")


@dataclass(frozen=True)
class Arbitrary:
    """A function without a formula, of one number or of whole tensors."""

    name: str


@dataclass(frozen=True)
class Vector:
    """An operation on `count` whole vectors of one size: `formula(z, ..., index)` is its output at an index."""

    name: str
    formula: Callable[..., Expression]
    count: int = 1


@dataclass(frozen=True)
class Part:
    """A loss or a penalty of `count` numbers: of an output and its target, or of a weight."""

    name: str
    part: Callable[..., Expression]
    count: int


@dataclass(frozen=True)
class Macro:
    """A user's definition that is written out where it is used: of numbers, or of vectors and read at an index.

    `size` is the name of the size that the vectors and the index run over.
    """

    name: str
    parameters: tuple[str, ...]
    body: Tree
    source: Source
    index: str = ""
    size: str = "n"


Meaning = Function | Arbitrary | Vector | Part | Macro


@dataclass
class Quantity:
    """A tensor of which the sizes may not be known yet."""

    name: str
    role: Role
    places: tuple[Variable, ...] = ()
    labels: tuple[Label, ...] = ()
    source: Source = NOWHERE
    at: int = -1

    def shape(self) -> str:
        """The name with its sizes, as it would be declared."""
        labels = [label.index.name for label in self.labels]
        sizes = [describe(place) for place in self.places]
        inner = "; ".join(filter(None, [", ".join(labels), ", ".join(sizes)]))
        return f"{self.name}[{inner}]" if inner else self.name


def describe(place: Variable) -> str:
    """The size of a place, a question mark where it is not known."""
    found = place.known()
    if found is None:
        return "?"
    return str(found) if isinstance(found, int) else found.name


@dataclass
class Scope:
    """Every name of a file; those of functions are apart, since only they stand before a parenthesis."""

    sizes: dict[str, Extent] = field(default_factory=dict)
    labels: dict[str, Label] = field(default_factory=dict)
    quantities: dict[str, Quantity] = field(default_factory=dict)
    functions: Mapping[str, Meaning] = field(default_factory=dict)
    serials: Iterator[int] = field(default_factory=lambda: count(BOUND))
    _tensors: dict[str, Tensor] = field(default_factory=dict)
    _steps: int = 0
    _depth: int = 0

    def enter(self, source: Source, at: int) -> None:
        """One part more is looked at, definitions written out.

        Raises:
            SpecError: there are too many in all, or too many inside each other.
        """
        self._steps += 1
        self._depth += 1
        if self._steps > ALL_NODES:
            raise source.error(at, f"expected at most {ALL_NODES} numbers, names and signs in all, found more")
        if self._depth > DEPTH:
            raise source.error(at, f"expected at most {DEPTH} operations inside each other, found more")

    def leave(self) -> None:
        """The part is done."""
        self._depth -= 1

    def bound(self, name: str, extent: Extent, first: int = 0) -> Index:
        """A bound index that nothing else uses."""
        return Index(name, extent, next(self.serials), first)

    def tensor(self, name: str) -> Tensor:
        """The tensor of a quantity, once all sizes are known.

        Raises:
            SizeError: one of them is not.
        """
        found = self._tensors.get(name)
        if found is None:
            quantity = self.quantities[name]
            sizes: list[Extent] = []
            for place in quantity.places:
                extent = place.known()
                if extent is None:
                    raise quantity.source.error(
                        quantity.at,
                        f"expected a size for {place.what}, found none; declare it, as in quantities = "
                        f'["{name}[{", ".join("n" for _ in quantity.places)}]"]',
                        SizeError,
                    )
                sizes.append(extent)
            found = self._tensors[name] = Tensor(name, tuple(sizes), quantity.role, quantity.labels)
        return found

    def known(self) -> tuple[str, ...]:
        """Every name but those of functions."""
        return (*self.quantities, *self.sizes)

    def unknown(self, source: Source, at: int, name: str) -> SymbpError:
        """The error about a name that nobody knows."""
        if name in self.functions:
            return source.error(
                at, f"expected a quantity, found the function {name} without an argument", NameErrorInSpec
            )
        return source.error(at, f"unknown name {name}; {nearest(name, self.known())}", NameErrorInSpec)

    def unknown_function(self, source: Source, at: int, name: str) -> SymbpError:
        """The error about a function that nobody knows."""
        if name in self.known():
            message = f"expected a function, found the quantity {name}; a product is written {name}*(...)"
            return source.error(at, message, NameErrorInSpec)
        known = (*self.functions, "Sum", "Mean", "sqrt", "max", "min")
        return source.error(at, f"unknown function {name}; {nearest(name, known)}", NameErrorInSpec)


def cleaned(source: Source, at: int, name: str) -> str:
    """A name in the form in which it is kept.

    Raises:
        NameErrorInSpec: it is not of the form that names have.
    """
    try:
        return clean_name(name, "")
    except NameErrorInSpec as error:
        message = str(error).removeprefix(": ")
        raise source.error(
            at, message if message else f"expected a name, found {shown(name)}", NameErrorInSpec
        ) from None
