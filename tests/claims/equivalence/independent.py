"""Formulas read a second time, in floating point: values by recursion, every derivative by central differences.

Written for the tests only; it shares nothing with symbp's evaluators but the records themselves.
"""

from __future__ import annotations

import math
import random
from fractions import Fraction
from functools import cache
from itertools import product

import numpy as np
import sympy

from symbp.claims import tree as t
from symbp.language import (
    Affine,
    Apply,
    Cardinal,
    Delta,
    Element,
    Functional,
    Group,
    Index,
    Role,
    Size,
    Within,
    X,
)

STEP = 1e-4
WIDE = 2e-3  # of second derivatives
WIDTHS = {"T": 3, "L": 3, "n": 4, "m": 3, "p": 2, "q": 5, "r": 6, "d": 2, "e": 5, "n1": 3, "n2": 4, "n3": 2, "n4": 5}
BY_LAYER = {1: 3, 2: 4, 3: 2}


class Wrong(Exception):
    """Shapes or indices that do not fit."""


class Model:
    """A network's values at random data, and the slopes of any element by any other."""

    def __init__(self, network, seed, *, shares=False):
        self.network = network
        self.seed = seed
        self.equations = {e.tensor.name: e for e in network.equations}
        self.tensors = {tensor.name: tensor for tensor in network.tensors()}
        self.tied = dict(network.element_names)
        self.summing = {}
        for fact in network.facts:
            base = fact.left.terms[-1].factors[0][0]
            if fact.left.terms[0].bound and base.tensor.name not in self.equations:
                self.summing[base.tensor.name] = base.indices.index(fact.left.terms[0].bound[0])
        if shares:  # targets that add up to 1, whether that is declared or not
            self.summing |= {x.name: len(x.sizes) - 1 for x in network.with_role(Role.TARGET) if x.sizes}
        self.memories = {}
        self.slopes = {}
        self.rate = self.random("rate", 0.1, 0.9)

    def random(self, key, low, high):
        return random.Random(f"{self.seed} {key}").uniform(low, high)

    def extent(self, size, labels=None):
        if isinstance(size, int):
            return size
        if size.labels:
            return BY_LAYER.get(self.position(size.labels[0], labels or {}), 2)
        return WIDTHS[size.name]

    def position(self, position, at):
        if isinstance(position, int):
            return position
        if isinstance(position, Index):
            return at[position]
        if isinstance(position, Size):
            return self.extent(position, at)
        assert isinstance(position, Affine)
        return position.offset + sum(times * self.position(symbol, at) for symbol, times in position.terms)

    def labels(self, tensor):
        return [range(label.first, self.position(label.last, {}) + 1) for label in tensor.labels]

    def shape(self, tensor, labels):
        at = {label.index: value for label, value in zip(tensor.labels, labels, strict=True)}
        return tuple(self.extent(size, at) for size in tensor.sizes)

    def inside(self, tensor, at):
        count = len(tensor.labels)
        if not all(value in values for value, values in zip(at[:count], self.labels(tensor), strict=True)):
            return False
        return all(0 <= i < n for i, n in zip(at[count:], self.shape(tensor, at[:count]), strict=True))

    def get(self, name, at, change=()):
        """The value of an element where others are moved: change = ((name, at, by how much), ...)."""
        memory = self.memories.setdefault(change, {})
        if (name, at) not in memory:
            memory[name, at] = self.fresh(name, at, change)
        return memory[name, at]

    def moved(self, name, at, move):
        return move[:2] == (name, at) or self.tied.get((name, at), 0) == self.tied.get(move[:2], 1)

    def fresh(self, name, at, change):
        tensor = self.tensors[name]
        if not self.inside(tensor, at):
            return 0.0
        for n, move in enumerate(change):
            if self.moved(name, at, move):
                return self.get(name, at, change[:n] + change[n + 1 :]) + move[2]
        equation = self.equations.get(name)
        if equation is not None:
            formal = equation.output.labels + equation.output.indices
            here = dict(zip(formal, at, strict=True))
            first = tensor.labels and at[0] == 1 and self.tensors.get("z") is not None and name == "a"
            if not first:
                return self.value(equation.body, here, change)
        if name in self.summing and at[self.summing[name]] == self.shape(tensor, ())[self.summing[name]] - 1:
            place = self.summing[name]
            return 1 - sum(self.get(name, (*at[:place], i, *at[place + 1 :]), change) for i in range(at[place]))
        key = self.tied.get((name, at), (name, at))
        low, high = {Role.TARGET: (0.05, 0.3), Role.CONSTANT: (0.1, 0.9)}.get(tensor.role, (-1.1, 1.1))
        return self.random(key, low, high)

    def value(self, expression, at, change):
        total = 0.0
        for term in expression.terms:
            ranges = [range(i.first, i.first + self.extent(i.size, at)) for i in term.bound]
            for point in product(*ranges):
                here = {**at, **dict(zip(term.bound, point, strict=True))}
                made = float(term.coefficient)
                for base, exponent in term.factors:
                    made *= self.base(base, here, change) ** float(exponent)
                total += made
        return total

    def base(self, base, at, change):
        if isinstance(base, Element):
            return self.get(base.tensor.name, tuple(self.position(p, at) for p in base.labels + base.indices), change)
        if isinstance(base, Group):
            return self.value(base.body, at, change)
        if isinstance(base, Apply):
            return function(base.function.name, base.function.formula)(self.value(base.argument, at, change))
        if isinstance(base, Delta):
            return float(self.position(base.left, at) == self.position(base.right, at))
        if isinstance(base, Within):
            return float(0 <= self.position(base.position, at) < self.extent(base.size, at))
        if isinstance(base, Cardinal):
            return float(self.position(base.size, at))
        assert isinstance(base, Functional)
        values = []
        for argument in base.arguments:
            labels = tuple(self.position(p, at) for p in argument.labels)
            for place in np.ndindex(*self.shape(argument.tensor, labels)):
                values.append(self.get(argument.tensor.name, (*labels, *place), change))
        return math.sin(sum((n % 3 + 1) * v for n, v in enumerate(values))) + sum(
            (n % 4 + 1) * v * v / 3 for n, v in enumerate(values)
        )

    def slope(self, of, by):
        """Central differences of higher order: an error of about 1e-12."""
        if (of, by) not in self.slopes:
            up, down = (self.get(*of, ((*by, s * STEP),)) for s in (1, -1))
            up2, down2 = (self.get(*of, ((*by, 2 * s * STEP),)) for s in (1, -1))
            self.slopes[of, by] = (8 * (up - down) - (up2 - down2)) / (12 * STEP)
        return self.slopes[of, by]

    def second(self, of, by, again):
        """Central differences of central differences, extrapolated: an error of about 1e-9."""
        if (of, by, again) not in self.slopes:
            found = []
            for h in (WIDE, 2 * WIDE):
                corners = ((a, b) for a in (1, -1) for b in (1, -1))
                total = sum(a * b * self.get(*of, ((*by, a * h), (*again, b * h))) for a, b in corners)
                found.append(total / (4 * h * h))
            self.slopes[of, by, again] = (4 * found[0] - found[1]) / 3
        return self.slopes[of, by, again]


@cache
def function(name, formula):
    """A function of one variable by SymPy's own printer, an arbitrary one by its name."""
    if formula is None:
        a, b = random.Random(name).uniform(0.7, 1.4), random.Random(name + "!").uniform(0.2, 0.6)
        return lambda x: math.sin(a * x) + b * x * x + a * x
    return sympy.lambdify(X, formula, [{"Heaviside": lambda x, at=0: float(x > 0) if x else at}, "math"])


def defined(made):
    """A function of floats that is no number where it has no value."""

    def value(x):
        try:
            return made(x)
        except (ValueError, OverflowError):
            return math.nan

    return value


class Reader:
    """A tree as a float, a vector with its orientation, or a matrix: numpy arrays of 0 or 2 axes."""

    def __init__(self, model, *, rows=False):
        self.model = model
        self.rows = rows

    def __call__(self, tree, env):
        made = getattr(self, "read_" + type(tree).__name__.lower())(tree, env)
        return np.asarray(made, dtype=float)

    def read_ratio(self, tree, env):
        return float(Fraction(tree.name))

    def read_number(self, tree, env):
        return float(tree.value)

    def read_letter(self, tree, env):
        if tree.name in env:
            return env[tree.name]
        if tree.name != "eta" and tree.name not in WIDTHS:
            raise Wrong
        return self.model.rate if tree.name == "eta" else WIDTHS[tree.name]

    def integer(self, tree, env):
        value = float(self(tree, env))
        return int(value)

    def elements(self, ref, env):
        tensor = ref.tensor.of or ref.tensor
        if ref.single and not ref.indices:
            places = [place for place, name in self.model.network.element_names if name == ref.single]
            return (), [places[0]]
        count = len(tensor.labels)
        labels = tuple(self.integer(i, env) for i in ref.indices[:count])
        shape = self.model.shape(tensor, labels)
        if len(ref.indices) > count:
            at = []
            for tree, size in zip(ref.indices[count:], shape, strict=True):
                known = env.get(("size", tree.name)) if isinstance(tree, t.Letter) else None
                if known is not None and known != size:
                    raise Wrong
                at.append(self.integer(tree, env) - 1)
            return (), [(tensor.name, (*labels, *at))]
        return shape, [(tensor.name, (*labels, *at)) for at in np.ndindex(*shape)]

    def laid(self, shape, values):
        if not shape:
            return values[0]
        if len(shape) == 1:
            return np.reshape(values, (1, -1) if self.rows else (-1, 1))
        if len(shape) > 2:
            raise Wrong
        return np.reshape(values, shape)

    def read_ref(self, ref, env):
        if ref.tensor.of is not None:
            return self.read_slope(t.Slope(t.Ref(self.model.network.loss), ref), env)
        shape, nodes = self.elements(ref, env)
        values = [self.model.get(*node) for node in nodes]
        if ref.updates:
            loss = (self.model.network.loss.name, ())
            values = [v - self.model.rate * self.model.slope(loss, node) for v, node in zip(values, nodes, strict=True)]
        return self.laid(shape, values)

    def read_slope(self, slope, env):
        if slope.of.tensor.of is not None:
            loss = t.Ref(self.model.network.loss)
            return self.read_second(t.Slope(loss, slope.of, again=slope.by), env)
        if slope.again is not None:
            return self.read_second(slope, env)
        above, of = self.elements(slope.of, env)
        below, by = self.elements(slope.by, env)
        if len(above) == len(below) == 1:
            return np.array([[self.model.slope(a, b) for b in by] for a in of])
        if above and below:
            raise Wrong  # no matrices
        return self.laid(above or below, [self.model.slope(a, b) for a in of for b in by])

    def read_second(self, slope, env):
        above, of = self.elements(slope.of, env)
        sides = [self.elements(ref, env) for ref in (slope.by, slope.again)]
        if above or any(len(shape) > 1 for shape, _ in sides):
            raise Wrong
        (rows, by), (columns, again) = sides
        found = [[self.model.second(of[0], a, b) for b in again] for a in by]
        return np.array(found) if rows and columns else self.laid(rows or columns, [x for row in found for x in row])

    def read_sum(self, tree, env):
        made = self(tree.parts[0], env)
        for part in tree.parts[1:]:
            made = paired(made, self(part, env), np.add)
        return made

    def read_negative(self, tree, env):
        return -self(tree.of, env)

    def read_product(self, tree, env):
        parts = [self.loose(part, env) for part in tree.parts]
        try:
            groups, signs = [parts[0]], []
            for part, sign in zip(parts[1:], tree.times, strict=True):
                if sign is t.Times.PLAIN:
                    groups[-1] = dotted(groups[-1], part)
                else:
                    groups.append(part)
                    signs.append(sign)
            return ordered(groups, signs)
        except Wrong:
            if len(set(tree.times)) < 2:
                raise
            return ordered(parts, tree.times)

    def loose(self, tree, env):
        if isinstance(tree, t.Ones):
            return "column"
        if isinstance(tree, t.Transpose) and isinstance(tree.of, t.Ones):
            return "row"
        return self(tree, env)

    def read_ones(self, tree, env):
        raise Wrong

    def read_quotient(self, tree, env):
        bottom = self(tree.bottom, env)
        with np.errstate(all="ignore"):
            return paired(self(tree.top, env), 1 / bottom, np.multiply)

    def read_power(self, tree, env):
        base, exponent = self(tree.base, env), self(tree.exponent, env)
        if exponent.ndim:
            raise Wrong
        with np.errstate(all="ignore"):
            return np.power(base, exponent)

    def read_transpose(self, tree, env):
        return self(tree.of, env).T

    def read_call(self, tree, env):
        arguments = [self(part, env) for part in tree.arguments]
        if tree.name == "diag":
            if 1 not in arguments[0].shape or not arguments[0].ndim:
                raise Wrong
            return np.diag(arguments[0].ravel())
        if tree.name in ("max", "min"):
            return paired(*arguments, np.maximum if tree.name == "max" else np.minimum)
        if tree.name in ("sum", "norm", "mean"):
            return {"sum": np.sum, "mean": np.mean, "norm": lambda x: np.sqrt((x**2).sum())}[tree.name](arguments[0])
        if tree.name == "trace":
            if arguments[0].ndim != 2 or len(set(arguments[0].shape)) > 1:
                raise Wrong
            return np.trace(arguments[0])
        if tree.name == "softmax":
            powers = np.exp(arguments[0])
            return powers / powers.sum(axis=-1 if powers.shape[-1] > 1 else 0, keepdims=True)
        made = np.vectorize(defined(self.function(tree.name)), otypes=[float])
        (argument,) = arguments
        if not tree.primes:
            return made(argument)
        if tree.primes == 2:
            inner = t.Call(tree.name, (t.Letter("free"),), 1)
            sides = [self(inner, {**env, "free": argument + step}) for step in (WIDE, -WIDE, 2 * WIDE, -2 * WIDE)]
            return (8 * (sides[0] - sides[1]) - (sides[2] - sides[3])) / (12 * WIDE)
        if tree.primes > 2:
            raise Wrong
        if tree.name == "relu":
            return np.where(argument > 0, 1.0, 0.0)
        h = STEP
        slope = 8 * (made(argument + h) - made(argument - h)) - (made(argument + 2 * h) - made(argument - 2 * h))
        return slope / (12 * h)

    def function(self, name):
        known = {"exp": math.exp, "sqrt": lambda x: math.sqrt(x) if x >= 0 else math.nan, "tanh": math.tanh}
        known |= {"step": lambda x: float(x > 0), "sign": lambda x: float((x > 0) - (x < 0))}
        known |= {"relu": lambda x: max(0.0, x), "log": lambda x: math.log(x) if x > 0 else math.nan}
        known["ln"] = known["log"]
        known |= {"sigmoid": lambda x: 1 / (1 + math.exp(-x))}
        own = [b for e in self.model.network.equations for b in every_apply(e.body)]
        if any(f.name == name and f.formula is None for f in own):
            return function(name, None)
        named = [f for f in own if f.letter.lstrip("\\") == name]
        return function(named[0].name, named[0].formula) if named else known[name]

    def read_sumover(self, tree, env):
        values, size = self.span(tree, env)
        made = None
        for value in values:
            here = self(tree.body, {**env, tree.index: value, ("size", tree.index): size})
            made = here if made is None else paired(made, here, np.add)
        return made / len(values) if tree.mean else made

    def span(self, tree, env):
        waiting, found = [tree.body], []
        while waiting:
            here = waiting.pop()
            if isinstance(here, t.SumOver) and here.index == tree.index:
                continue
            if isinstance(here, t.Ref):
                tensor = here.tensor.of or here.tensor
                count = len(tensor.labels)
                for place, index in enumerate(here.indices):
                    if isinstance(index, t.Letter) and index.name == tree.index:
                        if place < count:
                            found.append((tuple(self.model.labels(tensor)[place]), None))
                        else:
                            labels = tuple(self.integer(i, env) for i in here.indices[:count])
                            size = self.model.shape(tensor, labels)[place - count]
                            found.append((tuple(range(1, size + 1)), size))
            from symbp.claims.walk import children

            waiting.extend(children(here))
        if not found or len(set(found)) > 1:
            raise Wrong
        return found[0]

    def read_delta(self, tree, env):
        return float(self.integer(tree.left, env) == self.integer(tree.right, env))


def every_apply(expression):
    from symbp.language import bases

    return [base.function for base in bases(expression) if isinstance(base, Apply)]


def paired(left, right, join):
    """Entry by entry, a number with everything, one row or column repeated to the other's shape."""
    if left.ndim and right.ndim:
        wanted = tuple(max(a, b) for a, b in zip(left.shape, right.shape, strict=True))
        fits = all(n in (1, m) for one in (left, right) for n, m in zip(one.shape, wanted, strict=True))
        if not fits or wanted not in (left.shape, right.shape):
            raise Wrong
    return join(left, right)


def dotted(left, right):
    """The matrix product, ones as long as they have to be."""
    if isinstance(left, str) or isinstance(right, str):
        if isinstance(left, str) and isinstance(right, str):
            raise Wrong
        if isinstance(right, str):
            if not left.ndim:
                raise Wrong
            if right == "row":
                if left.shape[1] != 1:
                    raise Wrong
                return left
            return left.sum(axis=1, keepdims=True)
        if not right.ndim or left == "column":
            raise Wrong
        return right.sum(axis=0, keepdims=True)
    if not left.ndim or not right.ndim:
        return left * right
    if left.shape[1] != right.shape[0]:
        if (1, 1) in (left.shape, right.shape):
            return left * right
        raise Wrong
    return left @ right


def ordered(parts, times):
    """From left to right."""
    made = parts[0]
    for part, sign in zip(parts[1:], times, strict=True):
        if sign is t.Times.PLAIN:
            made = dotted(made, part)
        elif isinstance(made, str) or isinstance(part, str):
            raise Wrong
        elif sign is t.Times.HADAMARD:
            made = paired(made, part, np.multiply)
        else:
            if not made.ndim or not part.ndim or 1 not in made.shape or 1 not in part.shape:
                raise Wrong
            made = np.outer(made.ravel(), part.ravel())
    return made if not isinstance(made, str) else np.ones((1, 1))


@cache
def models(network, shares=False):
    """Three random points of a network."""
    return tuple(Model(network, seed, shares=shares) for seed in range(3))


def free_letters(subject):
    """The letters of a quantity with the place where each stands."""
    again = getattr(subject, "again", None)
    refs = [subject] if isinstance(subject, t.Ref) else [subject.of, subject.by, *([again] if again else [])]
    found = {}
    for ref in refs:
        for place, index in enumerate(ref.indices):
            for part in [index, *getattr(index, "parts", ())]:
                if isinstance(part, t.Letter) and part.name not in WIDTHS:
                    found.setdefault(part.name, []).append((ref, place, part is index))
    return found


def environments(model, subject, env=None):
    """All values of the letters of a quantity: labels first."""
    env = env or {}
    for name, places in free_letters(subject).items():
        if name in env:
            continue
        tensor = places[0][0].tensor.of or places[0][0].tensor
        ref, place, _ = places[0]
        count = len(tensor.labels)
        if place < count:
            values, size = range(-1, 6), None
        else:
            if any(isinstance(p, t.Letter) and p.name not in env and p.name not in WIDTHS for p in ref.indices[:count]):
                continue
            labels = tuple(Reader(model).integer(i, env) for i in ref.indices[:count])
            size = model.shape(tensor, labels)[place - count]
            values = range(1, size + 1)
        for value in values:
            yield from environments(model, subject, {**env, name: value, ("size", name): size})
        return
    yield env


def in_range(model, tree, env):
    """Whether every label that the free letters determine lies in its range."""
    from symbp.claims.walk import walk

    reader = Reader(model)
    for ref in walk(tree):
        if isinstance(ref, t.Ref):
            tensor = ref.tensor.of or ref.tensor
            for index, values in zip(ref.indices, model.labels(tensor), strict=False):
                letters = [p.name for p in walk(index) if isinstance(p, t.Letter)]
                if all(name in env or name in WIDTHS for name in letters) and reader.integer(index, env) not in values:
                    return False
    return True


def equal(network, subject, formula, *, close=1e-5, shares=False):
    """Whether both sides are one at three random points, in floating point, in either orientation of vectors.

    `shares`: where targets add up to 1.
    """
    return any(equal_in(models(network, shares), subject, formula, rows, close) for rows in (False, True))


def equal_in(points, subject, formula, rows, close):
    compared = 0
    for model in points:
        reader = Reader(model, rows=rows)
        for env in environments(model, subject):
            if not (in_range(model, subject, env) and in_range(model, formula, env)):
                continue
            try:
                true, found = reader(subject, env), reader(formula, env)
            except Wrong:
                return False
            if isinstance(subject, t.Slope) and subject.again is None and is_diagonal(true) and 1 in found.shape:
                true = np.diag(true)[:, None]  # of a function entry by entry its slopes alone
            if true.shape != found.shape and found.shape == (1, 1):
                found = found[0, 0]
            if found.ndim == 0 and true.ndim and (true.shape == (1, 1) or not has_refs(formula)):
                found = np.full(true.shape, found)
            if (
                true.ndim
                and found.ndim
                and true.shape != found.shape
                and 1 in true.shape
                and found.T.shape == true.shape
            ):
                found = found.T
            if true.shape != found.shape:
                try:
                    if found.shape[0] not in (1, true.shape[0]) or not loose(formula):
                        return False
                    found = np.broadcast_to(found, true.shape)
                except (ValueError, IndexError):
                    return False
            good = np.isclose(true, found, rtol=close, atol=close * 1e-2) | np.isnan(found)
            if not good.all():
                return False
            compared += not np.isnan(found).all()
    return compared > 0


def is_diagonal(array):
    """Whether it is a square matrix with nothing beside its diagonal."""
    square = array.ndim == 2 and 1 < array.shape[0] == array.shape[1]
    return square and np.allclose(array, np.diag(np.diag(array)), atol=1e-9)


def has_refs(tree):
    from symbp.claims.walk import walk

    return any(isinstance(part, t.Ref) for part in walk(tree))


def loose(tree):
    from symbp.claims.walk import walk

    return any(isinstance(part, t.Ones) for part in walk(tree))
