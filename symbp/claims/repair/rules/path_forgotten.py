"""One of the ways to the loss is left out: a term of the sum over all that a quantity goes into."""

from __future__ import annotations

from collections.abc import Iterator

from ...equivalence.places import subject_tensor
from ...equivalence.samples import samples
from ...tree import Product, Ref, Slope, Sum, Times, Transpose, Tree
from ..places import At, times
from ..scene import Scene
from .wrong_layer import neighbours

PRIOR = 0.09


def at(here: At, scene: Scene) -> Iterator[Tree]:
    """A term, or the first factors of one, and one path more beside it: dE/du du/dx for a u that x goes into."""
    if not here.is_term:
        return
    by = scene.subject if isinstance(scene.subject, Ref) else scene.subject.by
    for path in paths(by, scene):
        before = here.part.parts if isinstance(here.part, Sum) else (here.part,)
        yield Sum((*before, path))
    if isinstance(here.part, Product):
        above = [output for output, entering, _ in scene.slopes if entering.single == by.single and by.single]
        for path in (path for output in above for path in paths(output, scene)):
            for n in range(1, len(here.part.parts)):
                first, last = here.part.parts[:n], here.part.parts[n:]
                yield times(Times.PLAIN, Sum((times(Times.PLAIN, *first), path)), *last)


def paths(by: Ref, scene: Scene) -> Iterator[Tree]:
    """What single numbers contribute along each way; of whole layers, what the errors above bring back."""
    loss = Ref(scene.network.loss)
    if (by.single or by.tensor.name) in scene.named:
        for reader in readers(by.single or by.tensor.name, scene):
            yield Product((Slope(loss, reader), Slope(reader, scene.ref(by.single or by.tensor.name))), (Times.PLAIN,))
        return
    errors = [ref for ref in scene.refs if ref.tensor.of is not None]
    matrices = [ref for ref in scene.others if len(ref.indices) == len(ref.tensor.labels) and ref.tensor.of is None]
    for error in errors:
        for other in (error, *neighbours(error, scene)):
            for matrix in matrices:
                if len(subject_tensor(matrix).sizes) == 2:
                    yield Product((Transpose(matrix), other), (Times.PLAIN,))


def readers(name: str, scene: Scene) -> Iterator[Ref]:
    """The single numbers whose own equation reads one."""
    prepared = samples(scene.network)
    if prepared.own is None:
        return
    data = prepared.data(prepared.own, 0, 20)
    for other, node in scene.named.items():
        if other != name and data.worlds and data.depends(node, scene.named[name]):
            yield scene.ref(other)
