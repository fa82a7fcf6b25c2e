"""Trees of formulas by hand, in few words: Book(network) knows the names, T, had, plus, ... join what it gives."""

from decimal import Decimal

from symbp.claims import tree as t
from symbp.language import Network, adjoint
from symbp.worked.names import known_sizes, name_elements


def index(what):
    """An index: a letter, a number, or a letter and an offset such as "l+1"."""
    if isinstance(what, int):
        return t.Number(Decimal(what))
    if isinstance(what, str):
        for sign in "+-":
            if sign in what:
                letter, offset = what.split(sign)
                number = t.Number(Decimal(offset))
                return t.Sum((t.Letter(letter), t.Negative(number) if sign == "-" else number))
        return t.Letter(what)
    return what


class Book:
    """The quantities of a network by name: book("a3", "k"), book.err("z3"), book.d("C", "a3"), book.one("w5")."""

    def __init__(self, network: Network) -> None:
        self.network = network
        self.tensors = {tensor.name: tensor for tensor in network.tensors()}

    def __call__(self, name, *indices, **more):
        return t.Ref(self.tensors[name], tuple(index(i) for i in indices), **more)

    def err(self, name, *indices):
        return t.Ref(adjoint(self.tensors[name]), tuple(index(i) for i in indices))

    def one(self, name, **more):
        places = dict(name_elements(self.network, known_sizes(self.network)))
        (owner, _) = next(place for place, tensor in places.items() if tensor.name == name)
        return t.Ref(self.tensors[owner], single=name, **more)

    def d(self, of, by, **more):
        """The derivative; each side a reference, a name, or a name with indices."""
        return t.Slope(self.ref(of), self.ref(by), **more)

    def ref(self, what):
        if isinstance(what, t.Ref):
            return what
        return self(what) if isinstance(what, str) else self(*what)


def tree(what):
    """A tree, a number, or a letter."""
    if isinstance(what, int | str | Decimal):
        try:
            return t.Number(Decimal(what))
        except ArithmeticError:
            return t.Letter(what)
    return what


def plus(*parts):
    return t.Sum(tuple(tree(part) for part in parts))


def neg(part):
    return t.Negative(tree(part))


def minus(left, right):
    return plus(left, neg(right))


def joined(times, parts):
    return t.Product(tuple(tree(part) for part in parts), (times,) * (len(parts) - 1))


def mul(*parts):
    return joined(t.Times.PLAIN, parts)


def had(*parts):
    return joined(t.Times.HADAMARD, parts)


def outer(*parts):
    return joined(t.Times.OUTER, parts)


def over(top, bottom):
    return t.Quotient(tree(top), tree(bottom))


def to(base, exponent):
    return t.Power(tree(base), tree(exponent))


def T(of):
    return t.Transpose(of)


def fn(name, *arguments, primes=0):
    return t.Call(name, tuple(tree(part) for part in arguments), primes)


def total(letter, body, first=None, last=None, *, mean=False):
    return t.SumOver(letter, body, None if first is None else tree(first), None if last is None else tree(last), mean)


def delta(left, right):
    return t.Delta(index(left), index(right))


ones = t.Ones()
