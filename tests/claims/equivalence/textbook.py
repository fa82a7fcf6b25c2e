"""Formulas as textbooks print them, network by network: (what it is about, its formula) pairs."""

import re
from decimal import Decimal

import symbp
from certify.sample_networks import NETWORKS
from claims.equivalence.trees import (
    Book,
    T,
    delta,
    fn,
    had,
    minus,
    mul,
    neg,
    ones,
    outer,
    over,
    plus,
    to,
    total,
)
from claims.reading.networks import NUMBERED
from claims.reading.networks import network as read_network
from symbp.claims.tree import Slope
from symbp.layers import Layer, layered


def four_equations(book):
    """BP1 to BP4, for the whole and for single entries."""
    z, w, a, err = "z", "w", "a", book.err
    prime = fn("sigma", book(z, "l"), primes=1)
    yield err(z, "L"), had(book.d("C", (a, "L")), fn("sigma", book(z, "L"), primes=1))
    yield err(z, "L", "j"), mul(book.d("C", (a, "L", "j")), fn("sigma", book(z, "L", "j"), primes=1))
    yield err(z, "l"), had(mul(T(book(w, "l+1")), err(z, "l+1")), prime)
    yield err(z, "l"), had(prime, mul(T(book(w, "l+1")), err(z, "l+1")))
    yield err(z, "l"), mul(fn("diag", prime), T(book(w, "l+1")), err(z, "l+1"))
    back = total("k", mul(book(w, "l+1", "k", "j"), err(z, "l+1", "k")))
    yield err(z, "l", "j"), mul(back, fn("sigma", book(z, "l", "j"), primes=1))
    yield book.d("C", ("b", "l", "j")), err(z, "l", "j")
    yield book.d("C", ("b", "l")), err(z, "l")
    yield book.d("C", (w, "l", "j", "k")), mul(book(a, "l-1", "k"), err(z, "l", "j"))
    yield book.d("C", (w, "l")), mul(err(z, "l"), T(book(a, "l-1")))
    yield book.d("C", (w, "l")), outer(err(z, "l"), book(a, "l-1"))
    yield book.d("C", (a, "l-1", "k")), total("j", mul(book(w, "l", "j", "k"), err(z, "l", "j")))
    yield book(z, "l"), plus(mul(book(w, "l"), book(a, "l-1")), book("b", "l"))
    yield book(w, "l", updates=1), minus(book(w, "l"), mul("eta", err(z, "l"), T(book(a, "l-1"))))
    yield (
        book.d((z, "l+1", "k"), (z, "l", "j")),
        mul(book(w, "l+1", "k", "j"), fn("sigma", book(z, "l", "j"), primes=1)),
    )


def cross_entropy_outputs(book):
    """Sigmoid and binary cross entropy: a - y, and nothing else."""
    yield book.err("z", "L"), minus(book("a", "L"), book("y"))
    yield book.err("z", "L", "j"), neg(minus(book("y", "j"), book("a", "L", "j")))
    yield (
        book.d("C", ("w", "L", "j", "k")),
        mul(book("a", "L-1", "k"), minus(book("a", "L", "j"), book("y", "j"))),
    )
    a, y = book("a", "L", "j"), book("y", "j")
    yield book.d("C", ("a", "L", "j")), over(minus(a, y), mul(a, minus(1, a)))


def two_layers(book):
    """The worked 2-2-2 network, weight by weight."""
    o, total_, z = book.one, "C", book.err
    slope = {unit: mul(o(f"out_{unit}"), minus(1, o(f"out_{unit}"))) for unit in ("h1", "h2", "o1", "o2")}
    miss = {unit: minus(o(f"out_{unit}"), o(f"target_{unit}")) for unit in ("o1", "o2")}
    for weight, unit, below in (("w5", "o1", "h1"), ("w6", "o1", "h2"), ("w7", "o2", "h1"), ("w8", "o2", "h2")):
        yield book.d(total_, o(weight)), mul(miss[unit], slope[unit], o(f"out_{below}"))
    yield (
        book.d(total_, o("w5")),
        mul(book.d(total_, o("out_o1")), book.d(o("out_o1"), o("net_o1")), book.d(o("net_o1"), o("w5"))),
    )
    above = plus(mul(miss["o1"], slope["o1"], o("w5")), mul(miss["o2"], slope["o2"], o("w7")))
    yield book.d(total_, o("w1")), mul(above, slope["h1"], o("i1"))
    yield book.d(total_, o("out_h1")), plus(book.d(o("E_o1"), o("out_h1")), book.d(o("E_o2"), o("out_h1")))
    yield book.d(o("E_o1"), o("out_h1")), mul(miss["o1"], slope["o1"], o("w5"))
    yield book.d(o("out_o1"), o("net_o1")), mul(o("out_o1"), minus(1, o("out_o1")))
    yield book.d(o("net_o1"), o("out_h1")), o("w5")
    yield book.d(total_, book("b2")), plus(z("z3", 1), z("z3", 2))
    yield book.d(total_, book("b1")), total("j", z("z2", "j"))
    yield o("w5", updates=1), minus(o("w5"), mul("eta", book.d(total_, o("w5"))))
    yield o("w5", updates=1), minus(o("w5"), mul(Decimal("0.5"), miss["o1"], slope["o1"], o("out_h1")))
    yield book("b1", updates=1), book("b1")
    yield o("E_total"), plus(mul(Decimal("0.5"), to(miss["o1"], 2)), mul(Decimal("0.5"), to(miss["o2"], 2)))
    yield o("out_o1"), over(1, plus(1, fn("exp", neg(o("net_o1")))))
    yield o("net_h1"), plus(mul(o("w1"), o("i1")), mul(o("w2"), o("i2")), book("b1"))
    yield book.d("C", "w2"), mul(z("z2"), T(book("x")))
    yield z("z2"), had(mul(T(book("w3")), z("z3")), book("a2"), minus(1, book("a2")))
    yield book.d("C", "a3"), minus(book("a3"), book("y"))
    yield book.d("C", "x"), mul(T(book("w2")), z("z2"))
    away = minus(book("a3"), book("y"))
    yield o("E_total"), over(to(fn("norm", away), 2), 2)
    yield o("E_total"), mul(over(1, 2), T(away), away)
    yield o("E_total"), over(fn("trace", mul(away, T(away))), 2)
    yield o("E_total"), over(fn("sum", had(away, away)), 2)
    yield book.d("a3", "z3"), fn("diag", fn("sigma", book("z3"), primes=1))
    yield (
        book.d("a3", "z2"),
        mul(
            fn("diag", fn("sigma", book("z3"), primes=1)), book("w3"), fn("diag", had(book("a2"), minus(1, book("a2"))))
        ),
    )
    twice = mul(slope["o1"], minus(1, mul(2, o("out_o1"))))
    curved = plus(to(slope["o1"], 2), mul(miss["o1"], twice))
    yield d2(o("out_o1"), o("net_o1"), o("net_o1")), twice
    yield d2(o("out_o1"), o("net_o1"), o("net_o1")), fn("sigma", o("net_o1"), primes=2)
    yield d2(o("E_total"), o("net_o1"), o("net_o1")), curved
    yield d2(o("E_total"), o("w5"), o("w6")), mul(curved, o("out_h1"), o("out_h2"))
    yield book.d(z("z3", 1), o("w5")), mul(curved, o("out_h1"))
    yield d2(book("C"), book("a3"), book("a3")), fn("diag", plus(1, minus(book("a3"), book("a3"))))


def d2(of, by, again):
    """A second derivative."""
    return Slope(of, by, again=again)


def graph(book):
    """One multiplication and one addition."""
    yield book.d("y", "x1"), book("x2")
    yield book.d("y", "x2"), book("x1")
    yield book.d("y", "x3"), plus(0, 1)
    yield book.d("y", "x1"), mul(book.d("y", "a"), book.d("a", "x1"))
    yield book("y"), plus(mul(book("x1"), book("x2")), book("x3"))


def chain(book):
    """A chain of two neurons: three and five factors."""
    d = book.d
    yield d("E", "w2"), mul(d("E", "Y"), d("Y", "u2"), d("u2", "w2"))
    yield d("E", "w1"), mul(d("E", "Y"), d("Y", "u2"), d("u2", "Yj"), d("Yj", "u1"), d("u1", "w1"))
    slopes = (fn("E", book("Y"), primes=1), fn("f2", book("u2"), primes=1), fn("f1", book("u1"), primes=1))
    yield d("E", "w1"), mul(slopes[0], slopes[1], book("w2"), slopes[2], book("X"))
    yield d("E", "b2"), mul(slopes[0], slopes[1])
    yield d("E", "b1"), mul(d("E", "u1"), d("u1", "b1"))
    yield book("w1", updates=1), minus(book("w1"), mul("eta", d("E", "w1")))


def perceptron(book):
    """Rows are examples."""
    d = book.d
    yield d("L", "W2"), mul(T(book("h")), d("L", "o"))
    yield d("L", "h"), mul(d("L", "o"), T(book("W2")))
    yield d("L", "z"), had(d("L", "h"), fn("phi", book("z"), primes=1))
    yield d("L", "z"), had(mul(d("L", "o"), T(book("W2"))), fn("phi", book("z"), primes=1))
    yield d("L", "W1"), mul(T(book("x")), d("L", "z"))
    yield d("L", "x"), mul(d("L", "z"), T(book("W1")))
    yield d("L", ("W1", "k", "j")), total("i", mul(book("x", "i", "k"), d("L", ("z", "i", "j"))))
    yield d("L", ("h", "i", "k")), total("j", mul(d("L", ("o", "i", "j")), book("W2", "k", "j")))
    yield book("o"), mul(book("h"), book("W2"))


def softmax(book):
    """Softmax with cross entropy, operation by operation."""
    d, a = book.d, ("a", "i", "k")
    y, t = book("y", "i", "k"), book("t", "i", "k")
    yield d("L", a), over(minus(y, t), "m")
    yield d("L", "a"), over(minus(book("y"), book("t")), "m")
    yield d("L", a), over(minus(mul(y, total("j", book("t", "i", "j"))), t), "m")
    yield d("L", ("y", "i", "k")), neg(over(t, mul("m", y)))
    yield d("L", ("l", "i", "k")), over(neg(t), "m")
    yield d("L", ("r", "i")), over(neg(mul(book("S", "i"), total("k", t))), "m")
    yield d("L", ("S", "i")), over(total("k", t), mul("m", book("S", "i")))
    inner = total("j", mul(book("y", "i", "j"), d("L", ("y", "i", "j"))))
    yield d("L", a), mul(y, minus(d("L", ("y", "i", "k")), inner))
    yield d(("y", "i", "j"), a), mul(book("y", "i", "j"), minus(delta("j", "k"), y))
    yield d("s", ("p", "i", "k")), plus(1, 0)


def columns(book):
    """A batch whose examples are columns."""
    d, b = book.d, book
    miss = over(had(minus(b("a4"), b("y")), b("a4"), minus(1, b("a4"))), "m")
    yield d("C", "z4"), miss
    yield d("C", "w4"), mul(b.err("z4"), T(b("a3")))
    yield d("C", "b4"), mul(b.err("z4"), ones)
    yield d("C", "a3"), mul(T(b("w4")), b.err("z4"))
    yield b.err("z3"), had(mul(T(b("w4")), b.err("z4")), b("a3"), minus(1, b("a3")))
    yield b.err("z2"), had(mul(T(b("w3")), b.err("z3")), minus(1, to(b("a2"), 2)))
    yield d("C", ("b3", "j")), total("x", b.err("z3", "j", "x"))
    yield d("C", ("w3", "j", "k")), total("x", mul(b.err("z3", "j", "x"), b("a2", "k", "x")))
    yield b("z2"), plus(mul(b("w2"), b("x")), b("b2"))
    yield b("z2"), plus(mul(b("w2"), b("x")), mul(b("b2"), T(ones)))
    yield d("C", "w2"), mul(had(mul(T(b("w3")), b.err("z3")), fn("tanh", b("z2"), primes=1)), T(b("x")))


def rows(book):
    """Softmax and cross entropy, the examples of a batch as rows."""
    d, b = book.d, book
    yield d("C", "z3"), over(minus(b("a3"), b("y")), "m")
    yield d("C", ("z3", "i", "j")), mul(over(1, "m"), minus(b("a3", "i", "j"), b("y", "i", "j")))
    yield d("C", "w3"), mul(T(b("a2")), b.err("z3"))
    yield d("C", "w3"), mul(over(1, "m"), T(b("a2")), minus(b("a3"), b("y")))
    yield d("C", "b3"), mul(T(ones), b.err("z3"))
    yield d("C", ("b3", "j")), total("i", b.err("z3", "i", "j"))
    yield b.err("z2"), had(mul(b.err("z3"), T(b("w3"))), fn("sigma", b("z2"), primes=1))
    yield b.err("z2"), had(mul(b.err("z3"), T(b("w3"))), b("a2"), minus(1, b("a2")))
    yield d("C", "w2"), mul(T(b("x")), b.err("z2"))
    yield b("a3"), fn("softmax", b("z3"))


def attention(book):
    """Scaled dot products, rows are positions."""
    d, b = book.d, book
    yield d("L", "V"), mul(T(b("P")), d("L", "O"))
    yield d("L", "P"), mul(d("L", "O"), T(b("V")))
    inner = total("k", mul(b("P", "i", "k"), d("L", ("P", "i", "k"))))
    yield d("L", ("S", "i", "j")), mul(b("P", "i", "j"), minus(d("L", ("P", "i", "j")), inner))
    yield d("L", "Q"), over(mul(d("L", "S"), b("K")), fn("sqrt", "d"))
    yield d("L", "K"), mul(to("d", neg(Decimal("0.5"))), T(d("L", "S")), b("Q"))
    yield b("S"), over(mul(b("Q"), T(b("K"))), fn("sqrt", "d"))
    yield b("P"), fn("softmax", b("S"))
    yield d(("P", "i", "j"), ("S", "i", "k")), mul(b("P", "i", "j"), minus(delta("j", "k"), b("P", "i", "k")))


def normalised(book, own, over_size, along):
    """Batch and layer normalisation, in closed form and by the three paths."""
    d, b = book.d, book
    x, hat, dy = ("x", "i", "k"), b("xhat", "i", "k"), d("L", ("y", "i", "k"))

    def other(name):
        places = {"i": "p", "k": "k"} if along == "i" else {"i": "i", "k": "p"}
        return (name, places["i"], places["k"])

    yield d("L", ("gamma", "k")), total("i", mul(dy, hat))
    yield d("L", ("beta", "k")), total("i", dy)
    yield d("L", ("xhat", "i", "k")), mul(b("gamma", "k"), dy)
    yield d("L", "xhat"), had(b("gamma"), d("L", "y"))
    dhat = d("L", ("xhat", "i", "k"))
    away = d("L", other("xhat"))
    paths = minus(
        minus(mul(over_size, dhat), total("p", away)),
        mul(hat, total("p", mul(away, b(*other("xhat"))))),
    )
    yield d("L", x), mul(over(1, mul(over_size, b("s", own))), paths)
    three = [
        mul(d("L", (name, *at)), d((name, *at), x))
        for name, at in (("xhat", ("i", "k")), ("v", (own,)), ("mu", (own,)))
    ]
    yield d("L", x), plus(*three)
    yield (
        d("L", x),
        plus(
            over(dhat, b("s", own)),
            over(mul(d("L", ("v", own)), 2, minus(b(*x), b("mu", own))), over_size),
            over(d("L", ("mu", own)), over_size),
        ),
    )
    yield d("L", ("s", own)), neg(total(along, over(mul(dhat, minus(b(*x), b("mu", own))), to(b("s", own), 2))))
    yield d("L", ("mu", own)), neg(over(total(along, dhat), b("s", own)))
    yield b("mu", own), total(along, b(*x), mean=True)


def recurrent(book):
    """A recurrent network through T steps."""
    b, d = book, book.d
    slope = minus(1, to(b("h", "t"), 2))
    back = plus(minus(b("h", "t"), b("y", "t")), mul(T(b("W")), b.err("z", "t+1")))
    yield b.err("z", "t"), had(back, slope)
    yield b.err("z", "t"), had(back, fn("tanh", b("z", "t"), primes=1))
    yield d("C", "W"), total("t", mul(b.err("z", "t"), T(b("h", "t-1"))))
    yield d("C", "W"), total("t", mul(b.err("z", "t"), T(b("h", "t-1"))), 1, "T")
    yield d("C", "U"), total("t", mul(b.err("z", "t"), T(b("x", "t"))))
    yield d("C", "b"), total("t", b.err("z", "t"))
    yield d("C", ("W", "i", "k")), total("t", mul(b.err("z", "t", "i"), b("h", "t-1", "k")))
    yield b("z", "t"), plus(mul(b("W"), b("h", "t-1")), mul(b("U"), b("x", "t")), b("b"))
    inner = total("k", mul(b("W", "k", "i"), b.err("z", "t+1", "k")))
    yield d("C", ("h", "t", "i")), plus(minus(b("h", "t", "i"), b("y", "t", "i")), inner)


def relu(book):
    """A hidden layer of rectifiers."""
    yield book.err("z2"), had(mul(T(book("w3")), book.err("z3")), fn("relu", book("z2"), primes=1))
    yield book.err("z2"), had(mul(T(book("w3")), book.err("z3")), fn("step", book("z2")))
    yield book.err("z2"), had(mul(T(book("w3")), book.err("z3")), fn("sign", book("a2")))
    yield book("a2"), fn("max", 0, book("z2"))
    yield book.d("C", ("a2", "k")), total("j", mul(book("w3", "j", "k"), book.err("z3", "j")))
    yield (
        book.err("z2", "k"),
        mul(total("j", mul(book.err("z3", "j"), book("w3", "j", "k"))), fn("relu", book("z2", "k"), primes=1)),
    )
    yield book.d("C", ("w2", "j", "k")), mul(book("x", "k"), fn("step", book("z2", "j")), book.d("C", ("a2", "j")))


def vector_softmax(book):
    """One example, and the whole Jacobian of the softmax."""
    p, t = book("yhat"), book("t")
    yield book.d("yhat", "z2"), minus(fn("diag", p), mul(p, T(p)))
    yield book.d(("yhat", "i"), ("z2", "j")), mul(book("yhat", "i"), minus(delta("i", "j"), book("yhat", "j")))
    yield book("L"), neg(mul(T(t), fn("ln", p)))
    yield book("L"), minus(mul(fn("sum", t), fn("ln", fn("sum", fn("exp", book("z2"))))), mul(T(t), book("z2")))
    yield book.d("L", "z2"), minus(mul(fn("sum", t), p), t)
    yield d2(book("L"), book("z2"), book("z2")), mul(fn("sum", t), minus(fn("diag", p), mul(p, T(p))))
    yield book("a1"), fn("max", 0, book("z1"))
    yield book("a1"), had(book("z1"), fn("step", book("z1")))
    yield book.d("a1", "z1"), fn("diag", fn("step", book("z1")))


SYMBOLIC = {
    "four-equations": four_equations,
    "four-equations-cross-entropy": lambda book: [*list(four_equations(book))[3:], *cross_entropy_outputs(book)],
    "two-layer-sigmoid": two_layers,
    "add-mul-graph": graph,
    "chain-of-two": chain,
    "perceptron-graph": perceptron,
    "softmax-with-loss": softmax,
    "batch-columns": columns,
    "softmax-cross-entropy-batch": rows,
    "attention": attention,
    "batch-norm": lambda book: normalised(book, "k", "m", "i"),
    "layer-norm": lambda book: normalised(book, "i", "n", "k"),
    "recurrent": recurrent,
    "2-3-2-relu": relu,
    "numbered": vector_softmax,
    "mean-squared": lambda book: [
        (book.d("C", ("a2", "j")), over(mul(2, minus(book("a2", "j"), book("y", "j"))), "n")),
        (book.d("C", ("a2", "j")), mul(over(2, 3), minus(book("a2", "j"), book("y", "j")))),
    ],
}
OWN = {
    "2-3-2-relu": NETWORKS["2-3-2-relu"],
    "numbered": lambda: read_network(re.sub(r"\b[hk]\b", lambda m: {"h": "q", "k": "r"}[m[0]], NUMBERED)),
    "mean-squared": lambda: layered("n", 2, [Layer(3, "tanh")], "mean_squared_error"),
}


def network(name):
    """One of the tests' networks, or a built-in one."""
    return OWN[name]() if name in OWN else symbp.load(name)


def formulas():
    """All formulas as (name of the network, its book, number, subject, formula)."""
    for name, made in SYMBOLIC.items():
        book = Book(network(name))
        for number, (subject, formula) in enumerate(made(book), start=1):
            yield name, book, number, subject, formula
