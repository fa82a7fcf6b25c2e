"""Networks beyond layers: any equations of the language, against loops written for each of them."""

import itertools
from fractions import Fraction

import numpy as np
import pytest

from compile.loops import central_differences
from symbp.compile import lambdify
from symbp.language import (
    EXP,
    Cardinal,
    Delta,
    Element,
    Equation,
    Index,
    Network,
    Role,
    Size,
    Tensor,
    affine,
    apply,
    as_expression,
    check,
    element,
    total,
)


def squares(output, target, loss, *indices):
    """Half the sum of squared differences."""
    difference = element(output, *indices) - element(target, *indices)
    return Equation(Element(loss), total(difference**2 / 2, *indices))


LOSS = Tensor("C", (), Role.LOSS)


def convolution():
    """y[o,q] = Σ w[o,c,i] h[c, 2q+i-1], h = v x: a stride, a padding, and a gradient that flows through both."""
    c, d, i, o, q, p = (Index(n, s) for n, s in (("c", 2), ("d", 2), ("i", 3), ("o", 4), ("q", 5), ("p", 9)))
    x, t = Tensor("x", (2, 9), Role.INPUT), Tensor("t", (4, 5), Role.TARGET)
    w, v = Tensor("w", (4, 2, 3), Role.PARAMETER), Tensor("v", (2, 2), Role.PARAMETER)
    h, y = Tensor("h", (2, 9)), Tensor("y", (4, 5))
    place = affine({q: 2, i: 1}, -1)
    return Network(
        "convolution",
        "convolution",
        (
            Equation(Element(h, (), (c, p)), total(element(v, c, d) * element(x, d, p), d)),
            Equation(Element(y, (), (o, q)), total(element(w, o, c, i) * element(h, c, place), c, i)),
            squares(y, t, LOSS, o, q),
        ),
        LOSS,
    )


def convolution_loss(x, t, v, w):
    found = 0.0
    for row, target in zip(x, t, strict=True):
        h = v @ row
        y = np.zeros((4, 5))
        for o, q, c, i in itertools.product(range(4), range(5), range(2), range(3)):
            if 0 <= 2 * q + i - 1 < 9:
                y[o, q] += w[o, c, i] * h[c, 2 * q + i - 1]
        found += ((y - target) ** 2).sum() / 2
    return (found / len(x),)


def attention():
    """Scaled dot-product attention with symbolic sizes; queries and keys from weights."""
    n, d = Size("n"), Size("d")
    a, b, k, e = Index("a", n), Index("b", n), Index("k", d), Index("e", d)
    x, t = Tensor("x", (n, d), Role.INPUT), Tensor("t", (n, d), Role.TARGET)
    wq, wk = Tensor("wq", (d, d), Role.PARAMETER), Tensor("wk", (d, d), Role.PARAMETER)
    q, key, s, p, o = (
        Tensor(name, sizes) for name, sizes in zip("qkspo", [(n, d)] * 2 + [(n, n)] * 2 + [(n, d)], strict=True)
    )
    scale = as_expression(Cardinal(d)) ** Fraction(-1, 2)
    powers = apply(EXP, element(s, a, b))
    return Network(
        "attention",
        "attention",
        (
            Equation(Element(q, (), (a, k)), total(element(x, a, e) * element(wq, e, k), e)),
            Equation(Element(key, (), (a, k)), total(element(x, a, e) * element(wk, e, k), e)),
            Equation(Element(s, (), (a, b)), total(element(q, a, k) * element(key, b, k), k) * scale),
            Equation(Element(p, (), (a, b)), powers / total(powers, b)),
            Equation(Element(o, (), (a, k)), total(element(p, a, b) * element(x, b, k), b)),
            squares(o, t, LOSS, a, k),
        ),
        LOSS,
    )


def attention_loss(x, t, wq, wk):
    found = 0.0
    for row, target in zip(x, t, strict=True):
        scores = (row @ wq) @ (row @ wk).T / np.sqrt(row.shape[1])
        powers = np.exp(scores)
        found += (((powers / powers.sum(1, keepdims=True)) @ row - target) ** 2).sum() / 2
    return (found / len(x),)


def standardised():
    """h = (u - mean u) / sqrt(variance + 1) with u = w x: powers that are no integers, and means over a size."""
    n, k = Size("n"), Size("k")
    j, i, other = Index("j", n), Index("i", k), Index("r", n)
    x, t = Tensor("x", (k,), Role.INPUT), Tensor("t", (n,), Role.TARGET)
    w = Tensor("w", (n, k), Role.PARAMETER)
    u, mu, v, h = Tensor("u", (n,)), Tensor("mu"), Tensor("v"), Tensor("h", (n,))
    count = as_expression(Cardinal(n))
    spread = total((element(u, other) - element(mu)) ** 2, other) / count
    return Network(
        "standardised",
        "standardised",
        (
            Equation(Element(u, (), (j,)), total(element(w, j, i) * element(x, i), i)),
            Equation(Element(mu), total(element(u, other), other) / count),
            Equation(Element(v), spread + 1),
            Equation(Element(h, (), (j,)), (element(u, j) - element(mu)) * element(v) ** Fraction(-1, 2)),
            squares(h, t, LOSS, j),
        ),
        LOSS,
    )


def standardised_loss(x, t, w):
    u = x @ w.T
    h = (u - u.mean(1, keepdims=True)) / np.sqrt(u.var(1, keepdims=True) + 1)
    return (((h - t) ** 2).sum() / 2 / len(x),)


def outer_and_diagonal():
    """C = Σ_ij (u_i v_j - x_ij - [i = j] s)^2 / 2: broadcasts both ways, and a bracket."""
    i, j = Index("i", 3), Index("j", 3)
    x = Tensor("x", (3, 3), Role.INPUT)
    u, v = Tensor("u", (3,), Role.PARAMETER), Tensor("v", (3,), Role.PARAMETER)
    s = Tensor("s", (), Role.PARAMETER)
    d = Tensor("d", (3, 3))
    body = element(u, i) * element(v, j) - element(x, i, j) - as_expression(Delta(i, j)) * element(s)
    equations = (
        Equation(Element(d, (), (i, j)), body),
        Equation(Element(LOSS), total(element(d, i, j) ** 2 / 2, i, j)),
    )
    return Network("outer", "outer", equations, LOSS)


def outer_loss(x, u, v, s):
    return (((np.outer(u, v) - x - s * np.eye(3)) ** 2).sum() / 2 / len(x),)


CASES = {
    "convolution": (convolution, convolution_loss, [(3, 2, 9), (3, 4, 5), (2, 2), (4, 2, 3)]),
    "attention": (attention, attention_loss, [(2, 4, 3), (2, 4, 3), (3, 3), (3, 3)]),
    "standardised": (standardised, standardised_loss, [(3, 4), (3, 5), (5, 4)]),
    "outer": (outer_and_diagonal, outer_loss, [(2, 3, 3), (3,), (3,), ()]),
}


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("form", ["array", "auto"])
def test_any_equations(name, form):
    make, loss, shapes = CASES[name]
    compiled = lambdify(check(make()), form)
    rng = np.random.default_rng(5)
    data = len(compiled.inputs) + len(compiled.targets)
    for examples in (shapes[0][0], 1):
        given = [rng.normal(size=s if k >= data else (examples, *s[1:])) for k, s in enumerate(shapes)]
        found = compiled.function(*given)
        assert found[0] == pytest.approx(loss(*given)[0], rel=1e-12)
        for number in range(data, len(given)):
            slope = central_differences(loss, given, number)
            assert np.shape(found[number - data + 1]) == np.shape(given[number])
            np.testing.assert_allclose(found[number - data + 1], slope, rtol=1e-6, atol=1e-7)


def test_gradients_that_are_constant_alike_or_zero_are_arrays_of_their_own():
    """C = Σ_j (c_j u_j + c_j v_j + s_j) + Σ_j 0 r_j: by u and v it is c, by s it is 1, by r it is 0."""
    j = Index("j", 3)
    x = Tensor("x", (), Role.INPUT)
    c = Tensor("c", (3,), Role.CONSTANT)
    u, v, s, r = (Tensor(name, (3,), Role.PARAMETER) for name in "uvsr")
    h = Tensor("h", (3,))
    body = element(c, j) * element(u, j) + element(c, j) * element(v, j) + element(s, j)
    equations = (
        Equation(Element(h, (), (j,)), element(r, j) ** 2),
        Equation(Element(LOSS), total(body, j) + element(x)),
    )
    compiled = lambdify(check(Network("n", "n", equations, LOSS)), "array")
    assert compiled.inputs == ("c", "x")
    values = {name: np.arange(3.0) + k for k, name in enumerate("uvsr")}
    given = np.array([4.0, 5.0, 6.0])
    loss, found = compiled({"x": np.array([10.0, 20.0]), "c": given}, (), values)
    assert loss == pytest.approx(15 + given @ values["u"] + given @ values["v"] + values["s"].sum())
    for name, truth in (("u", given), ("v", given), ("s", np.ones(3)), ("r", np.zeros(3))):
        np.testing.assert_array_equal(found[name], truth)
    for left, right in itertools.combinations([*found.values(), given], 2):
        assert not np.shares_memory(left, right)
