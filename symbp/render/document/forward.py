"""The forward pass: every equation for one component and in matrix form, with its number."""

from __future__ import annotations

from dataclasses import replace

from symbp.calculus.lift import lift
from symbp.language import Apply, Element, Equation, Role, elements
from symbp.phrases import Label, Math, Sentence

from ..mathematics.matrices import matrix_atoms, spread
from ..mathematics.shapes import shape_formula, shape_latex
from ..mathematics.width import WIDEST, width
from .fold import Fold, forward_line, hidden
from .numbering import Numbering
from .records import Block, Line, Paragraph, Section
from .writer import Writer, display, kind, layer_text, whole


def forward(writer: Writer, numbering: Numbering, fold: Fold | None = None) -> Section:
    """All equations in the order in which they are computed, composites in one line where they are folded."""
    blocks: list[Block] = [Paragraph(writer.say("forward.lead-scalar" if writer.scalar else "forward.lead"))]
    folded = {} if fold is None else {one.output: one for one in fold.found}
    said = Sentence()
    for equation in writer.network.equations:
        if equation.tensor in hidden(fold):
            continue
        if equation.tensor in folded:
            said = forward_line(writer, folded[equation.tensor])
            blocks.append(Paragraph(said))
            continue
        text = sentence_of(writer, equation)
        if fold is None or text != said:
            blocks.append(Paragraph(text))
        said = text
        lines = component(writer, equation) + assembled(writer, equation)
        lines = side_by_side(lines) if fold is not None else lines
        tag = numbering.forward[equation.tensor]
        blocks.append(display(*lines, tag=tag, key=f"eq-{tag}"))
    return Section("forward", writer.say("section.forward"), tuple(blocks))


def side_by_side(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Two short lines as one."""
    if len(lines) != 2 or any(len(line.right) > 1 for line in lines):
        return lines
    text = rf"{lines[0].right[0]} \qquad {lines[1].left} {lines[1].relation} {lines[1].right[0]}"
    return (replace(lines[0], right=(text,)),) if width(f"{lines[0].left} = {text}") < WIDEST else lines


def component(writer: Writer, equation: Equation) -> tuple[Line, ...]:
    """The equation for one component."""
    inner = writer.at(equation.output)
    if "index" not in writer.levels and form(writer, equation) is not None:
        return ()
    return (inner.line(inner.latex(equation.output), equation.body),)


def form(writer: Writer, equation: Equation) -> Line | None:
    """The equation in matrix form, if it has one that is not the component's again."""
    if not equation.output.indices:
        return None
    matrix, _ = lift(equation.body, equation.output.indices)
    if matrix is None:
        return None
    inner = writer.at(equation.output)
    return inner.row(inner.latex(whole(equation.output)), matrix_atoms(inner.pen, matrix))


def assembled(writer: Writer, equation: Equation) -> tuple[Line, ...]:
    """The matrix form, where it is wanted."""
    line = form(writer, equation) if "matrix" in writer.levels else None
    return () if line is None else (line,)


def sentence_of(writer: Writer, equation: Equation) -> Sentence:
    """What the equation computes, and the shapes that meet."""
    inner = writer.at(equation.output)
    tensor = equation.tensor
    key = f"forward.{equation.operation.replace(' ', '_')}"
    if tensor == writer.network.loss and equation.operation == "equation":
        key = "forward.role-loss"
    if key not in writer.phrases:
        key = f"forward.role-{kind(writer.network, tensor)}"
    if key not in writer.phrases:
        key = "forward.function" if is_function(equation) else "forward.other"
    text = writer.say(
        key,
        quantity=inner.math(equation.output),
        layer=layer_text(inner.pen, equation.output),
        source=source(inner, equation),
        operation=Label(equation.operation.replace("_", " ")),
    )
    return text + meaning(writer, equation) + shapes(inner, equation)


def meaning(writer: Writer, equation: Equation) -> Sentence:
    """Somebody's own words for what an equation defines; of the loss enough is said."""
    own = dict(writer.network.meanings).get(equation.tensor.name)
    if own is None or equation.tensor == writer.network.loss:
        return Sentence()
    inner = writer.at(equation.output)
    quantity = Math(inner.latex(whole(equation.output) if equation.output.indices else equation.output))
    return writer.say("forward.meaning", quantity=quantity, text=Label(own))


def is_function(equation: Equation) -> bool:
    """Whether the equation only applies a function of one variable."""
    factors = [factor for term in equation.body.terms for factor in term.factors]
    return len(factors) == 1 and isinstance(factors[0][0], Apply)


def source(writer: Writer, equation: Equation) -> Math:
    """What an equation reads that is neither parameter nor target, or else the first that it reads."""
    for element in elements(equation.body):
        if element.tensor.role not in (Role.PARAMETER, Role.TARGET):
            inner = whole(element) if element.indices else element
            return Math(writer.pen.element(Element(inner.tensor, inner.labels)))
    first = next(iter(elements(equation.body)), equation.output)
    return Math(writer.pen.element(Element(first.tensor, first.labels)))


def shapes(writer: Writer, equation: Equation) -> Sentence:
    """The shapes of a matrix product, where there is one."""
    if "matrix" not in writer.levels or not equation.output.indices:
        return Sentence()
    matrix, _ = lift(equation.body, equation.output.indices)
    if matrix is None or equation.operation != "dense":
        return Sentence()
    left = shape_latex(writer.pen, *matrix.shape)
    right = product_shapes(writer, matrix)
    return writer.tell("forward.shapes", shapes=Math(f"{left} = {right}"))


def product_shapes(writer: Writer, matrix: object) -> str:
    """The shapes of every part of a sum."""
    from symbp.matrix import Plus

    if isinstance(matrix, Plus):
        return " + ".join(shape_formula(writer.pen, spread(part, matrix.shape)) for part in matrix.parts)
    return shape_formula(writer.pen, matrix)  # type: ignore[arg-type]
