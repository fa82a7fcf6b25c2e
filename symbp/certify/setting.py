"""Concrete sizes in place of symbolic ones."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from symbp.language import Affine, Extent, Index, Position, Size, node

Slots = dict[Index, int]
Place = Callable[["Setting", list[int]], int]
OUTSIDE = 2  # a width at a label outside its range; every element there is 0


class Unbound(Exception):
    """An index that nothing binds; the text is its name.  It never leaves the certificate."""


@node
class Setting:
    """A number for every symbolic size, by name and labels, and for integer sizes that are too large as they stand."""

    sizes: tuple[tuple[tuple[str, tuple[int, ...]], int], ...] = ()
    stand_ins: tuple[tuple[int, int], ...] = ()

    @cached_property
    def by_name(self) -> dict[tuple[str, tuple[int, ...]], int]:
        """The sizes to look up."""
        return dict(self.sizes)

    @cached_property
    def by_number(self) -> dict[int, int]:
        """The stand-ins to look up."""
        return dict(self.stand_ins)

    def size(self, name: str, labels: tuple[int, ...]) -> int:
        """The number for a symbolic size."""
        return self.by_name.get((name, labels), OUTSIDE)

    def integer(self, size: int) -> int:
        """The number for an integer size."""
        return self.by_number.get(size, size)


def position(at: Position, slots: Slots) -> Place:
    """A position as a function of a setting and the values of the indices.

    Raises:
        Unbound: it mentions an index that has no slot.
    """
    if isinstance(at, int):
        return lambda setting, env: at
    if isinstance(at, Index):
        if at not in slots:
            raise Unbound(at.name)
        slot = slots[at]
        return lambda setting, env: env[slot]
    if isinstance(at, Size):
        name, labels = at.name, tuple(position(label, slots) for label in at.labels)
        return lambda setting, env: setting.size(name, tuple(label(setting, env) for label in labels))
    assert isinstance(at, Affine)
    parts = tuple((position(symbol, slots), multiple) for symbol, multiple in at.terms)
    offset = at.offset
    return lambda setting, env: offset + sum(multiple * part(setting, env) for part, multiple in parts)


def extent(size: Extent, slots: Slots) -> Place:
    """A size as a function of a setting and the values of the indices."""
    if isinstance(size, int):
        return lambda setting, env: setting.integer(size)
    return position(size, slots)


def key(at: tuple[Position, ...], slots: Slots) -> Callable[[Setting, list[int]], tuple[int, ...]]:
    """Several positions at once; plain indices, the usual case, without a call for each."""
    places = tuple(position(p, slots) for p in at)
    plain = tuple(slots[p] for p in at if isinstance(p, Index))
    if len(plain) < len(at):
        return lambda setting, env: tuple(place(setting, env) for place in places)
    if not at:
        return lambda setting, env: ()
    first = plain[0]
    if len(at) == 1:
        return lambda setting, env: (env[first],)
    if len(at) == 2:
        second = plain[1]
        return lambda setting, env: (env[first], env[second])
    return lambda setting, env: tuple(env[slot] for slot in plain)
