"""Short words for the trees that tests expect; every place is left out."""

from dataclasses import fields, replace
from decimal import Decimal

import symbp
from symbp.claims.reading import Lexicon, read_tree
from symbp.claims.tree import (
    Call,
    Delta,
    Letter,
    Matrix,
    Negative,
    Number,
    Ones,
    Power,
    Product,
    Quotient,
    Ratio,
    Ref,
    Slope,
    Sum,
    SumOver,
    Times,
    Transpose,
)
from symbp.language import adjoint

NODES = (Call, Delta, Letter, Matrix, Negative, Number, Ones, Power, Product, Quotient, Ratio, Ref, Slope, Sum)
NODES += (SumOver, Transpose)


def placeless(tree):
    """The tree with every `at` taken away, so that trees from different texts compare."""
    if tree is Times.STAR:
        return Times.PLAIN  # which of the two only shapes can tell
    if isinstance(tree, tuple):
        return tuple(placeless(part) for part in tree)
    if not isinstance(tree, NODES):
        return tree
    changed = {f.name: placeless(getattr(tree, f.name)) for f in fields(tree) if f.name != "at"}
    return replace(tree, **changed, at=-1)


def n(text):
    return Number(Decimal(text))


def r(name):
    return Ratio(str(name))


def i(name):
    return Letter(name)


def add(*parts):
    return Sum(parts)


def neg(part):
    return Negative(part)


def sub(left, right):
    return Sum((left, Negative(right)))


def mul(*parts):
    return Product(parts, (Times.PLAIN,) * (len(parts) - 1))


def had(*parts):
    return Product(parts, (Times.HADAMARD,) * (len(parts) - 1))


def over(top, bottom):
    return Quotient(top, bottom)


def power(base, exponent):
    return Power(base, exponent)


def t(part):
    return Transpose(part)


def call(name, *arguments, primes=0):
    return Call(name, arguments, primes)


def total(index, body, first=None, last=None):
    return SumOver(index, body, first, last)


HALF = over(r(1), r(2))


class World:
    """A network, its tensors by name, and its single numbers."""

    def __init__(self, network, **choices):
        self.network = symbp.load(network) if isinstance(network, str) else network
        self.tensors = {tensor.name: tensor for tensor in self.network.tensors()}
        self.owners = {name: self.tensors[owner] for (owner, _), name in self.network.element_names}
        self.lexicon = Lexicon(self.network, **choices)

    def __call__(self, name, *indices, updates=0, example=None):
        """A quantity: a single number by its own name, or a tensor with indices, letters as texts."""
        if name in self.owners and not indices:
            return Ref(self.owners[name], single=name, updates=updates)
        return Ref(self.tensors[name], tuple(map(index, indices)), updates=updates, example=example)

    def whole(self, name):
        """A tensor of one layer, where a single number has the same name."""
        return Ref(self.tensors[name])

    def d(self, name, *indices, **more):
        """The derivative of the loss by a quantity, as one symbol."""
        made = self(name, *indices, **more)
        return replace(made, tensor=adjoint(made.tensor))

    def slope(self, of, by, **more):
        """The derivative of one quantity by another."""
        return Slope(self(of) if isinstance(of, str) else of, self(by) if isinstance(by, str) else by, **more)

    def read(self, text):
        """The tree of a text, places taken away."""
        return placeless(read_tree(text, self.lexicon))


def index(value):
    """An index: a number, a letter, or a tree."""
    return n(value) if isinstance(value, int) else i(value) if isinstance(value, str) else value
