"""Charts for LaTeX: a TikZ picture with a scope for each panel, in which both axes run from 0 to 1."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from symbp.descent.lines import Line, Spot
from symbp.descent.plot import Panel
from symbp.phrases import Sentence

from ..document.records import Axis, Chart
from .layout import Layout, layout

GROUND = r"\symbpground"
Say = Callable[[Sentence], str]


def tikz_chart(chart: Chart, say: Say) -> str:
    """The drawing; what lies below all paths is written once."""
    room = layout(len(chart.panels))
    lines = [
        r"\begin{tikzpicture}[line join=round, every node/.style={font=\scriptsize, inner sep=1.5pt},",
        r"  ground/.style={black!35}, path/.style={blue!70!black, semithick}]",
        rf"\def{GROUND}{{",
        *ground(chart),
        "}",
    ]
    for corner, title, panel in zip(room.corners(), chart.panels, chart.plot.panels, strict=True):
        lines += scope(chart, room, corner, say(title), panel)
    return "\n".join([*lines, r"\end{tikzpicture}"])


def ground(chart: Chart) -> Iterator[str]:
    """Curve or lines of equal value, the axes, and the minimum."""
    yield from (draw("ground", line) for line in chart.plot.ground)
    yield r"\draw (0,0) rectangle (1,1);"
    yield from marks(chart.across, "below", lambda place: (place, 0))
    yield from marks(chart.up, "left", lambda place: (0, place))
    yield rf"\node at ([yshift=-6.5mm] 0.5,0) {{${chart.across.name.latex}$}};"
    yield rf"\node[rotate=90] at ([xshift=-9mm] 0,0.5) {{${chart.up.name.latex}$}};"
    if chart.plot.rest is not None:
        yield rf"\node[font=\normalsize, red!75!black] at {at(chart.plot.rest)} {{$\times$}};"


def marks(axis: Axis, side: str, spot: Callable[[float], Spot]) -> Iterator[str]:
    """The numbers along an axis, each at a short line."""
    shift = "yshift=-1mm" if side == "below" else "xshift=-1mm"
    for number, place in axis.marks:
        yield rf"\draw {at(spot(place))} -- ([{shift}] {at(spot(place))[1:]} node[{side}] {{${number.latex}$}};"


def scope(chart: Chart, room: Layout, corner: tuple[float, float], title: str, panel: Panel) -> Iterator[str]:
    """One path over the ground."""
    left, top = corner
    shift = f"({left:.2f}cm,{-top - room.height:.2f}cm)"
    yield rf"\begin{{scope}}[shift={{{shift}}}, x={room.width:.2f}cm, y={room.height:.2f}cm]"
    yield rf"\node[above, font=\small] at (0.5,1.01) {{{title}}};"
    yield GROUND
    yield from (draw("path", line) for line in panel.lines)
    yield from (rf"\fill[blue!70!black] {at(spot)} circle (1.3pt);" for spot in panel.points)
    for number in panel.numbers:
        side = f"{'above' if number.above else 'below'} {'right' if number.right else 'left'}"
        yield rf"\node[{side}] at {at(number.at)} {{{number.step}}};"
    yield r"\end{scope}"


def draw(style: str, line: Line) -> str:
    """A line through its points."""
    return rf"\draw[{style}] plot coordinates {{{' '.join(map(at, line))}}};"


def at(spot: Spot) -> str:
    """A place."""
    return f"({spot[0]:g},{spot[1]:g})"
