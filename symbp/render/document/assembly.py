"""From the component to the matrix: why the transpose, why on that side, and the shape check."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from symbp.derivation import Result
from symbp.language import Element, Expression, Index, Position
from symbp.matrix import Hadamard, Map, MatMul, Matrix, Named, Ones, Plus, Power, Scaled, SumOver, Transpose
from symbp.phrases import Math, Sentence, sentence

from ..mathematics.matrices import matrix_atoms
from ..mathematics.shapes import shape_formula, shape_latex
from ..mathematics.width import WIDEST
from .facts import occurrences
from .records import Display
from .writer import Writer, display, whole


def parts(matrix: Matrix) -> Iterator[Matrix]:
    """The tree and everything in it."""
    yield matrix
    if isinstance(matrix, MatMul | Hadamard):
        for factor in matrix.factors:
            yield from parts(factor)
    elif isinstance(matrix, Plus):
        for part in matrix.parts:
            yield from parts(part)
    elif isinstance(matrix, Transpose | Scaled | Power | Map | SumOver):
        yield from parts(matrix.of)


def turned_in(matrix: Matrix) -> list[Element]:
    """The tensors that stand transposed in a matrix product."""
    products = [m for m in parts(matrix) if isinstance(m, MatMul)]
    turned = [f.of for product in products for f in product.factors if isinstance(f, Transpose)]
    return [matrix.element for matrix in turned if isinstance(matrix, Named)]


def spreads(matrix: Hadamard | Plus) -> bool:
    """Whether a row or column in it is repeated."""
    inner = matrix.factors if isinstance(matrix, Hadamard) else matrix.parts
    return any(part.shape not in (matrix.shape, (1, 1)) for part in inner)


def boxed(writer: Writer, result: Result, tag: str) -> Display:
    """The result in matrix form, or as a formula of one component where there is no matrix form."""
    quantity = result.quantity
    assert isinstance(quantity, Element)
    if result.matrix is None or "matrix" not in writer.levels:
        line = writer.line(writer.latex(quantity), result.answer)
    else:
        # The frame and the number beside it take their room too.
        line = writer.row(writer.latex(whole(quantity)), matrix_atoms(writer.pen, result.matrix), room=WIDEST - 4)
    return display(line, tag=tag, key=f"eq-{tag}", boxed=True)


def why(writer: Writer, result: Result) -> Sentence:
    """Why the matrices stand in this order, and which of them are transposed."""
    quantity = result.quantity
    matrix = result.matrix
    assert isinstance(quantity, Element)
    if matrix is None:
        key = f"step.no-matrix-form.{result.steps[-1].note}"
        return writer.say(key if key in writer.phrases else "step.no-matrix-form.other")
    if len(quantity.indices) == 0:
        summed = any(isinstance(m, Ones) for m in parts(matrix))
        return summing(writer, result.answer) if summed else writer.tell("assembly.number")
    found: list[Sentence] = []
    for element in turned_in(matrix):
        found.append(transposed(writer, result.answer, quantity.indices, element))
    if any(isinstance(m, Hadamard | Plus) and spreads(m) for m in parts(matrix)):
        found.append(writer.tell("assembly.repeat"))
    elif any(isinstance(m, Ones) for m in parts(matrix)):
        found.append(summing(writer, result.answer))
    if any(isinstance(m, Hadamard) and len(m.factors) > 1 for m in parts(matrix)):
        found.append(writer.once("assembly.hadamard", free=free_letters(writer, quantity.indices)))
    if any(isinstance(m, SumOver) for m in parts(matrix)):
        found.append(writer.tell("assembly.label-sum"))
    kept = [text for text in found if text]
    if kept:
        return sentence(*joined(kept))
    key = "assembly.stack" if len(quantity.indices) == 1 else "assembly.grid"
    return writer.tell(key, free=free_letters(writer, quantity.indices))


def joined(texts: Sequence[Sentence]) -> list[Sentence | str]:
    """Sentences with spaces between."""
    out: list[Sentence | str] = []
    for text in texts:
        out.extend((" ", text) if out else (text,))
    return out


def free_letters(writer: Writer, indices: Sequence[Position]) -> Sentence:
    """The letters of the component."""
    return writer.phrases.both([Math(writer.pen.index(i)) for i in indices if isinstance(i, Index)])


def transposed(writer: Writer, answer: Expression, free: Sequence[Position], element: Element) -> Sentence:
    """Why this tensor is transposed: the sum runs over its first index, or there is no sum to join it by."""
    name = Math(writer.pen.element(element))
    for term in answer.terms:
        inner = writer.pen.scope(term.bound)
        for index in term.bound:
            met = occurrences(Expression((term,)), index)
            for base, place in met:
                if whole(base) != element or len(base.indices) < 2:
                    continue
                letter = Math(inner.index(index))
                other = [Math(inner.element(o)) for o, _ in met if o != base]
                values = {"index": letter, "name": name, "factor": Math(inner.element(base))}
                if place == 0:
                    return writer.tell("assembly.transpose", **values)
                if other:
                    return writer.tell("assembly.across", partner=other[0], **values)
    return writer.tell("assembly.outer", name=name, free=free_letters(writer, free))


def summing(writer: Writer, answer: Expression) -> Sentence:
    """A sum without a partner is a product with ones."""
    letters = [Math(writer.pen.scope(t.bound).index(i)) for t in answer.terms for i in t.bound]
    if not letters:
        return writer.tell("assembly.repeat")
    return writer.tell("assembly.ones", indices=writer.phrases.both(dict.fromkeys(letters)))


def mistake(writer: Writer, result: Result) -> Sentence:
    """The mistake that is often made with this matrix form."""
    matrix = result.matrix
    if matrix is None:
        return Sentence()
    turned = turned_in(matrix)
    if any(isinstance(m, Ones) for m in parts(matrix)):
        return writer.once("mistake.ones")
    for element in turned:
        key = "mistake.transpose" if len(element.tensor.sizes) == 2 and element.tensor.role.value == "parameter" else ""
        if key:
            return writer.once(key, name=Math(writer.pen.element(element)))
    return writer.once("mistake.outer") if turned else Sentence()


def shapes(writer: Writer, result: Result) -> Sentence:
    """The shape check in one line."""
    matrix = result.matrix
    if matrix is None:
        return Sentence()
    left = shape_latex(writer.pen, *matrix.shape)
    right = shape_formula(writer.pen, matrix)
    if left == right:
        return writer.say("assembly.same-shape", shape=Math(left))
    return writer.tell("assembly.shapes", shapes=Math(f"{left} = {right}"))
