"""The formulas as NumPy lines, each with the number of its equation: the forward pass, then the backward pass."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from symbp.calculus.formula import from_formula
from symbp.calculus.lift import lift
from symbp.derivation import Result
from symbp.language import (
    Apply,
    Element,
    Equation,
    Index,
    Network,
    Position,
    Tensor,
    bases,
    element,
    slope,
)
from symbp.matrix import Matrix

from ..mathematics.code import NUMPY, Coder, Unwritable, function_name, usable
from .numbering import Numbering, key_of
from .records import Code, Paragraph, Section
from .writer import Writer, whole

LONGEST = 80  # lines that one still reads
COLUMN = 58  # where the numbers stand
Row = tuple[str, str]
"""A line of code and the number of its equation."""


def listing(writer: Writer, numbering: Numbering) -> Section:
    """The section with the program, or why there is none: a formula without such a line, or too many lines."""
    try:
        rows = program(writer, numbering)
    except Unwritable:
        return without(writer, "none")
    if len(rows) > LONGEST:
        return without(writer, "long")
    text = "\n".join(line for code, tag in rows for line in shown(code, tag))
    lead = writer.say("program.labels" if writer.network.cases else "program.lead")
    return Section("program", writer.say("section.program"), (Paragraph(lead), Code("python", text)))


def without(writer: Writer, why: str) -> Section:
    """The section that says why no program is shown."""
    return Section("program", writer.say("section.program"), (Paragraph(writer.say(f"program.{why}")),))


def shown(code: str, tag: str) -> Iterator[str]:
    """A line with its number beside it, or above it where the line has to be broken."""
    if len(code) <= COLUMN:
        yield f"{code:<{COLUMN}}  # ({tag})" if tag else code
        return
    indent = " " * (len(code) - len(code.lstrip()))
    name, sign, value = code.strip().partition(" = ")
    if not sign:
        name, _, value = code.strip().partition(" ")  # return
    if tag:
        yield f"{indent}# ({tag})"
    first, *others = textwrap.wrap(value, COLUMN, break_long_words=False, break_on_hyphens=False)
    start = f"{indent}{name}{sign or ' '}"
    yield f"{start}({first}" if others else f"{start}{first}"
    for place, other in enumerate(others):
        yield f"{indent}    {other}{')' if place == len(others) - 1 else ''}"


def program(writer: Writer, numbering: Numbering) -> list[Row]:
    """All lines.

    Raises:
        Unwritable: some formula has no such line.
    """
    network = writer.network
    coder = Coder({tensor: usable(tensor.name) for tensor in network.tensors()})
    names = list(coder.names.values())
    if len({*names, *(f"d{name}" for name in names)}) < 2 * len(names):
        raise Unwritable("names")
    labelled = any(tensor.labels for tensor in network.tensors())
    if labelled and not network.cases:
        raise Unwritable("labels")
    rows: list[Row] = [*forward(writer, numbering, coder), ("", "")]
    for result in writer.derivation.results:
        rows += backward(network, numbering, coder, result)
    called = "\n".join(code for code, _ in rows)
    defined = list(functions(network, called))
    modules = ["import math"] if any("math.erf" in code for code, _ in (*defined, *rows)) else []
    return [*((line, "") for line in (*modules, "import numpy as np", "")), *defined, *rows]


def functions(network: Network, called: str) -> Iterator[Row]:
    """The functions of one variable that have a formula, and those of their slopes that are called."""
    found = [b.function for e in network.equations for b in bases(e.body) if isinstance(b, Apply)]
    variable = Tensor("t", letter="t")
    coder = Coder({variable: "t"})
    for function in dict.fromkeys(found):
        if function.name in NUMPY or function.formula is None:
            continue
        for order in (0, 1):
            formula = function.formula if not order else slope(function)
            if formula is None or (order and f"{function_name(function, order)}(" not in called):
                continue
            yield f"def {function_name(function, order)}(t):", ""
            yield f"    return {coder.line(matrix_of(from_formula(formula, element(variable)), ()))}", ""
            yield "", ""


def matrix_of(body: object, indices: tuple[Position, ...]) -> Matrix:
    """The matrix form.

    Raises:
        Unwritable: there is none.
    """
    found, reason = lift(body, indices)  # type: ignore[arg-type]
    if found is None:
        raise Unwritable(reason)
    return found


def forward(writer: Writer, numbering: Numbering, coder: Coder) -> Iterator[Row]:
    """The equations; those of a layer inside one loop over the layers."""
    open_loop = False
    for equation in writer.network.equations:
        labels = [label for label in equation.output.labels if isinstance(label, Index)]
        if labels and not open_loop:
            first = min(
                label.first for t in writer.network.tensors() for label in t.labels if isinstance(label.first, int)
            )
            yield f"for {labels[0].name} in range({first + 1}, {coder.size(labels[0].size)} + 1):", ""
        open_loop = bool(labels)
        yield assignment(coder, equation, "    " if labels else ""), numbering.forward[equation.tensor]


def assignment(coder: Coder, equation: Equation, indent: str) -> str:
    """One forward line."""
    value = coder.line(matrix_of(equation.body, equation.output.indices))
    return f"{indent}{coder.name(whole(equation.output))} = {value}"


def backward(network: Network, numbering: Numbering, coder: Coder, result: Result) -> Iterator[Row]:
    """One result; a layer's inside a loop of its own, from the last layer but one down."""
    quantity = result.quantity
    assert isinstance(quantity, Element)
    if result.matrix is None:
        raise Unwritable(result.steps[-1].note)
    tag = numbering.tags[key_of(result)]
    line = f"{coder.name(whole(quantity))} = {coder.line(result.matrix)}"
    labels = [label for label in quantity.labels if isinstance(label, Index)]
    if not labels:
        yield line, tag
        return
    size = coder.size(labels[0].size)
    below = result.case is not None
    reach = f"range({size} - 1, 1, -1)" if below else f"range(2, {size} + 1)"
    yield f"for {labels[0].name} in {reach}:", ""
    yield f"    {line}", tag
