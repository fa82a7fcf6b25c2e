"""Expressions with numbers in them: sums, brackets, ranges, and indices that hide each other."""

from fractions import Fraction

import pytest

from symbp.certify.evaluator import Program
from symbp.certify.floating import Floating
from symbp.certify.matrices import MatrixProgram, Misfit
from symbp.certify.setting import Setting, Unbound
from symbp.language import (
    Cardinal,
    Delta,
    Element,
    Group,
    Index,
    Label,
    Role,
    Size,
    Tensor,
    Within,
    affine,
    as_expression,
    element,
    plus,
    total,
)
from symbp.matrix import Hadamard, MatMul, Named, Ones, Plus, Scaled, Transpose

M, N = Size("m"), Size("n")
A, V = Tensor("A", (M, N), Role.PARAMETER), Tensor("v", (N,), Role.PARAMETER)
VALUES = {"A": [[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]], "v": [10.0, 20.0, 30.0]}
ROW, J, K = Index("i", M), Index("j", N), Index("k", N)


class Table:
    """Reads A, 2 by 3, and v from a table; 0 outside."""

    field = Floating(0)
    setting = Setting(((("m", ()), 2), (("n", ()), 3)))

    def element(self, tensor, at):
        found = VALUES[tensor.name]
        for place in at:
            if not 0 <= place < len(found):
                return 0
            found = found[place]
        return found

    def whole(self, tensor, labels):
        return [(k,) for k in range(3)]

    def adjoint(self, tensor, at):
        return 100 * self.element(tensor, at)

    def partial(self, of, at, by, there):
        return 1000.0


def value(expression, free=(), at=()):
    return Program(expression, free)(Table(), at)


def test_a_matrix_times_a_vector():
    product = total(element(A, ROW, J) * element(V, J), J)
    assert [value(product, (ROW,), (i,)) for i in range(2)] == [140, 320]


def test_double_sums_and_sizes_as_numbers():
    mean = total(element(A, ROW, J), ROW, J) / as_expression(Cardinal(M)) / as_expression(Cardinal(N))
    assert value(mean) == pytest.approx(3.5)


def test_brackets():
    picked = total(element(V, J) * as_expression(Delta(J, K)), J)
    assert [value(picked, (K,), (k,)) for k in range(3)] == VALUES["v"]
    inside = as_expression(Within(plus(K, 2), N))
    assert [value(inside, (K,), (k,)) for k in range(-3, 3)] == [0, 1, 1, 1, 0, 0]


def test_elements_outside_are_zero():
    shifted = element(V, affine({K: 2}, -1))
    assert [value(shifted, (K,), (k,)) for k in range(3)] == [0, 20, 0]


def test_a_zero_hides_what_is_undefined():
    assert value(element(V, plus(K, 3)) ** -1 * as_expression(Delta(K, 7)), (K,), (1,)) == 0


def test_a_bound_index_hides_a_free_one_and_leaves_it_alone():
    captured = as_expression(Group(total(element(V, K), K))) * element(V, K)
    assert value(captured, (K,), (1,)) == 60 * 20
    assert value(total(element(V, K), K) + element(V, K), (K,), (1,)) == 80


def test_closed_sums_inside_each_other():
    inner = total(element(A, ROW, J) * element(V, J), J)
    assert value(total(inner**2, ROW)) == 140**2 + 320**2


def test_an_index_that_nothing_binds_is_refused():
    with pytest.raises(Unbound, match="k"):
        Program(element(V, K), (J,))


def test_sizes_follow_their_labels():
    depth = Size("L")
    layer = Index("l", depth, first=1)
    width = Size("n", (layer,))
    ones = Tensor("o", (width,), Role.PARAMETER, (Label(layer, 1, depth),))
    one = total(as_expression(Fraction(1)), Index("k", width))

    class Layers(Table):
        setting = Setting(((("L", ()), 3), (("n", (1,)), 5), (("n", (2,)), 4), (("n", (3,)), 7)))

    assert [Program(one, (layer,))(Layers(), (label,)) for label in (1, 2, 3)] == [5, 4, 7]
    assert Program(total(one, layer), ())(Layers(), ()) == 16
    assert ones.extents((depth,)) == (Size("n", (depth,)),)


MATRIX, VECTOR = Named(Element(A), (M, N)), Named(Element(V), (N, 1))


def entries(matrix):
    return MatrixProgram(matrix, ())(Table(), ())


def test_matrix_trees():
    assert entries(MatMul((MATRIX, VECTOR))) == [[140], [320]]
    assert entries(MatMul((MATRIX, Transpose(MATRIX)))) == [[14, 32], [32, 77]]
    assert entries(MatMul((Transpose(Ones((M, 1))), MATRIX))) == [[5, 7, 9]]
    assert entries(Hadamard((MATRIX, Transpose(VECTOR)), (M, N))) == [[10, 40, 90], [40, 100, 180]]
    assert entries(Plus((MATRIX, Scaled(Fraction(-1), MATRIX)), (M, N))) == [[0, 0, 0], [0, 0, 0]]


@pytest.mark.parametrize(
    "matrix",
    [
        MatMul((MATRIX, MATRIX)),
        MatMul((VECTOR, MATRIX)),
        Hadamard((MATRIX, VECTOR), (M, N)),
        Plus((MATRIX, Transpose(MATRIX)), (M, N)),
        Named(Element(A), (N, M)),
        Named(Element(V), (1, N)),
    ],
)
def test_sizes_that_do_not_fit_have_no_value(matrix):
    with pytest.raises(Misfit):
        entries(matrix)
