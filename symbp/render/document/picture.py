"""The drawings: the network layer by layer, and the graph of its equations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from symbp.granularity import composites
from symbp.language import Affine, Element, Index, Network, Position, Role, Size, Tensor, elements

from ..mathematics.plain import plain_element
from .records import Arrow, Block, Paragraph, Picture, Section, Vertex
from .writer import Writer

UNITS = 4  # units of a layer that are drawn one by one
LAYERS = 7  # layers that are drawn one by one
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


def layers(network: Network) -> tuple[tuple[Tensor, int], ...]:
    """The inputs and activations of a layered network, with the number of units in each."""
    example = network.example
    found = []
    for tensor in network.with_role(Role.INPUT, Role.ACTIVATION):
        widths = [size for size in tensor.sizes if example is None or size != example.size]
        if len(widths) != 1 or not isinstance(widths[0], int) or tensor.labels:
            return ()
        found.append((tensor, widths[0]))
    return tuple(found)


def units(writer: Writer) -> Picture | None:
    """Every unit of a small layered network, with arrows for the weights."""
    found = layers(writer.network)
    if not 2 <= len(found) <= LAYERS or any(width > UNITS for _, width in found):
        return None
    names = dict(writer.network.element_names)
    vertices: list[Vertex] = []
    arrows: list[Arrow] = []
    for column, (tensor, width) in enumerate(found):
        for unit in range(width):
            key = f"u{column}_{unit}"
            at = unit_element(tensor, unit, names)
            kind = "input" if not column else "output" if column == len(found) - 1 else "unit"
            row = unit - (width - 1) / 2
            vertices.append(Vertex(key, plain_element(writer.pen, at), writer.pen.element(at), column, row, kind))
            arrows += [Arrow(f"u{column - 1}_{k}", key) for k in range(found[column - 1][1] if column else 0)]
    return Picture(tuple(vertices), named(writer, found, arrows, names), writer.say("picture.network"))


def unit_element(tensor: Tensor, unit: int, names: Mapping[tuple[str, tuple[int, ...]], str]) -> Element:
    """The element of a unit under the reader's own name, or by its number, whatever the example."""
    own = names.get((tensor.name, (unit,)))
    if own is not None:
        return Element(Tensor(own))
    return Element(Tensor(tensor.name, (2,), tensor.role, (), tensor.letter, tensor.mark), (), (unit,))


def named(
    writer: Writer,
    found: tuple[tuple[Tensor, int], ...],
    arrows: list[Arrow],
    names: Mapping[tuple[str, tuple[int, ...]], str],
) -> tuple[Arrow, ...]:
    """The arrows with the reader's own names of the weights, where there are any."""
    from ..mathematics.names import name as spelled

    weights = {t.mark: t for t in writer.network.with_role(Role.PARAMETER) if len(t.sizes) == 2}
    done = []
    for arrow in arrows:
        column, unit = (int(part) for part in arrow.end[1:].split("_"))
        start = int(arrow.start.split("_")[1])
        weight = weights.get(found[column][0].mark)
        wide = () if weight is None else weight.sizes
        at = (unit, start) if wide and wide[0] == found[column][1] else (start, unit)
        text = names.get((weight.name, at), "") if weight is not None else ""
        done.append(Arrow(arrow.start, arrow.end, text, spelled(text).latex if text else ""))
    return tuple(done)


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
    arrows = [Arrow(keys[start], keys[end]) for start, end in pairs]
    arrows += [Arrow(keys[start], keys[end], "...", r"\cdots") for start, end in dotted(tuple(depth))]
    vertices = tuple(vertex(writer, element, keys[element], columns) for element in depth)
    return Picture(vertices, tuple(arrows), writer.say("picture.graph"))


def operations(network: Network) -> Iterator[tuple[Element, tuple[Element, ...]]]:
    """What every equation defines and reads; a composite that is folded is one operation."""
    folded = composites(network) if network.granularity == "folded" else ()
    inside = {tensor for one in folded for tensor in one.tensors[:-1]}
    whole = {one.output: one for one in folded}
    for equation in network.equations:
        if equation.tensor in inside:
            continue
        if equation.tensor in whole:
            read = tuple(Element(tensor) for tensor in whole[equation.tensor].inputs)
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
