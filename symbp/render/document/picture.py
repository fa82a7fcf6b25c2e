"""The drawings: the network layer by layer, and the graph of its equations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from symbp.granularity import composites
from symbp.language import (
    Affine,
    Apply,
    Element,
    Equation,
    Functional,
    Index,
    Network,
    Position,
    Role,
    Size,
    elements,
)

from ..mathematics.names import name as spelled
from ..mathematics.plain import plain_element, plain_latex
from .records import Arrow, Block, Paragraph, Picture, Section, Vertex
from .unit_picture import units
from .writer import Writer

OPERATIONS = 8  # operations that are drawn as nodes of their own
SIGNS = {"multiply": r"\times", "add": "+", "subtract": "-", "sum": r"\Sigma", "reciprocal": "1/x"}
VERTICES = 30  # quantities of a graph that one can still follow


def pictures(writer: Writer) -> Section:
    """The network, where it has layers, and its computation graph."""
    blocks: list[Block] = []
    drawn = units(writer)
    if drawn is not None:
        blocks.append(drawn)
    nodes = {e for output, sources in operations(writer.network) for e in (output, *sources)}
    large = len(nodes) > VERTICES
    blocks.append(Paragraph(writer.say("picture.too-large")) if large else graph(writer))
    return Section("picture", writer.say("section.picture"), tuple(blocks))


def graph(writer: Writer) -> Picture:
    """One node per quantity, an arrow from each to what is computed from it."""
    network = writer.network
    depth: dict[Element, int] = {}
    pairs: list[tuple[Element, Element]] = []
    for output, sources in operations(network):
        for source in sources:
            depth.setdefault(source, continued(depth, source))
        depth[output] = 1 + max((depth[source] for source in sources), default=-1)
        pairs += [(source, output) for source in sources]
    leaves = [element for element in depth if is_leaf(network, element)]
    late = {leaf: min(depth[end] for start, end in pairs if start == leaf) - 1 for leaf in leaves}
    columns = {element: late.get(element, depth[element]) for element in depth}
    keys = {element: f"n{place}" for place, element in enumerate(depth)}
    if network.granularity == "finest" and len(network.equations) <= OPERATIONS:
        return with_operations(writer, columns, keys, pairs)
    arrows = [Arrow(keys[start], keys[end]) for start, end in pairs]
    arrows += [Arrow(keys[start], keys[end], "...", r"\cdots") for start, end in dotted(tuple(depth))]
    vertices = tuple(vertex(writer, element, keys[element], columns) for element in depth)
    return Picture(vertices, tuple(arrows), writer.say("picture.graph"))


def with_operations(
    writer: Writer,
    columns: Mapping[Element, int],
    keys: Mapping[Element, str],
    pairs: Sequence[tuple[Element, Element]],
) -> Picture:
    """Nodes for operations between those of the data that go in and come out."""
    made = {element: vertex(writer, element, keys[element], columns) for element in columns}
    vertices = [replace(one, column=2 * one.column) for one in made.values()]
    arrows: list[Arrow] = []
    for number, equation in enumerate(writer.network.equations):
        output = Element(equation.tensor, equation.output.labels)
        latex = sign(equation)
        at = made[output]
        vertices.append(Vertex(f"o{number}", plain_latex(latex), latex, 2 * at.column - 1, at.row, "operation"))
        arrows += [Arrow(keys[start], f"o{number}") for start, end in pairs if end == output]
        arrows.append(Arrow(f"o{number}", keys[output]))
    return Picture(tuple(vertices), tuple(arrows), writer.say("picture.operations"))


def sign(equation: Equation) -> str:
    """What an operation is called in a drawing: its sign, or the name of its function."""
    for term in equation.body.terms:
        for base, _ in term.factors:
            if isinstance(base, Apply | Functional) and len(equation.body.terms) == len(term.factors) == 1:
                letter = base.letter if isinstance(base, Functional) else base.function.letter
                own = base.name if isinstance(base, Functional) else base.function.name
                return spelled(letter or own).latex
    return SIGNS.get(equation.operation, rf"\mathrm{{{equation.operation}}}")


def operations(network: Network) -> Iterator[tuple[Element, tuple[Element, ...]]]:
    """What every equation defines and reads; a composite that is folded is one operation."""
    folded = composites(network) if network.granularity == "folded" else ()
    inside = {tensor for one in folded for tensor in one.tensors[:-1]}
    whole = {one.output: one for one in folded}
    for equation in network.equations:
        if equation.tensor in inside:
            continue
        if equation.tensor in whole:
            inputs = [tensor for tensor in whole[equation.tensor].inputs if tensor.role is not Role.CONSTANT]
            read = tuple(map(Element, inputs))
        else:
            read = tuple(dict.fromkeys(Element(e.tensor, e.labels) for e in elements(equation.body)))
        yield Element(equation.tensor, equation.output.labels), read


def continued(depth: Mapping[Element, int], source: Element) -> int:
    """The column of a quantity that is read before it is defined: behind the same tensor at an earlier label."""
    same = [column for other, column in depth.items() if other.tensor == source.tensor]
    return max(same) + 1 if same else 0


def is_leaf(network: Network, element: Element) -> bool:
    """Whether nothing computes it: data and parameters, which stand right before what uses them first."""
    return network.equation(element.tensor) is None


def dotted(order: tuple[Element, ...]) -> list[tuple[Element, Element]]:
    """A tensor at its formal label, and the same tensor at the last label: dots stand between them."""
    return [
        (element, other)
        for element in order
        for other in order
        if element.tensor == other.tensor and element.labels and plainly(element.labels[0]) and last(other.labels[0])
    ]


def plainly(label: Position) -> bool:
    """Whether a label is the formal index itself."""
    return isinstance(label, Index)


def last(label: Position) -> bool:
    """Whether a label is the last one."""
    return isinstance(label, Size) and not isinstance(label, Affine)


def vertex(writer: Writer, element: Element, key: str, columns: Mapping[Element, int]) -> Vertex:
    """A node with its place: quantities on the middle line, data and parameters above and below."""
    column = columns[element]
    beside = [other for other in columns if columns[other] == column]
    computed = [other for other in beside if not is_leaf(writer.network, other)] or beside[:1]
    others = [other for other in beside if other not in computed]
    if element in computed:
        row = float(computed.index(element))
    else:
        place = others.index(element)
        row = -(1.0 + place // 2) if place % 2 == 0 else len(computed) + place // 2
    kind = element.tensor.role.value.replace(" ", "-")
    return Vertex(key, plain_element(writer.pen, element), writer.pen.element(element), column, row, kind)
