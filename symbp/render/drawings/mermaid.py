"""Drawings for Markdown: Mermaid flowcharts."""

from __future__ import annotations

from ..document.records import Picture, Vertex
from ..escape import mermaid

SHAPES = {
    "parameter": ("[/", "/]"),
    "constant": ("[/", "/]"),
    "target": ("[/", "/]"),
    "loss": ("[[", "]]"),
    "operation": ("[", "]"),
}


def flowchart(picture: Picture) -> str:
    """The drawing, left to right; nodes in the order in which they are listed."""
    lines = ["```mermaid", "flowchart LR"]
    lines += [f"    {vertex_text(vertex)}" for vertex in picture.vertices]
    for arrow in picture.arrows:
        if arrow.text == "...":
            lines.append(f"    {arrow.start} -.-> {arrow.end}")
        elif arrow.text:
            lines.append(f'    {arrow.start} -- "{mermaid(arrow.text)}" --> {arrow.end}')
        else:
            lines.append(f"    {arrow.start} --> {arrow.end}")
    return "\n".join([*lines, "```"])


def vertex_text(vertex: Vertex) -> str:
    """A node: data and parameters slanted, the loss with a double border, operations square, the rest round."""
    opening, closing = SHAPES.get(vertex.kind, ("([", "])"))
    return f'{vertex.key}{opening}"{mermaid(vertex.text)}"{closing}'
