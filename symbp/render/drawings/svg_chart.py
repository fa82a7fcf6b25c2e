"""Charts in files of their own: SVG without fonts, scripts or anything else from outside."""

from __future__ import annotations

from collections.abc import Iterator

from symbp.descent.lines import Line, Spot
from symbp.descent.plot import Panel
from symbp.phrases import Sentence, sentence

from ..document.records import Axis, Chart
from ..escape import xml
from ..plain import plain_text
from .layout import Layout, layout

SCALE = 50  # points to a centimetre
STYLE = (
    "text{font-family:sans-serif;font-size:12px;fill:#222}.title{font-size:14px}.number{fill:#1f4e99;font-size:11px}"
    "polyline{fill:none;stroke-linejoin:round}.ground{stroke:#aaa}.path{stroke:#1f4e99;stroke-width:1.5}"
    ".frame,.mark,.rest{fill:none;stroke:#222}.rest{stroke:#b22;stroke-width:1.5}circle{fill:#1f4e99}"
)


def svg_chart(chart: Chart) -> str:
    """The drawing; what lies below all paths is written once."""
    room = layout(len(chart.panels))
    width, height = (SCALE * side for side in room.size)
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" width="{width:.0f}" '
        f'height="{height:.0f}" role="img">',
        f"<title>{said(chart.title)}</title>",
        f"<style>{STYLE}</style>",
        '<rect width="100%" height="100%" fill="#fff"/>',
        '<defs><g id="ground">',
        *ground(chart, room),
        "</g></defs>",
    ]
    for corner, title, panel in zip(room.corners(), chart.panels, chart.plot.panels, strict=True):
        lines += group(room, corner, title, panel)
    return "\n".join([*lines, "</svg>", ""])


def ground(chart: Chart, room: Layout) -> Iterator[str]:
    """Curve or lines of equal value, the axes, and the minimum."""
    across, down = at((1, 0), room)
    yield from (polyline("ground", line, room) for line in chart.plot.ground)
    yield f'<rect class="frame" width="{across}" height="{down}"/>'
    yield from marks(chart.across, room, upwards=False)
    yield from marks(chart.up, room, upwards=True)
    middle, side = at((0.5, 0.5), room)
    yield text("", (middle, f"{float(down) + 38:.1f}"), said(sentence(chart.across.name)), "middle")
    name = said(sentence(chart.up.name))
    yield f'<text text-anchor="middle" transform="translate(-46 {side}) rotate(-90)">{name}</text>'
    if chart.plot.rest is not None:
        x, y = at(chart.plot.rest, room)
        yield f'<path class="rest" d="M{x} {y}m-5 -5l10 10m0 -10l-10 10"/>'


def marks(axis: Axis, room: Layout, *, upwards: bool) -> Iterator[str]:
    """The numbers along an axis, each at a short line."""
    for number, place in axis.marks:
        x, y = at((0, place) if upwards else (place, 0), room)
        yield f'<path class="mark" d="M{x} {y}{"h-5" if upwards else "v5"}"/>'
        spot = ("-8", f"{float(y) + 4:.1f}") if upwards else (x, f"{float(y) + 18:.1f}")
        yield text("", spot, said(sentence(number)), "end" if upwards else "middle")


def group(room: Layout, corner: tuple[float, float], title: Sentence, panel: Panel) -> Iterator[str]:
    """One path over the ground."""
    left, top = (SCALE * side for side in corner)
    yield f'<g transform="translate({left:.1f} {top:.1f})">'
    yield text("title", (at((0.5, 0), room)[0], "-9"), said(title), "middle")
    yield '<use href="#ground"/>'
    yield from (polyline("path", line, room) for line in panel.lines)
    yield from ('<circle cx="{}" cy="{}" r="2.5"/>'.format(*at(spot, room)) for spot in panel.points)
    for number in panel.numbers:
        x, y = map(float, at(number.at, room))
        spot = (f"{x + (5 if number.right else -5):.1f}", f"{y + (-5 if number.above else 13):.1f}")
        yield text("number", spot, str(number.step), "start" if number.right else "end")
    yield "</g>"


def polyline(style: str, line: Line, room: Layout) -> str:
    """A line through its points."""
    return f'<polyline class="{style}" points="{" ".join(",".join(at(spot, room)) for spot in line)}"/>'


def text(style: str, spot: tuple[str, str], content: str, anchor: str) -> str:
    """Words at a place."""
    known = f' class="{style}"' if style else ""
    return f'<text{known} x="{spot[0]}" y="{spot[1]}" text-anchor="{anchor}">{content}</text>'


def said(words: Sentence) -> str:
    """A sentence as plain text."""
    return xml(plain_text(words))


def at(spot: Spot, room: Layout) -> tuple[str, str]:
    """A place, counted from the upper left corner of a panel."""
    return f"{spot[0] * room.width * SCALE:.1f}", f"{(1 - spot[1]) * room.height * SCALE:.1f}"
