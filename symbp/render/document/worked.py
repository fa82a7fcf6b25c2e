"""The numbers level: every line as formula = numbers = value."""

from __future__ import annotations

from collections.abc import Iterator

from symbp.language import Element, Role
from symbp.worked import Worked
from symbp.worked.names import known_sizes, name_elements, places

from .records import Block, Line, Paragraph, Section
from .worked_after import losses, published, updates
from .worked_gradients import gradients, slopes
from .worked_line import Hand
from .writer import Writer, display

MOST = 150  # lines of a worked example that one still reads


def worked_section(writer: Writer, general: Writer, worked: Worked, hand: Hand | None = None) -> Section:
    """Given, forward, slopes, gradients, updates, losses and remarks.

    `writer` is of the spelled-out network, `general` of the network in vectors and matrices.  `hand` remembers the
    numbers of the equations.
    """
    title = writer.say("section.worked")
    if len(worked.forward) + len(worked.gradients) > MOST:
        text = writer.say("worked.too-many", count=len(worked.forward) + len(worked.gradients))
        return Section("worked", title, (Paragraph(text),))
    hand = hand or Hand(writer, worked)
    first = [
        hand.section("given", [Paragraph(writer.say("worked.given")), *given(hand, general)]),
        hand.section("values", [Paragraph(writer.say("worked.values")), *(hand.line(made) for made in worked.forward)]),
    ]
    arrows = [*slopes(hand)]
    if arrows:
        first.append(hand.section("slopes", [Paragraph(writer.say("worked.slopes")), *arrows]))
    chains = hand.section("gradients", [Paragraph(writer.say("worked.gradients")), *gradients(hand)])
    after = [part for part in (updates(hand), losses(hand), published(hand)) if part is not None]
    return Section("worked", title, (Paragraph(writer.say("worked.lead")),), (*first, chains, *after))


def given(hand: Hand, general: Writer) -> Iterator[Block]:
    """Inputs, targets and parameters as they were written, in the symbols of the matrix level."""
    network = general.network
    sizes = known_sizes(network)
    singles = name_elements(network, sizes)
    rows: list[Line] = []
    for tensor in network.with_role(Role.INPUT, Role.PARAMETER, Role.TARGET):
        cells = [singles[tensor.name, at] for at in places(tensor, sizes)]
        across = len({at[1] for at in places(tensor, sizes)}) if len(tensor.sizes) == 2 else 1
        names = grid([hand.writer.pen.element(Element(cell)) for cell in cells], across)
        numbers = grid([hand.number(cell) for cell in cells], across)
        left = general.pen.element(Element(tensor))
        rows.append(Line(left, (numbers if names == left else f"{names} = {numbers}",)))
    yield display(*rows)


def grid(cells: list[str], across: int) -> str:
    """Cells as a matrix, a single one as it is."""
    if len(cells) == 1:
        return cells[0]
    rows = r" \\ ".join(" & ".join(cells[at : at + across]) for at in range(0, len(cells), across))
    return rf"\begin{{pmatrix}} {rows} \end{{pmatrix}}"
