"""Drawings for LaTeX: TikZ pictures on a grid, and charts."""

from __future__ import annotations

from ..document.records import Arrow, Chart, Picture, Vertex
from .tikz_chart import Say, tikz_chart

ACROSS = 14.0  # centimetres
STYLES = {
    "input": "fill=blue!8",
    "parameter": "rectangle, rounded corners=1pt, fill=black!6",
    "constant": "rectangle, rounded corners=1pt, fill=black!6",
    "target": "rectangle, rounded corners=1pt, fill=black!6",
    "output": "fill=green!10",
    "loss": "double, fill=red!8",
    "operation": "rectangle, fill=orange!15",
}


def tikz(picture: Picture | Chart, say: Say) -> str:
    """Any drawing; `say` writes a sentence in LaTeX."""
    return tikz_chart(picture, say) if isinstance(picture, Chart) else tikzpicture(picture)


def tikzpicture(picture: Picture) -> str:
    """The drawing; columns from left to right, as far apart as the page allows."""
    columns = 1 + max(vertex.column for vertex in picture.vertices)
    step = min(2.6, ACROSS / max(1, columns - 1))
    lines = [
        r"\begin{tikzpicture}[>=stealth, every node/.style={font=\small},",
        r"  unit/.style={draw, ellipse, inner sep=1.5pt, minimum width=7mm, minimum height=7mm}]",
    ]
    lines += [node(vertex, step) for vertex in picture.vertices]
    at = {vertex.key: vertex for vertex in picture.vertices}
    lines += [edge(arrow, bent=blocked(at[arrow.start], at[arrow.end], picture)) for arrow in picture.arrows]
    return "\n".join([*lines, r"\end{tikzpicture}"])


def node(vertex: Vertex, step: float) -> str:
    """A node at its place."""
    style = STYLES.get(vertex.kind, "")
    options = f"unit, {style}" if style else "unit"
    x, y = vertex.column * step, -1.1 * vertex.row
    return rf"\node[{options}] ({vertex.key}) at ({x:.2f},{y:.2f}) {{${vertex.latex}$}};"


def blocked(start: Vertex, end: Vertex, picture: Picture) -> bool:
    """Whether another node stands on the straight line between two of one row."""
    between = [v for v in picture.vertices if start.column < v.column < end.column]
    return start.row == end.row and any(v.row == start.row for v in between)


def edge(arrow: Arrow, *, bent: bool = False) -> str:
    """An arrow, in a bend where nodes are in its way; dotted where layers are left out."""
    if arrow.text == "...":
        return rf"\draw[->, dotted] ({arrow.start}) to[bend left=40] ({arrow.end});"
    if bent and not arrow.latex:
        return rf"\draw[->] ({arrow.start}) to[bend right=30] ({arrow.end});"
    place = r"node[pos=0.28, above, sloped, font=\scriptsize, inner sep=1pt]"
    label = rf" {place} {{${arrow.latex}$}}" if arrow.latex else ""
    return rf"\draw[->] ({arrow.start}) --{label} ({arrow.end});"
