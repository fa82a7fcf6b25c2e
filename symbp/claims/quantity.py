"""What a claim is about: its left side as quantities of the spelled-out network, one or an array of them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..errors import SpecError
from ..language import Network, Role, Size, Tensor, remember
from ..update import own
from ..worked import spell_out
from ..worked.names import Singles, known_sizes, name_elements, shape
from .change import changed
from .index import known
from .records import Quantity
from .tree import Letter, Ref, Slope, Transpose, Tree

Array = NDArray[Any]
MOST = 3_000  # numbers that one claim may be about


@dataclass(frozen=True)
class Spelled:
    """A network in single numbers, and where each of them stands in the tensors that it was written with."""

    network: Network
    singles: Singles
    shapes: dict[str, tuple[int, ...]]
    by_name: dict[str, Tensor]
    example: Size | None = None

    def whole(self, tensor: Tensor) -> Array:
        """All elements of a tensor, labels first; the single number itself where it has no sizes."""
        extents = self.shapes.get(tensor.name)
        if extents is None:
            return filled((), [self.single(tensor.name)])
        return filled(extents, [self.singles[tensor.name, at] for at in product(*map(range, extents))])

    def single(self, name: str) -> Tensor:
        """The number of that name.

        Raises:
            SpecError: there is none.
        """
        if name not in self.by_name:
            raise SpecError(f"expected a quantity of the network, found {name}, which has no number of its own")
        return self.by_name[name]


@remember
def spelled(network: Network) -> Spelled:
    """The network in single numbers, whether it was written so or not.

    Raises:
        SizeError: a size that nothing settles, or too many elements.
    """
    sizes = known_sizes(network)
    singles = name_elements(network, sizes)
    whole = any(tensor.sizes or tensor.labels for tensor in network.tensors()) or bool(network.element_names)
    flat = spell_out(network) if whole else network
    names = {tensor.name: tensor for tensor in flat.tensors()}
    singles = {at: names.get(tensor.name, tensor) for at, tensor in singles.items()}
    return Spelled(flat, singles, {t.name: shape(t, sizes) for t in network.tensors()}, names, examples(network))


def examples(network: Network) -> Size | None:
    """The size that counts examples: the network's own, else one that data have and parameters do not."""
    if network.example is not None:
        return network.example.size if isinstance(network.example.size, Size) else None
    shared = {size for tensor in network.with_role(Role.PARAMETER, Role.CONSTANT) for size in tensor.sizes}
    data = [size for tensor in network.with_role(Role.INPUT, Role.TARGET) for size in tensor.sizes]
    return next((size for size in data if isinstance(size, Size) and size not in shared), None)


def filled(extents: tuple[int, ...], entries: list[Any]) -> Array:
    """An array of records."""
    found = np.empty(extents, dtype=object)
    found[...] = np.array([*entries, None], dtype=object)[:-1].reshape(extents)
    return found


def resolve(tree: Tree, network: Network) -> Array:
    """The quantities that a Ref or Slope means: an array without axes for one number.

    Free letters and whole tensors span axes, those of what is differentiated first.  A letter that stands twice means
    the diagonal.

    Raises:
        SpecError: it is no quantity, an index lies outside, or it means too many numbers.
    """
    if isinstance(tree, Transpose):
        return resolve(tree.of, network).T
    made = spelled(network)
    parameter = changed(tree)
    if parameter is not None:
        return spread(*elements_of(parameter, made), lambda of: Quantity(of, step=True))
    if isinstance(tree, Ref):
        entries, letters = elements_of(tree, made)
        if is_adjoint(tree.tensor):
            return spread(entries, letters, lambda of: Quantity(made.network.loss, of, updates=tree.updates))
        if tree.state:
            return spread(entries, letters, lambda of: Quantity(own(tree.state, of), updates=max(0, tree.updates or 1)))
        return spread(entries, letters, lambda of: Quantity(of, updates=tree.updates))
    if isinstance(tree, Slope):
        return slopes(tree, made)
    raise SpecError("expected a quantity or a derivative, found a formula")


def slopes(tree: Slope, made: Spelled) -> Array:
    """Every derivative of one quantity by another."""
    if tree.again is not None or is_adjoint(tree.of.tensor) or tree.of.state or tree.by.state:
        kind = "one of what an update carries on" if tree.of.state or tree.by.state else "a second one"
        raise SpecError(f"expected a first derivative, found {kind}")
    (of, upper), (by, lower) = elements_of(tree.of, made), elements_of(tree.by, made)
    through = tuple(elements_of(ref, made)[0].item() for ref in tree.through)
    updates = max(tree.of.updates, tree.by.updates)
    if of.size * by.size > MOST:
        raise SpecError(f"expected at most {MOST} derivatives in one claim, found {of.size * by.size}")
    pairs = [Quantity(a, b, through, tree.local, updates) for a in of.flat for b in by.flat]
    return spread(filled(of.shape + by.shape, pairs), upper + lower, lambda pair: pair)


def spread(entries: Array, letters: tuple[str, ...], make: Any) -> Array:
    """A record for each entry; axes of one letter are one axis, at the place of the first."""
    seen = [letter or f"[{axis}]" for axis, letter in enumerate(letters)]
    order = list(dict.fromkeys(seen))
    if len(order) < len(seen):
        lengths = {letter: entries.shape[axis] for axis, letter in enumerate(seen)}
        if any(entries.shape[axis] != lengths[letter] for axis, letter in enumerate(seen)):
            raise SpecError("expected an index to run over one size, found two")
        extents = tuple(lengths[letter] for letter in order)
        places = product(*map(range, extents))
        found = [entries[tuple(at[order.index(letter)] for letter in seen)] for at in places]
        entries = filled(extents, found)
    return filled(entries.shape, [make(entry) for entry in entries.flat])


def is_adjoint(tensor: Tensor) -> bool:
    """Whether it stands for derivatives of the loss."""
    return tensor.role is Role.ADJOINT and tensor.of is not None


def elements_of(ref: Ref, made: Spelled) -> tuple[Array, tuple[str, ...]]:
    """The single numbers that a Ref means, and the letter of every axis that is left ("" where none is written)."""
    if ref.single:
        return filled((), [made.single(ref.single)]), ()
    tensor = ref.tensor.of if is_adjoint(ref.tensor) and ref.tensor.of is not None else ref.tensor
    entries = made.whole(tensor)
    indices: list[Tree] = list(ref.indices)
    if ref.example is not None:
        indices = with_example(indices, ref.example, tensor, made)
    if len(indices) > entries.ndim:
        raise SpecError(f"expected at most {entries.ndim} indices for {tensor.name}, found {len(indices)}")
    letters: list[str] = []
    chosen: list[int | slice] = []
    for axis, index in enumerate(indices):
        place = known(index)
        if place is None:
            letters.append(index.name if isinstance(index, Letter) and index.name != ":" else "")
            chosen.append(slice(None))
        elif not 1 <= place <= entries.shape[axis]:
            raise SpecError(f"expected an index of {tensor.name} from 1 to {entries.shape[axis]}, found {place}")
        else:
            chosen.append(place - 1)
    letters += [""] * (entries.ndim - len(indices))
    left = entries[tuple(chosen)] if chosen else entries
    return (left if isinstance(left, np.ndarray) else filled((), [left])), tuple(letters)


def with_example(indices: list[Tree], example: Tree, tensor: Tensor, made: Spelled) -> list[Tree]:
    """The indices with that of the example at its own place."""
    axis = example_axis(tensor, made)
    if axis is None:
        return indices
    padded = indices + [Letter(":")] * (len(made.shapes[tensor.name]) - 1 - len(indices))
    return [*padded[:axis], example, *padded[axis:]]


def example_axis(tensor: Tensor, made: Spelled) -> int | None:
    """The axis that counts examples; None for what all examples share."""
    example = made.example
    if example is None or example not in tensor.sizes:
        return None
    return len(tensor.labels) + tensor.sizes.index(example)
