"""An independent reading of the normal form and of matrix trees in NumPy, for tests only: slow, direct, no sharing."""

from __future__ import annotations

from itertools import product
from math import prod

import numpy as np
import sympy

from symbp.language import (
    Affine,
    Apply,
    Cardinal,
    Delta,
    Element,
    Expression,
    Group,
    Index,
    Network,
    Size,
    Tensor,
    Within,
    X,
    slope,
)
from symbp.matrix import Constant, Hadamard, Map, MatMul, Named, Ones, Plus, Power, Scaled, Transpose

Point = dict[Index, int]


class World:
    """Sizes by name and values by tensor name."""

    def __init__(self, sizes: dict[str, int], values: dict[str, np.ndarray]) -> None:
        self.sizes = sizes
        self.values = values

    def size(self, extent: int | Size) -> int:
        return extent if isinstance(extent, int) else self.sizes[extent.name]

    def position(self, position, at: Point) -> int:
        if isinstance(position, int):
            return position
        if isinstance(position, Index):
            return at[position]
        if isinstance(position, Affine):
            return position.offset + sum(times * self.position(symbol, at) for symbol, times in position.terms)
        return self.size(position)

    def value(self, expression: Expression, at: Point) -> float:
        total = 0.0
        for term in expression.terms:
            ranges = [range(index.first, index.first + self.size(index.size)) for index in term.bound]
            for point in product(*ranges):
                here = {**at, **dict(zip(term.bound, point, strict=True))}
                total += float(term.coefficient) * prod(self.base(b, here) ** float(e) for b, e in term.factors)
        return total

    def base(self, base, at: Point) -> float:
        if isinstance(base, Element):
            where = tuple(self.position(p, at) for p in base.labels + base.indices)
            array = self.values[base.tensor.name]
            inside = all(0 <= p < n for p, n in zip(where, array.shape, strict=True))
            return float(array[where]) if inside else 0.0
        if isinstance(base, Group):
            return self.value(base.body, at)
        if isinstance(base, Apply):
            return self.function(base.function, base.order, self.value(base.argument, at))
        if isinstance(base, Delta):
            return float(self.position(base.left, at) == self.position(base.right, at))
        if isinstance(base, Within):
            return float(0 <= self.position(base.position, at) < self.size(base.size))
        if isinstance(base, Cardinal):
            return float(self.position(base.size, at))
        raise TypeError(base)

    @staticmethod
    def function(function, order: int, argument: float) -> float:
        return float(slope(function, order).subs(X, sympy.Float(argument, 30)).evalf(20))

    def array(self, expression: Expression, indices: tuple[Index, ...]) -> np.ndarray:
        shape = tuple(self.size(index.size) for index in indices)
        made = np.zeros(shape)
        for point in np.ndindex(*shape):
            made[point] = self.value(expression, dict(zip(indices, point, strict=True)))
        return made

    def matrix(self, tree) -> np.ndarray:
        shape = (self.size(tree.shape[0]), self.size(tree.shape[1]))
        made = np.asarray(self.plain_matrix(tree))
        if made.shape != (1, 1) or shape == (1, 1):
            assert made.shape == shape, (made.shape, shape, tree)
        return made

    def plain_matrix(self, tree):
        if isinstance(tree, Named):
            array = self.values[tree.element.tensor.name]
            return array.reshape(*array.shape, *(1,) * (2 - array.ndim))
        if isinstance(tree, Ones):
            return np.ones((self.size(tree.shape[0]), self.size(tree.shape[1])))
        if isinstance(tree, Transpose):
            return self.matrix(tree.of).T
        if isinstance(tree, MatMul):
            return np.linalg.multi_dot([self.matrix(f) for f in tree.factors])
        if isinstance(tree, Hadamard):
            return prod((self.matrix(f) for f in tree.factors), start=np.ones((1, 1)))
        if isinstance(tree, Plus):
            return sum((self.matrix(f) for f in tree.parts), start=np.zeros((1, 1)))
        if isinstance(tree, Scaled):
            return float(tree.factor) * self.matrix(tree.of)
        if isinstance(tree, Power):
            return self.matrix(tree.of) ** float(tree.exponent)
        if isinstance(tree, Map):
            return np.vectorize(lambda v: self.function(tree.function, tree.order, v))(self.matrix(tree.of))
        if isinstance(tree, Constant):
            value = tree.value
            return np.array([[float(value) if not isinstance(value, Cardinal) else self.position(value.size, {})]])
        raise TypeError(tree)


def forward(network: Network, world: World) -> World:
    """Every defined quantity of a network without labels, computed from its equation."""
    done = World(world.sizes, dict(world.values))
    for equation in network.equations:
        done.values[equation.tensor.name] = done.array(equation.body, equation.output.indices)
    return done


def slopes(network: Network, world: World, tensor: Tensor, step: float = 1e-6) -> np.ndarray:
    """The gradient of the loss by one parameter or input, by central differences of the forward pass."""
    base = world.values[tensor.name]
    made = np.zeros(base.shape)
    for point in np.ndindex(*base.shape):
        sides = []
        for sign in (1, -1):
            moved = base.copy()
            moved[point] += sign * step
            values = {**world.values, tensor.name: moved}
            sides.append(float(forward(network, World(world.sizes, values)).values[network.loss.name]))
        made[point] = (sides[0] - sides[1]) / (2 * step)
    return made
