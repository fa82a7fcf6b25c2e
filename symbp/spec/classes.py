"""Targets given as class numbers: 2 stands for the row 0, 0, 1 of targets that add up to 1."""

from __future__ import annotations

from ..errors import SizeError, SpecError
from ..language import Extent, Network, Size, Tensor, distributions
from .name import shown
from .numbers import Sizes


def is_classes(value: object, tensor: Tensor, network: Network) -> bool:
    """Whether a list of numbers, or a single one, is given where the targets have one dimension more."""
    if tensor not in distributions(network):
        return False
    value = value.tolist() if hasattr(value, "tolist") else value
    if len(tensor.sizes) == 1:
        return isinstance(value, int) and not isinstance(value, bool)
    flat = isinstance(value, list | tuple) and not any(isinstance(entry, list | tuple) for entry in value)
    return flat and len(tensor.sizes) == 2


def one_hot(value: object, tensor: Tensor, network: Network, place: str, known: Sizes) -> object:
    """Rows or columns with a 1 at the class of each example, classes counted from 0.

    Raises:
        SizeError: nothing settles how many classes there are.
        SpecError: an entry that is no class.
    """
    value = value.tolist() if hasattr(value, "tolist") else value
    at = distributions(network)[tensor]
    count = number(tensor.sizes[at], known, place)
    given = value if isinstance(value, list | tuple) else [value]
    for n, entry in enumerate(given, start=1):
        if isinstance(entry, bool) or not isinstance(entry, int) or not 0 <= entry < count:
            raise SpecError(f"{place}, {n}: expected a class from 0 to {count - 1}, found {shown(entry)}")
    rows = [[int(entry == k) for k in range(count)] for entry in given]
    if len(tensor.sizes) == 1:
        return rows[0]
    return rows if at == 1 else [list(column) for column in zip(*rows, strict=True)]


def number(size: Extent, known: Sizes, place: str) -> int:
    """How many classes there are.

    Raises:
        SizeError: a symbol that no other numbers settle.
    """
    if isinstance(size, Size) and size not in known:
        raise SizeError(f"{place}: expected rows of numbers, found classes, but nothing tells how many there are")
    return known[size][0] if isinstance(size, Size) else size
