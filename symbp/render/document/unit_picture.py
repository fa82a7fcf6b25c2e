"""The drawing of a small layered network: a node for every unit, an arrow for every weight."""

from __future__ import annotations

from collections.abc import Mapping

from symbp.language import Element, Network, Role, Tensor

from ..mathematics.names import name as spelled
from ..mathematics.plain import plain_element
from .records import Arrow, Picture, Vertex
from .writer import Writer

UNITS = 4  # units of a layer that are drawn one by one
LAYERS = 7  # layers that are drawn one by one


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
