"""Matrices that an author writes the other way round: a W + b for W a + b, a whole batch of examples turned."""

from __future__ import annotations

from dataclasses import replace

from ..quantity import is_adjoint
from ..tree import Call, Product, Ref, Slope, Times, Transpose, Tree
from ..vocabulary import EXAMPLES, WEIGHTS
from ..walk import descended, walk
from .options import Options
from .subjects import is_parameter

GATHERED = ("sum", "mean", "norm", "trace", "diag", "paths")  # do not commute with a transpose, or need none


def oriented(left: Tree, right: Tree, options: Options) -> tuple[Tree, Tree]:
    """Both sides of a formula as the network writes them: a quantity of the network stays one on the left."""
    if not (options.weights or options.examples):
        return left, right
    mine, theirs = turned(left, options), turned(right, options)
    return (mine.of, transposed(theirs)) if isinstance(mine, Transpose) else (mine, theirs)


def turned(tree: Tree, options: Options) -> Tree:
    """The same in the network's orientation: matrices transposed, indices of single entries exchanged."""
    if isinstance(tree, Ref | Slope):
        return quantity(tree, options)
    if isinstance(tree, Product) and is_chain(tree):  # summed over all entries of what stands between
        last = quantity(tree.parts[-1], options)
        return Transpose(tree) if isinstance(last, Transpose) else tree
    made = descended(tree, lambda part: turned(part, options))
    if isinstance(made, Call) and len(made.arguments) == 1 and made.name not in GATHERED:
        inner = made.arguments[0]
        return Transpose(replace(made, arguments=(inner.of,))) if isinstance(inner, Transpose) else made
    return made


def quantity(tree: Tree, options: Options) -> Tree:
    """A matrix as a whole transposed, an entry of one with its indices exchanged, anything else as it is."""
    ref = tree.by if isinstance(tree, Slope) else tree
    if not isinstance(ref, Ref) or not is_turned(ref, options):
        return tree
    if not ref.indices:
        return Transpose(tree, tree.at)
    other = replace(ref, indices=ref.indices[::-1])
    if isinstance(tree, Slope):
        above = replace(tree.of, indices=tree.of.indices[::-1]) if is_turned(tree.of, options) else tree.of
        return replace(tree, of=above, by=other)
    return other


def transposed(tree: Tree) -> Tree:
    """The transpose, none of a transpose."""
    return tree.of if isinstance(tree, Transpose) else Transpose(tree)


def is_chain(tree: Product) -> bool:
    """Whether derivatives of whole quantities alone are multiplied, each by what the next one is of."""
    plain = all(sign is Times.PLAIN for sign in tree.times)
    errors = (isinstance(part, Ref) and is_adjoint(part.tensor) for part in tree.parts)
    return plain and all(isinstance(part, Slope) or error for part, error in zip(tree.parts, errors, strict=True))


def is_turned(ref: Ref, options: Options) -> bool:
    """Whether a quantity is a matrix that the options turn round."""
    tensor = ref.tensor.of if is_adjoint(ref.tensor) and ref.tensor.of is not None else ref.tensor
    if ref.single or ref.example is not None or len(ref.indices) not in (0, 2):
        return False
    if len(tensor.sizes) != 2 or tensor.labels:
        return False
    return options.weights if is_parameter(tensor) else options.examples


def concerns(tree: Tree, name: str) -> bool:
    """Whether the orientation of weights, or of examples, can matter for a quantity or a formula."""
    one = Options(weights=name == WEIGHTS, examples=name == EXAMPLES)
    return any(isinstance(part, Ref) and is_turned(part, one) for part in walk(tree))
