"""An order in which everything comes after what it reads."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

T = TypeVar("T")


def after(items: Iterable[T], name: Callable[[T], Hashable], reads: Callable[[T], Iterable[Hashable]]) -> tuple[T, ...]:
    """The items, each after those that it reads, by their names; as they stand where nothing forbids it.

    Raises:
        ValueError: items that read each other, with one of them.
    """
    given = tuple(items)
    waiting = {name(item): item for item in given}
    done: dict[Hashable, T] = {}
    stack = [(item, False) for item in reversed(given)]
    begun: set[Hashable] = set()
    while stack:
        here, read = stack.pop()
        key = name(here)
        if key in done:
            continue
        if read:
            done[key] = here
        elif key in begun:
            raise ValueError(here)
        else:
            begun.add(key)
            below = [waiting[other] for other in reads(here) if other in waiting and other not in done]
            stack += [(here, True), *((other, False) for other in reversed(below))]
    return tuple(done.values())
