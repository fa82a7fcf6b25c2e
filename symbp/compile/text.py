"""Names and titles as text in comments and docstrings, never as code."""

from __future__ import annotations

import re

from ..language import Extent, Network, Role, Tensor
from .program import Program

FORBIDDEN = re.compile(r"[^A-Za-z0-9_ .,;:()\[\]=+*/^'\-\u0370-\u03ff]")
LONGEST = 100


def plain(text: str) -> str:
    """The text on one line, with nothing that could end a string or a comment, and not too long."""
    kept = FORBIDDEN.sub("?", " ".join(text.split()))
    return kept if len(kept) <= LONGEST else kept[: LONGEST - 3] + "..."


def size(extent: Extent) -> str:
    """A size as a reader writes it."""
    return str(extent) if isinstance(extent, int) else plain(extent.name)


def shape(tensor: Tensor, dropped: Extent | None = None) -> str:
    """The shape of a tensor, as NumPy writes it; the size `dropped` is left out."""
    kept = [size(extent) for extent in tensor.sizes if extent != dropped]
    return f"({kept[0]},)" if len(kept) == 1 else f"({', '.join(kept)})"


def describe(program: Program, form: str, *, single: bool = False) -> list[str]:
    """The docstring of a gradient function: arguments, results, shapes and the form of the code."""
    network = program.network
    dropped = network.example.size if single and network.example is not None else None
    rows = [
        (f"v{k}", plain(t.name), shape(t, dropped) if t.sizes else "number", t.role.value)
        for k, t in enumerate(program.arguments)
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    lines = [f"Loss and gradients of {plain(network.title)}.", "", "Arguments, in this order:"]
    lines += ["    " + "  ".join(cell.ljust(w) for cell, w in zip(row, widths, strict=True)).rstrip() for row in rows]
    names = ", ".join(f"d{plain(tensor.name)}" for tensor in program.parameters)
    lines += ["", f"Returns the loss {plain(network.loss.name)} and its derivatives by the parameters:"]
    lines += [f"    ({plain(network.loss.name)}, {names})", "each of the shape of its parameter.", ""]
    assumed = [f"Assumed of the data: {', '.join(map(plain, program.assumed))}."] if program.assumed else []
    return [*lines, *([] if single else examples(network)), *assumed, form]


def examples(network: Network) -> list[str]:
    """What the examples are, and what the loss does with them."""
    if network.example is None:
        return []
    data = [t for t in network.with_role(Role.INPUT, Role.TARGET) if network.example.size in t.sizes]
    which = "row" if all(tensor.sizes[0] == network.example.size for tensor in data) else "column"
    many = size(network.example.size)
    return [f"Every {which} of the data is an example; there are {many} of them. One example may come as a vector."]
