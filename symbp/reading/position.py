"""What stands in brackets: an index, a place, or integer multiples of them added up, such as 2*i - p."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from ..errors import NameErrorInSpec, SizeError, SymbpError
from ..language import Expression, Extent, Position, affine, multiples, plus
from .scope import Quantity, Scope, cleaned
from .sizes import Variable, show
from .source import Source
from .tree import Name, Negative, Number, Plus, Power, Times, Tree, Whole

Env = Mapping[Variable, Position]
Maker = Callable[[Env], Expression]
"""Makes an expression once all sizes are known, for these values of the indices."""

LARGEST = 1_000_000


@dataclass(frozen=True)
class Argument:
    """What a parameter of a definition stands for: a number, or a vector whose place is `running`."""

    make: Maker
    running: Variable | None = None


@dataclass(frozen=True)
class Frame:
    """What names mean at one place of one formula; `uses` collects the quantities that it reads.

    `indices` are those on the left and those summed over; `free` are the names on the left.  `summed` are all names
    that the formula sums over anywhere.  `running` is what the colon stands for.  Inside a definition, `arguments` are
    what its parameters stand for, and `width` is the name and the size of its vectors.
    """

    scope: Scope
    source: Source
    indices: Mapping[str, Variable] = field(default_factory=dict)
    free: frozenset[str] = frozenset()
    summed: frozenset[str] = frozenset()
    running: Variable | None = None
    uses: dict[str, None] = field(default_factory=dict)
    arguments: Mapping[str, Argument] = field(default_factory=dict)
    width: tuple[str, Variable] | None = None


@dataclass(frozen=True)
class Place:
    """A position: multiples of indices, and what does not depend on any."""

    parts: tuple[tuple[Variable, int], ...]
    rest: Position = 0

    @property
    def plain(self) -> Variable | None:
        """The index, if the position is nothing else."""
        return self.parts[0][0] if len(self.parts) == 1 and self.parts[0][1] == 1 and self.rest == 0 else None

    def at(self, env: Env) -> Position:
        """The position where the indices have these values."""
        found = self.rest
        for variable, times in self.parts:
            found = plus(found, env[variable], times)
        return found


def read_place(tree: Tree, frame: Frame) -> Place:
    """The position that a tree describes.

    Raises:
        SpecError: it is not of the form that positions have.
        NameErrorInSpec: an index that is neither on the left nor summed over.
    """
    parts: dict[Variable, int] = {}
    rest = add(tree, 1, frame, parts)
    return Place(tuple((variable, times) for variable, times in parts.items() if times), rest)


def add(tree: Tree, times: int, frame: Frame, parts: dict[Variable, int]) -> Position:
    """Add a multiple of a tree to the parts; what does not depend on an index is returned."""
    if isinstance(tree, Plus):
        rest: Position = 0
        for part in tree.parts:
            rest = plus(rest, add(part, times, frame, parts))
        return rest
    if isinstance(tree, Negative):
        return add(tree.of, -times, frame, parts)
    if isinstance(tree, Times):
        return add_product(tree, times, frame, parts)
    if isinstance(tree, Number):
        return times * integer(tree, frame.source)
    if isinstance(tree, Name):
        name = cleaned(frame.source, tree.at, tree.name)
        if name in frame.indices:
            variable = frame.indices[name]
            parts[variable] = parts.get(variable, 0) + times
            return 0
        if name in frame.scope.sizes:
            size = frame.scope.sizes[name]
            return times * size if isinstance(size, int) else affine({size: times})
        raise stray(name, tree.at, frame)
    if isinstance(tree, Whole) and frame.running is not None:
        parts[frame.running] = parts.get(frame.running, 0) + times
        return 0
    if isinstance(tree, Whole):
        raise frame.source.error(tree.at, "expected an index, found a colon outside an operation on a whole vector")
    raise odd(tree, frame.source)


def add_product(tree: Times, times: int, frame: Frame, parts: dict[Variable, int]) -> Position:
    """A product of which all parts but one are integers."""
    others: list[Tree] = []
    for part, divides in tree.parts:
        value = known_integer(part, frame)
        if divides:
            raise odd(tree, frame.source)
        if value is None:
            others.append(part)
        else:
            times *= value
    if len(others) > 1 or abs(times) > LARGEST:
        raise odd(tree, frame.source)
    return add(others[0], times, frame, parts) if others else times


def known_integer(tree: Tree, frame: Frame) -> int | None:
    """The integer that a tree is: written as one, its negative, or a size with a number."""
    if isinstance(tree, Negative):
        inner = known_integer(tree.of, frame)
        return None if inner is None else -inner
    if isinstance(tree, Number):
        return integer(tree, frame.source)
    if isinstance(tree, Name) and tree.name not in frame.indices:
        found = frame.scope.sizes.get(cleaned(frame.source, tree.at, tree.name))
        return found if isinstance(found, int) else None
    return None


def integer(tree: Number, source: Source) -> int:
    """A whole number of a size that positions have."""
    if tree.value.denominator != 1 or abs(tree.value) > LARGEST:
        raise source.error(
            tree.at, f"expected a whole number up to {LARGEST} in brackets, found {str(tree.value)[:40]}"
        )
    return int(tree.value)


def odd(tree: Tree, source: Source) -> SymbpError:
    """The error about what cannot stand in brackets."""
    what = "a power" if isinstance(tree, Power) else "something else"
    return source.error(tree.at, f"expected an index or whole multiples added up, such as 2*i - 1, found {what}")


def stray(name: str, at: int, frame: Frame) -> SymbpError:
    """The error about an index that means nothing here."""
    if name in frame.summed:
        message = f"expected {name} inside the sum only, found it free: an index is summed over or free, never both"
    elif name in frame.scope.quantities:
        message = f"expected an index, found the quantity {name}"
    else:
        known = tuple(frame.indices)
        hint = f"; the indices here are {', '.join(known)}" if known else "; there is none on the left"
        message = f"the index {name} is neither on the left nor summed over{hint}"
    return frame.source.error(at, message, NameErrorInSpec)


def check_inside(position: Position, extent: Extent, quantity: Quantity, source: Source, at: int) -> None:
    """A place that depends on no index lies in the tensor.

    Raises:
        SizeError: it does not, so the element would always be 0.
    """
    terms, offset = multiples(position)
    above, most = multiples(plus(position, extent, -1))
    if (not terms and offset < 0) or (not above and most >= 0):
        last = extent - 1 if isinstance(extent, int) else f"{show(extent)} - 1"
        found = offset if not terms else "one beyond"
        raise source.error(at, f"expected a place of {quantity.shape()} from 0 to {last}, found {found}", SizeError)
