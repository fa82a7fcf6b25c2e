"""Every rule maps an expression to an equal one: random expressions, evaluated before and after."""

from fractions import Fraction

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from oracle import World
from symbp.calculus.collect import cancel, collect, pull_out
from symbp.calculus.differentiate import differentiate
from symbp.calculus.kronecker import kronecker
from symbp.calculus.lift import lift
from symbp.language import (
    EXP,
    Delta,
    Element,
    Fresh,
    Index,
    Size,
    Tensor,
    apply,
    as_expression,
    close,
    element,
    freshen,
    put,
    total,
)
from symbp.language.expression import Expression

N, M = Size("n"), Size("m")
I, J = Index("i", N), Index("j", M)  # noqa: E741
A, B, C, W = Tensor("a", (N,)), Tensor("b", (M,)), Tensor("c", ()), Tensor("w", (N, M))
SIZES = {"n": 2, "m": 3}


def world(seed: int) -> World:
    """Positive values, so that every power is defined."""
    draw = np.random.default_rng(seed)
    tensors = (A, B, C, W)
    return World(SIZES, {t.name: np.array(0.5 + draw.random([SIZES[s.name] for s in t.sizes])) for t in tensors})


@st.composite
def expressions(draw: st.DrawFn, depth: int = 2, brackets: bool = True) -> Expression:
    """Expressions over the free indices i and j, with sums that reuse the same index names on purpose."""
    i = draw(st.sampled_from([I, Index("i", N, 5), Index("j", N, 6), Index("i", N, 7)]))
    j = draw(st.sampled_from([J, Index("i", M, 8), Index("j", M, 9)]))
    leaves = [element(A, i), element(B, j), element(C), element(W, i, j), as_expression(draw(st.integers(1, 3)))]
    if brackets:
        leaves += [as_expression(Delta(i, I)), as_expression(Delta(J, j))]
    made = draw(st.sampled_from(leaves))
    for _ in range(draw(st.integers(0, 2))):
        other = draw(st.sampled_from(leaves)) if depth == 0 else draw(expressions(depth=depth - 1, brackets=brackets))
        kind = draw(st.sampled_from(["+", "-", "*", "*", "exp", "power"]))
        if kind == "+":
            made = made + other
        elif kind == "-":
            made = made - other
        elif kind == "*":
            made = freshen(made, Fresh(draw(st.integers(100, 10**6)))) * other
        elif kind == "exp" and not brackets:
            made = apply(EXP, made * Fraction(1, 4))
        elif kind == "power" and made.terms:
            made = (made * made + 1) ** draw(st.sampled_from([-1, 2])) if len(made.terms) < 4 else made
    bound = [index for index in (i, j) if index.serial]
    return total(freshen(made, Fresh(draw(st.integers(10**7, 10**9)))), *bound)


def agree(left: Expression, right: Expression, where: World) -> None:
    before, after = where.array(left, (I, J)), where.array(right, (I, J))
    np.testing.assert_allclose(after, before, rtol=1e-9, atol=1e-9)


@settings(max_examples=60, deadline=None)
@given(expressions(), st.integers(0, 9))
def test_brackets_collapse_to_the_same_value(expression: Expression, seed: int) -> None:
    agree(expression, kronecker(expression), world(seed))


@settings(max_examples=60, deadline=None)
@given(expressions(), st.integers(0, 9))
def test_collecting_and_cancelling_keep_the_value(expression: Expression, seed: int) -> None:
    where = world(seed)
    agree(expression, collect(expression), where)
    agree(expression, pull_out(expression), where)
    agree(expression, cancel(expression, Fresh(10**10)), where)


@settings(max_examples=60, deadline=None)
@given(expressions(), st.integers(0, 9))
def test_bound_indices_can_be_renamed(expression: Expression, seed: int) -> None:
    where = world(seed)
    agree(expression, freshen(expression, Fresh(10**10)), where)
    agree(expression, close(expression), where)


@settings(max_examples=60, deadline=None)
@given(expressions(brackets=False), st.integers(0, 9))
def test_matrix_form_has_the_value_of_the_index_form(expression: Expression, seed: int) -> None:
    where = world(seed)
    matrix, reason = lift(expression, (I, J))
    assert (matrix is None) == bool(reason)
    if matrix is not None:
        want = where.array(expression, (I, J))
        np.testing.assert_allclose(np.broadcast_to(where.matrix(matrix), want.shape), want, rtol=1e-9)


@settings(max_examples=40, deadline=None)
@given(expressions(brackets=False), st.integers(0, 9), st.sampled_from([A, B, C, W]))
def test_derivative_is_that_of_central_differences(expression: Expression, seed: int, tensor: Tensor) -> None:
    where = world(seed)
    own = tuple(Index("i", size, -1000 - k) for k, size in enumerate(tensor.sizes))
    found = kronecker(differentiate(expression, Element(tensor, (), own), Fresh(10**10)))
    for point in np.ndindex(where.values[tensor.name].shape):
        sides = []
        for sign in (1, -1):
            moved = where.values[tensor.name].copy()
            moved[point] += sign * 1e-6
            sides.append(World(SIZES, {**where.values, tensor.name: moved}).array(expression, (I, J)))
        want = (sides[0] - sides[1]) / 2e-6
        got = where.array(put(found, dict(zip(own, point, strict=True))), (I, J))
        np.testing.assert_allclose(got, want, rtol=2e-4, atol=2e-4 * (1 + np.abs(sides[0]).max()))
