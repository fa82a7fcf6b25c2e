"""Class numbers in place of one-hot targets, in calls of a compiled network."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ..language import Extent, Network, Role, distributions


def class_targets(network: Network) -> Mapping[str, tuple[int, Extent, str, int]]:
    """The targets that may be given as classes: the place that counts them, their number, and an argument to tell it.

    The argument is the name of one with that size, and the place where it has it.
    """
    found = {}
    arguments = network.with_role(Role.PARAMETER, Role.INPUT)
    for tensor, place in distributions(network).items():
        size = tensor.sizes[place]
        other = next((argument for argument in arguments if size in argument.sizes), None)
        if len(tensor.sizes) == 2 and (isinstance(size, int) or other is not None):
            where = (other.name, other.sizes.index(size)) if other is not None else ("", 0)
            found[tensor.name] = (place, size, *where)
    return found


def spread(value: Any, place: int, count: int) -> Any:
    """Whole numbers, one for each example, as rows or columns with a single 1; anything else as it is.

    Raises:
        ValueError: a number that is no class.
    """
    import numpy as np

    given = np.asarray(value)
    if given.ndim != 1 or not np.issubdtype(given.dtype, np.integer):
        return value
    if given.size and not 0 <= given.min() <= given.max() < count:
        raise ValueError(f"expected classes from 0 to {count - 1}, found {given.min()} to {given.max()}")
    rows = np.eye(count)[given]
    return rows if place == 1 else rows.T


def spread_all(
    classes: Mapping[str, tuple[int, Extent, str, int]], names: Sequence[str], given: Sequence[Any]
) -> list[Any]:
    """The arguments, classes spread out where they are given."""
    import numpy as np

    arguments = dict(zip(names, given, strict=True))
    for name, (place, size, other, axis) in classes.items():
        count = size if isinstance(size, int) else np.shape(arguments[other])[axis]
        arguments[name] = spread(arguments[name], place, count)
    return list(arguments.values())
