"""From the graph of array operations to a straight line of three-address operations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from ..language import Exponent, Extent, Size
from .algebra import Part
from .elementwise import product_of, sum_of
from .graph import (
    Bracket,
    Call,
    Contract,
    Count,
    Einsum,
    Gather,
    Graph,
    Leaf,
    Number,
    Product,
    Reduce,
    Sum,
    Use,
    readers,
)
from .lower import Lowered
from .operation import Constant, Line, Mask, Operation, Places, Scalar, View, spread
from .products import contract_of, einsum_of, reduce_of


@dataclass
class Writer:
    """The operations written so far; `known` maps an array of the graph to its register."""

    graph: Graph
    read: dict[int, int]
    operations: list[Operation] = field(default_factory=list)
    known: dict[int, int] = field(default_factory=dict)
    arguments: dict[int, int] = field(default_factory=dict)
    constants: dict[int, Constant] = field(default_factory=dict)
    extents: dict[int, tuple[Extent, ...]] = field(default_factory=dict)
    step: int = 0

    def new(self, extents: tuple[Extent, ...]) -> int:
        """A new register."""
        register = len(self.extents)
        self.extents[register] = extents
        return register

    def write(
        self,
        kind: str,
        name: str,
        operands: Sequence[View],
        extents: tuple[Extent, ...] = (),
        dims: tuple[int, ...] = (),
    ) -> View:
        """One more operation; its result."""
        register = self.new(extents)
        self.operations.append(Operation(kind, name, tuple(operands), register, self.step, dims))
        return View(register)

    def constant(self, constant: Constant, extents: tuple[Extent, ...] = ()) -> View:
        """The register of a constant."""
        for register, known in self.constants.items():
            if known == constant:
                return View(register)
        register = self.new(extents)
        self.constants[register] = constant
        return View(register)

    def scalar(
        self, value: Fraction | float, sizes: tuple[tuple[Size, Exponent], ...] = (), array: bool = True
    ) -> View:
        """The register of a number."""
        return self.constant(Scalar(value, sizes, array))

    def seen(self, view: View) -> tuple[Extent, ...]:
        """The sizes of a view."""
        stored = self.extents[view.register]
        return stored if view.dims is None else tuple(1 if k is None else stored[k] for k in view.dims)

    def value(self, id: int) -> View:
        """The register that holds an array, computed now if it was not before."""
        if id not in self.known:
            view = self.compute(id)
            if not view.direct:
                view = self.write("copy", "", (view,), self.graph.extents[id])
            self.known[id] = view.register
        return View(self.known[id])

    def operand(self, use: Use, rank: int) -> View:
        """An array as an operand of a result of this rank: turned and spread as its dimensions say."""
        return spread(self.value(use.id), use.dims, rank)

    def compute(self, id: int) -> View:
        """Write what an array needs, and itself."""
        node, extents = self.graph.nodes[id], self.graph.extents[id]
        if isinstance(node, Leaf):
            register = self.new(extents)
            self.arguments[register] = node.argument
            return View(register)
        if isinstance(node, Number | Count):
            number = node.value if isinstance(node, Number) else Fraction(1)
            return self.scalar(number, ((node.size, 1),) if isinstance(node, Count) else ())
        if isinstance(node, Sum):
            return sum_of(self, node, extents, 1)
        if isinstance(node, Product):
            return product_of(self, node, extents)
        if isinstance(node, Call):
            views = [self.operand(use, len(extents)) for use in node.uses]
            if not extents:
                return self.write("scalar", node.name + "(" + ", ".join("{}" for _ in views) + ")", views)
            return self.write("ufunc", node.name, views, extents)
        if isinstance(node, Contract):
            return contract_of(self, node, extents)
        if isinstance(node, Reduce):
            return reduce_of(self, node, extents)
        if isinstance(node, Einsum):
            return einsum_of(self, node.uses, extents)
        if isinstance(node, Bracket):
            return self.constant(Mask(node, extents), extents)
        return self.gathered(node, extents)

    def gathered(self, node: Gather, extents: tuple[Extent, ...]) -> View:
        """Elements at computed positions, 0 where they are out of range."""
        source = self.graph.extents[node.of]
        places = [Places(node, place, extents, source) for place in range(len(node.forms))]
        views = [self.constant(place, extents) for place in places]
        taken = self.write("gather", "", (self.value(node.of), *views), extents)
        inside = self.constant(Places(node, -1, extents, source), extents)
        return self.write("ufunc", "multiply", (taken, inside), extents)


def straighten(lowered: Lowered) -> Line:
    """All operations that the results need, in the order of the assignments; the results are new arrays."""
    graph = lowered.graph
    wanted = [part.id for part in lowered.results]
    writer = Writer(graph, readers(graph, wanted))
    for number, step in enumerate(lowered.steps):
        writer.step = number
        if step.id in writer.read:
            writer.value(step.id)
    writer.step = len(lowered.steps)
    results: list[int] = []
    for part, axes in zip(lowered.results, lowered.formal, strict=True):
        results.append(own(writer, part, axes, results))
    fresh = frozenset(register for register in results if writer.extents[register])
    return Line(tuple(writer.operations), writer.arguments, writer.constants, writer.extents, tuple(results), fresh)


def own(writer: Writer, part: Part, axes: Sequence[object], taken: Sequence[int]) -> int:
    """The register of a result: one that nothing else holds, with all its axes in order."""
    view = writer.value(part.id)
    if not axes:
        if view.register in writer.constants or view.register in writer.arguments:
            view = writer.write("scalar", "{} * 1.0", (view,))
        return view.register
    shared = view.register in taken or view.register in writer.arguments or view.register in writer.constants
    if part.axes == tuple(axes) and not shared:
        return view.register
    dims = tuple(axes.index(axis) for axis in part.axes)
    sizes = tuple(axis.size for axis in axes)  # type: ignore[attr-defined]
    return writer.write("copy", "", (spread(view, dims, len(axes)),), sizes).register
