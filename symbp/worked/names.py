"""What every single element of a network is called: by the reader's name, else by its tensor and place."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from math import prod

from ..errors import NameErrorInSpec, SizeError
from ..language import Extent, Network, Size, Tensor, Value

MOST = 3_000  # single elements that one can still call a worked example
Sizes = dict[Size, int]
Singles = dict[tuple[str, tuple[int, ...]], Tensor]
"""Single elements by tensor and place: labels, then indices, all counted from 0."""


def known_sizes(network: Network) -> Sizes:
    """The symbolic sizes that the numbers settle: the length of the inputs, of the targets, of a matrix."""
    values = network.values()
    found: Sizes = {}
    for tensor in network.tensors():
        value: Value = values.get(tensor.name, ())
        for size in all_sizes(tensor) if tensor.name in values else ():
            assert isinstance(value, tuple)
            if isinstance(size, Size):
                found.setdefault(size, len(value))
            value = value[0] if value else ()
    return found


def all_sizes(tensor: Tensor) -> tuple[Extent, ...]:
    """The sizes of a tensor's labels, then its own."""
    return (*(label.index.size for label in tensor.labels), *tensor.sizes)


def shape(tensor: Tensor, sizes: Sizes) -> tuple[int, ...]:
    """All sizes as numbers.

    Raises:
        SizeError: one is a symbol that nothing settles.
    """
    return tuple(extent(size, sizes) for size in all_sizes(tensor))


def extent(size: Extent, sizes: Sizes) -> int:
    """A size as a number.

    Raises:
        SizeError: it is a symbol that nothing settles.
    """
    if isinstance(size, int):
        return size
    if size not in sizes:
        raise SizeError(
            f"expected a number for the size {size.name}, found none; give sizes or numbers to spell it out"
        )
    return sizes[size]


def places(tensor: Tensor, sizes: Sizes) -> Iterator[tuple[int, ...]]:
    """The place of every element, in reading order."""
    return product(*map(range, shape(tensor, sizes)))


def count_elements(network: Network, sizes: Sizes) -> int | None:
    """How many single elements the network has; None where a size is settled by nothing."""
    extents = [[sizes.get(s) if isinstance(s, Size) else s for s in all_sizes(t)] for t in network.tensors()]
    if any(size is None for shape in extents for size in shape):
        return None
    return sum(prod(size for size in shape if size is not None) for shape in extents)


def check_small(network: Network, sizes: Sizes) -> None:
    """The network has few enough elements to spell out.

    Raises:
        SizeError: it has too many, layers without a number, or a size that nothing settles.
    """
    if any(isinstance(size, Size) and size.labels for tensor in network.tensors() for size in all_sizes(tensor)):
        raise SizeError(f"{network.name}: a network of any number of layers cannot be spelled out unit by unit")
    for tensor in network.tensors():
        shape(tensor, sizes)  # raises where nothing settles a size
    count = count_elements(network, sizes)
    if count is not None and count > MOST:
        raise SizeError(f"{network.name}: expected at most {MOST} single elements to spell out, found {count}")


def name_elements(network: Network, sizes: Sizes) -> Singles:
    """Every element as a tensor of its own, without indices; elements of one name are one tensor.

    Raises:
        NameErrorInSpec: a reader's name that another element has by itself.
        SizeError: too many elements.
    """
    check_small(network, sizes)
    given = dict(network.element_names)
    found: Singles = {}
    taken: dict[str, bool] = {}
    for tensor in network.tensors():
        for at in places(tensor, sizes):
            named = (tensor.name, at) in given
            single = Tensor(given[tensor.name, at], (), tensor.role) if named else spelled(tensor, at)
            if single.name in taken and not (named and taken[single.name]):
                raise NameErrorInSpec(f"{network.name}: the name {single.name} is defined twice, once by symbp itself")
            taken[single.name] = named
            found[tensor.name, at] = single
    return found


def spelled(tensor: Tensor, at: tuple[int, ...]) -> Tensor:
    """The element under the tensor's name, counted from 1."""
    if not at:
        return tensor
    numbers = [str(n + 1) for n in at]
    below = ("" if all(len(n) == 1 for n in numbers) else ",").join(numbers)
    name = "_".join([tensor.name, *numbers])
    return Tensor(name, (), tensor.role, letter=tensor.letter, mark=tensor.mark, below=below if tensor.letter else "")
