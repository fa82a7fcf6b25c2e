"""Equality by SymPy: what is shown is true, in small steps where a common denominator would be too large."""

import sympy

from symbp.certify.algebra import summed
from symbp.certify.algebraic import Algebraic
from symbp.language import Cardinal, Index, Role, Size, Tensor, as_expression, element, total

N = Size("n")
I_, J_ = Index("i", N), Index("j", N)
A, V = Tensor("A", (N, N), Role.PARAMETER), Tensor("v", (N,), Role.PARAMETER)
X = sympy.symbols("x1:10", real=True)
ROOT = sympy.sqrt(sum((x - sum(X) / len(X)) ** 2 for x in X) + 1)


def test_a_sum_that_vanishes_below_a_large_root():
    mean = sum(X) / len(X)
    terms = sympy.Add(*((x - mean) / (9 * ROOT) for x in X), evaluate=False)
    assert sympy.count_ops(terms) > 150
    assert Algebraic().same(sympy.Integer(0), terms)
    assert Algebraic().same(terms, -2 * terms)


def test_what_does_not_vanish_is_not_said_to():
    mean = sum(X) / len(X)
    terms = sum((x - mean) / (9 * ROOT) for x in X[:-1])
    assert not Algebraic().same(sympy.Integer(0), terms)
    assert not Algebraic().same(X[0] / ROOT, X[1] / ROOT)
    assert not Algebraic().same((X[0] + X[1]) * (X[0] - X[1]), X[0] ** 2 + X[1] ** 2)
    assert Algebraic().same((X[0] + X[1]) * (X[0] - X[1]), X[0] ** 2 - X[1] ** 2)


def test_means_are_sums_and_products_are_not():
    size = as_expression(Cardinal(N))
    assert summed(total(element(A, I_, J_), J_) / size)
    assert summed(element(V, I_) - 3 * element(V, J_))
    assert summed(as_expression(2))
    assert not summed(total(element(A, I_, J_) * element(V, J_), J_))
    assert not summed(element(V, I_) ** 2)
    assert not summed((element(V, I_) + 1) ** -1)
