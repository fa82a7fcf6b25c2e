"""The normal form read in NumPy, whole arrays at a time: every index is an axis, and a sum adds an axis up.

Written for the tests only; nothing of symbp's own evaluators or compiler is used.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import cache, reduce
from math import prod

import numpy as np
import sympy
from scipy.special import erf

from symbp.language import (
    Affine,
    Apply,
    Cardinal,
    Delta,
    Element,
    Expression,
    Function,
    Group,
    Index,
    Position,
    Size,
    Tensor,
    Term,
    Within,
    X,
    slope,
)
from symbp.matrix import Constant, Hadamard, Map, MatMul, Matrix, Named, Ones, Plus, Power, Scaled, Transpose

Axes = tuple[Index, ...]
AT_KINKS = {"Heaviside": np.heaviside, "erf": erf}


@cache
def compiled(function: Function, order: int) -> Callable[[np.ndarray], np.ndarray]:
    """A function, or its derivative, by SymPy's own printer."""
    made = sympy.lambdify(X, slope(function, order), [AT_KINKS, "numpy"])
    return lambda argument: np.broadcast_to(made(argument), argument.shape)


class Arrays:
    """Values of tensors at sizes known by name."""

    def __init__(self, sizes: dict[str, int], values: dict[Tensor, np.ndarray]) -> None:
        self.sizes = sizes
        self.values = values

    def size(self, extent: int | Size) -> int:
        """A size as an integer."""
        return extent if isinstance(extent, int) else self.sizes[extent.name]

    def array(self, expression: Expression, indices: Sequence[Index]) -> np.ndarray:
        """The expression at all values of these indices."""
        shape = tuple(self.size(index.size) for index in indices)
        return np.array(np.broadcast_to(self.value(expression, tuple(indices)), shape))

    def value(self, expression: Expression, axes: Axes) -> np.ndarray:
        """An array with one dimension for each axis, of length 1 where nothing depends on it."""
        return sum((self.term(term, axes) for term in expression.terms), start=np.zeros((1,) * len(axes)))

    def term(self, term: Term, axes: Axes) -> np.ndarray:
        """A product of powers, summed over the bound indices; where a bracket is 0 the rest does not matter."""
        inner = axes + term.bound
        brackets = np.ones((1,) * len(inner), dtype=bool)
        made = np.full((1,) * len(inner), float(term.coefficient))
        for base, exponent in term.factors:
            if isinstance(base, Delta | Within):
                brackets = brackets & self.bracket(base, inner)
            else:
                with np.errstate(divide="ignore"):
                    made = made * self.base(base, inner) ** (exponent if isinstance(exponent, int) else float(exponent))
        made = np.where(brackets, made, 0.0)
        counts = [self.size(index.size) for index in term.bound]
        full = np.broadcast_to(made, made.shape[: len(axes)] + tuple(counts))
        return full.sum(axis=tuple(range(len(axes), len(inner)))) if counts else made

    def position(self, position: Position, axes: Axes) -> np.ndarray:
        """A position as integers along the axes; the innermost index of a name is meant."""
        if isinstance(position, int):
            return np.full((1,) * len(axes), position)
        if isinstance(position, Affine):
            parts = (times * self.position(symbol, axes) for symbol, times in position.terms)
            return sum(parts, start=self.position(position.offset, axes))
        if isinstance(position, Size):
            return self.position(self.size(position), axes)
        place = len(axes) - 1 - axes[::-1].index(position)
        run = position.first + np.arange(self.size(position.size))
        return run.reshape(tuple(-1 if k == place else 1 for k in range(len(axes))))

    def bracket(self, base: Delta | Within, axes: Axes) -> np.ndarray:
        """Where a bracket is 1."""
        if isinstance(base, Delta):
            return self.position(base.left, axes) == self.position(base.right, axes)
        at = self.position(base.position, axes)
        return (at >= 0) & (at < self.size(base.size))

    def base(self, base: object, axes: Axes) -> np.ndarray:
        """One factor."""
        if isinstance(base, Element):
            return self.element(base, axes)
        if isinstance(base, Group):
            return self.value(base.body, axes)
        if isinstance(base, Apply):
            return compiled(base.function, base.order)(self.value(base.argument, axes))
        if isinstance(base, Cardinal):
            return self.position(base.size, axes).astype(float)
        raise TypeError(base)

    def matrix(self, tree: Matrix) -> np.ndarray:
        """A matrix form; its shape must be what it says, or 1 where rows or columns are repeated."""
        made = np.asarray(self.tree(tree))
        shape = tuple(self.size(extent) for extent in tree.shape)
        assert made.shape in (shape, (1, 1)), (made.shape, shape)
        return made

    def tree(self, tree: Matrix) -> np.ndarray:
        """The value of a tree, a number as 1 by 1."""
        if isinstance(tree, Named):
            array = self.values[tree.element.tensor]
            return array.reshape(array.shape + (1,) * (2 - array.ndim))
        if isinstance(tree, Ones):
            return np.ones([self.size(extent) for extent in tree.shape])
        if isinstance(tree, Transpose):
            return self.matrix(tree.of).T
        if isinstance(tree, MatMul):
            return reduce(np.matmul, [self.matrix(factor) for factor in tree.factors])
        if isinstance(tree, Hadamard):
            return reduce(np.multiply, [self.matrix(factor) for factor in tree.factors])
        if isinstance(tree, Plus):
            return reduce(np.add, [self.matrix(part) for part in tree.parts])
        if isinstance(tree, Scaled):
            return float(tree.factor) * self.matrix(tree.of)
        if isinstance(tree, Power):
            return self.matrix(tree.of) ** (tree.exponent if isinstance(tree.exponent, int) else float(tree.exponent))
        if isinstance(tree, Map):
            return compiled(tree.function, tree.order)(self.matrix(tree.of))
        if isinstance(tree, Constant):
            value = tree.value.size if isinstance(tree.value, Cardinal) else tree.value
            return np.array([[float(value) if isinstance(value, Fraction) else float(self.size(value))]])
        raise TypeError(tree)

    def element(self, element: Element, axes: Axes) -> np.ndarray:
        """A tensor read at positions; 0 outside its range."""
        array = self.values[element.tensor]
        places = [self.position(p, axes) for p in element.labels + element.indices]
        if not places:
            return np.full((1,) * len(axes), float(array))
        fits = prod(((p >= 0) & (p < n) for p, n in zip(places, array.shape, strict=True)), start=np.array(True))
        held = tuple(np.clip(p, 0, n - 1) for p, n in zip(places, array.shape, strict=True))
        return np.where(fits, array[held], 0.0)
