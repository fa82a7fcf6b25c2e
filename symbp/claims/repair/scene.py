"""What a rule may put in: the quantities beside those of a formula, the slopes of its units, the letters at hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from ...certify.world import Node
from ...language import Apply, Element, Function, Network, Tensor, adjoint
from ..equivalence.places import singles, subject_tensor
from ..equivalence.traits import rank
from ..tree import Call, Letter, Product, Ref, Slope, Sum, Times, Tree
from ..walk import bare, walk

Unit = tuple[Tensor, Tensor, Function]
"""An output, what enters, and the activation between them."""


@dataclass(frozen=True)
class Scene:
    """A wrong formula beside its quantity, in a network."""

    network: Network
    subject: Ref | Slope
    formula: Tree

    @cached_property
    def refs(self) -> tuple[Ref, ...]:
        """All quantities of both sides, each once."""
        found = (part for tree in (self.formula, self.subject) for part in walk(tree) if isinstance(part, Ref))
        return tuple({bare(ref): ref for ref in found}.values())

    @cached_property
    def letters(self) -> tuple[str, ...]:
        """The letters of indices on both sides."""
        indices = (index for ref in self.refs for index in ref.indices)
        return tuple(dict.fromkeys(part.name for index in indices for part in walk(index) if isinstance(part, Letter)))

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """Every activation of the network."""
        found = []
        for equation in self.network.equations:
            terms = equation.body.terms
            base = terms[0].factors[0][0] if len(terms) == 1 and len(terms[0].factors) == 1 else None
            inner = base.argument.terms if isinstance(base, Apply) and not base.function.elementary else ()
            entering = inner[0].factors[0][0] if len(inner) == 1 and len(inner[0].factors) == 1 else None
            if isinstance(base, Apply) and isinstance(entering, Element):
                found.append((equation.tensor, entering.tensor, base.function))
        return tuple(found)

    @cached_property
    def slopes(self) -> tuple[tuple[Ref, Ref, Call], ...]:
        """Output, what enters, and slope of every unit that either side speaks of."""
        found = {}
        for ref in self.refs:
            for output, entering, function in self.units:
                if subject_tensor(ref) in (output, entering):
                    above, below = self.beside(ref, output), self.beside(ref, entering)
                    if above is not None and below is not None:
                        found[bare(below)] = (above, below, Call(function.name, (below,), 1))
        return tuple(found.values())

    @cached_property
    def others(self) -> tuple[Ref, ...]:
        """Every quantity that a factor may be: single numbers by name, whole tensors, and those at the letters here."""
        named = [self.ref(name) for name, place in self.named.items() if place[0] != self.network.loss.name]
        indexed = [
            Ref(tensor, ref.indices, example=ref.example)
            for ref in self.refs
            if not ref.single
            for tensor in self.network.tensors()
            if same_kind(tensor, subject_tensor(ref)) and tensor != self.network.loss
        ]
        entering = {below for _, below, _ in self.units}
        entering |= {ref.tensor.of for ref in self.refs if ref.tensor.of is not None}
        errors = [replace(ref, tensor=adjoint(ref.tensor)) for ref in (*named, *indexed) if ref.tensor in entering]
        return tuple(dict.fromkeys((*named, *indexed, *errors)))

    @cached_property
    def named(self) -> dict[str, Node]:
        """The place of every number that either side could call by a name of its own."""
        single: dict[str, Node] = {
            tensor.name: (tensor.name, ()) for tensor in self.network.tensors() if not rank(Ref(tensor))
        }
        return {**singles(self.network), **single} if any(ref.single for ref in self.refs) else single

    def ref(self, name: str) -> Ref:
        """The number of that name."""
        tensor = self.tensors[self.named[name][0]]
        return Ref(tensor, single=name if rank(Ref(tensor)) else "")

    @cached_property
    def tensors(self) -> dict[str, Tensor]:
        """The network's tensors by name."""
        return {tensor.name: tensor for tensor in self.network.tensors()}

    def beside(self, ref: Ref, tensor: Tensor) -> Ref | None:
        """The element of another tensor at the same place."""
        if not ref.single:
            return Ref(tensor, ref.indices, example=ref.example)
        _, at = self.named.get(ref.single, ("", ()))
        return next((self.ref(name) for name, place in self.named.items() if place == (tensor.name, at)), None)


def same_kind(one: Tensor, other: Tensor) -> bool:
    """Whether two tensors have as many labels and as many indices."""
    return len(one.labels) == len(other.labels) and len(one.sizes) == len(other.sizes)


def is_whole(tree: Tree) -> bool:
    """Whether a vector or a matrix stands in it as a whole."""
    return any(
        isinstance(part, Ref)
        and not part.single
        and len(part.indices) < len(subject_tensor(part).labels) + len(subject_tensor(part).sizes)
        for part in walk(tree)
    )


def speaks_of(tree: Tree) -> set[Ref]:
    """The quantities in a formula."""
    return {bare(part) for part in walk(tree) if isinstance(part, Ref)}


def slopes_written(tree: Product) -> Iterator[tuple[Ref, int, int]]:
    """The factors a and 1 - a of a product, by their places."""
    for plain, ref in enumerate(tree.parts):
        for other, factor in enumerate(tree.parts):
            if isinstance(ref, Ref) and isinstance(factor, Sum) and speaks_of(factor) == {bare(ref)}:
                yield ref, plain, other


def kind_of_product(*factors: Tree) -> Times:
    """Entry by entry where there are vectors, else plain."""
    return Times.HADAMARD if any(is_whole(factor) for factor in factors) else Times.PLAIN


def outputs_in(tree: Tree, scene: Scene) -> Iterator[tuple[Ref, Call]]:
    """The outputs of units in a formula, each with its slope."""
    here = speaks_of(tree)
    for output, _, slope in scene.slopes:
        if bare(output) in here:
            yield output, slope
