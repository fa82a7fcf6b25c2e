"""The free indices of a quantity, and all values they take at a setting."""

from __future__ import annotations

from collections.abc import Iterator

from symbp.language import Case, Element, Index, Partial, Position, Size, Tensor, indices_in

from .plan import Plan
from .setting import Setting, extent, position
from .view import Key


def free_indices(quantity: Element | Partial, case: Case | None) -> tuple[Index, ...]:
    """The free indices, each after the ones its size depends on."""
    found: dict[Index, None] = {}

    def add(index: Index) -> None:
        for label in index.size.labels if isinstance(index.size, Size) else ():
            look(label)
        found.setdefault(index)

    def look(at: Position) -> None:
        for index in sorted(indices_in(at), key=lambda i: (i.name, i.serial)):
            add(index)
        if isinstance(at, Size):
            for label in at.labels:
                look(label)

    if case is not None:
        add(case.label)
    for one in parts(quantity):
        for at in one.labels + one.indices:
            look(at)
    return tuple(found)


def parts(quantity: Element | Partial) -> tuple[Element, ...]:
    """The elements that a quantity is about."""
    return (quantity.of, quantity.by) if isinstance(quantity, Partial) else (quantity,)


def points(
    plan: Plan, quantity: Element | Partial, case: Case | None, free: tuple[Index, ...], setting: Setting
) -> list[Key]:
    """All values of the free indices for which the quantity exists and the case holds."""
    slots = {index: slot for slot, index in enumerate(free)}
    allowed = list(values(free, 0, slots, setting, []))
    for one in parts(quantity):
        tensor = one.tensor.of if one.tensor.of is not None else one.tensor
        places = tuple(position(p, slots) for p in one.labels + one.indices)
        allowed = [at for at in allowed if exists(plan, tensor, setting, tuple(p(setting, at) for p in places))]
    if case is not None:
        wanted = case.value
        others = [c.value for c in plan.network.cases if c.label == case.label and c.value is not None]
        chosen = [position(value, slots) for value in (others if wanted is None else [wanted])]
        slot = slots[case.label]
        allowed = [at for at in allowed if (at[slot] in [p(setting, at) for p in chosen]) == (wanted is not None)]
    return [tuple(at) for at in allowed]


def exists(plan: Plan, tensor: Tensor, setting: Setting, at: Key) -> bool:
    """Whether a tensor has an element there."""
    return plan.within(tensor, setting, at)


def values(
    free: tuple[Index, ...], done: int, slots: dict[Index, int], setting: Setting, at: list[int]
) -> Iterator[list[int]]:
    """Every combination, later sizes depending on earlier values."""
    if done == len(free):
        yield list(at)
        return
    index = free[done]
    for value in range(index.first, index.first + extent(index.size, slots)(setting, at)):
        yield from values(free, done + 1, slots, setting, [*at, value])
