"""Indices that look alike: whatever names, sizes and serial numbers they have, each means its own.

Every network here is small enough to be read, and its gradients are those of PyTorch.
"""

import numpy as np
import pytest

from judge.arrays import Arrays
from symbp.compile import lambdify
from symbp.derive import derive
from symbp.language import (
    EXP,
    Element,
    Equation,
    Expression,
    Fresh,
    Index,
    Network,
    Role,
    Size,
    Tensor,
    adjoint,
    apply,
    check,
    element,
    free,
    freshen,
    plus,
    put,
    rewrite,
    total,
)
from tools import module

torch = module("torch", "pip install torch==2.13.0")

N = Size("n")
I_, J, K, AGAIN = Index("i", N), Index("j", N), Index("k", N), Index("j", N, 9)
W, B, X = Tensor("w", (N, N), Role.PARAMETER), Tensor("b", (N,), Role.PARAMETER), Tensor("x", (N,), Role.INPUT)
PAIR, LINE, KERNEL = Tensor("z", (N, N)), Tensor("e", (N,)), Tensor("c", (2,), Role.PARAMETER)
Q = Index("q", 2)
LOSS = Element(Tensor("C", (), Role.LOSS))


def w(*at: Index) -> Expression:
    return element(W, *at)


def b(*at: Index) -> Expression:
    return element(B, *at)


def x(*at: Index) -> Expression:
    return element(X, *at)


NETWORKS = {
    "a trace is the first use of a matrix": (
        [Equation(LOSS, total(w(J, J) ** 2 * x(J), J))],
        lambda w, b, x, c: (torch.diagonal(w) ** 2) @ x,
    ),
    "two indices of one name, a serial number apart": (
        [Equation(LOSS, total(x(J) * w(J, AGAIN) * b(AGAIN) ** 2, J, AGAIN))],
        lambda w, b, x, c: x @ w @ b**2,
    ),
    "two formal indices of one name": (
        [
            Equation(Element(PAIR, (), (J, AGAIN)), w(AGAIN, J) ** 2 * x(J)),
            Equation(LOSS, total(element(PAIR, J, K) ** 2 * b(K), J, K)),
        ],
        lambda w, b, x, c: ((w.T**2 * x[:, None]) ** 2 @ b).sum(),
    ),
    "a shifted index beside one of the name it would be given": (
        [
            Equation(Element(PAIR, (), (J, I_)), total(element(KERNEL, Q) * w(J, plus(I_, Q)), Q)),
            Equation(LOSS, total(element(PAIR, J, I_) ** 2, J, I_)),
        ],
        lambda w, b, x, c: ((c[0] * w + c[1] * torch.nn.functional.pad(w[:, 1:], (0, 1))) ** 2).sum(),
    ),
    "a sum read through inside a sum": (
        [
            Equation(Element(LINE, (), (J,)), total(w(J, K) * b(K), K) ** 2, kept=False),
            Equation(LOSS, total(element(LINE, J), J) ** 3),
        ],
        lambda w, b, x, c: ((w @ b) ** 2).sum() ** 3,
    ),
    "a sum read through at an index of its own name": (
        [
            Equation(Element(LINE, (), (I_,)), total(w(I_, J) * b(J), J), kept=False),
            Equation(LOSS, total(element(LINE, J) ** 2, J)),
        ],
        lambda w, b, x, c: ((w @ b) ** 2).sum(),
    ),
    "two sums over one index": (
        [Equation(LOSS, total(b(K) ** 2, K) * total(x(K) * b(K), K))],
        lambda w, b, x, c: (b**2).sum() * (x @ b),
    ),
    "a sum beside an element at its index": (
        [
            Equation(Element(LINE, (), (K,)), b(K) * total(x(K) * b(K), K)),
            Equation(LOSS, total(element(LINE, K) ** 3 * x(K), K)),
        ],
        lambda w, b, x, c: (b * (x @ b)) ** 3 @ x,
    ),
    "a softmax over what is read through": (
        [
            Equation(Element(LINE, (), (K,)), total(w(K, J) * b(J), J), kept=False),
            Equation(
                Element(PAIR, (), (I_, J)),
                x(I_) * apply(EXP, element(LINE, J)) / total(apply(EXP, element(LINE, K)), K),
            ),
            Equation(LOSS, total(element(PAIR, I_, J) ** 2 * b(J), I_, J)),
        ],
        lambda w, b, x, c: ((x[:, None] * torch.softmax(w @ b, 0)) ** 2 @ b).sum(),
    ),
}  # fmt: skip


def values() -> dict[str, torch.Tensor]:
    draw = np.random.default_rng(3)
    shapes = {"w": (3, 3), "b": (3,), "x": (3,), "c": (2,)}
    return {name: torch.tensor(draw.standard_normal(shape), requires_grad=True) for name, shape in shapes.items()}


@pytest.mark.parametrize("title", NETWORKS)
def test_gradients_are_those_of_pytorch(title: str) -> None:
    equations, forward = NETWORKS[title]
    network = check(Network("clash", title, tuple(equations), LOSS.tensor))
    given = values()
    loss = forward(**given)
    loss.backward()
    known = Arrays({"n": 3}, {tensor: given[tensor.name].detach().numpy() for tensor in (W, B, X, KERNEL)})
    for equation in network.equations:
        known.values[equation.tensor] = known.array(equation.body, equation.output.indices)
    assert known.values[LOSS.tensor] == pytest.approx(float(loss.detach()), rel=1e-12)
    for result in derive(network).results:
        at = result.quantity.indices
        assert len({index.name for index in at}) == len(at)
        known.values[result.quantity.tensor] = known.array(result.answer, at)
    for tensor in network.with_role(Role.PARAMETER):
        want = given[tensor.name].grad.numpy()
        np.testing.assert_allclose(known.values[adjoint(tensor)], want, rtol=1e-10, atol=1e-12)
    compiled = lambdify(network)
    data = [given[name].detach().numpy()[None] for name in compiled.inputs]
    found = compiled.function(*data, *(given[name].detach().numpy() for name in compiled.parameters))
    for name, value in zip(compiled.parameters, found[1:], strict=True):
        np.testing.assert_allclose(value, given[name].grad.numpy(), rtol=1e-10, atol=1e-12)


def test_a_product_keeps_sums_over_one_index_apart() -> None:
    left, right = total(b(K), K), total(x(K), K)
    known = Arrays({"n": 3}, {B: np.array([1.0, 2.0, 4.0]), X: np.array([3.0, 5.0, 7.0])})
    assert known.array(left * right, ()) == 7 * 15
    np.testing.assert_array_equal(known.array(b(K) * right, (K,)), [15, 30, 60])
    np.testing.assert_array_equal(known.array(right * b(K), (K,)), [15, 30, 60])
    assert known.array(total(total(b(K), K), K), ()) == 3 * 7
    assert free(right * b(K)) == {K}


def test_only_free_indices_are_replaced() -> None:
    body = b(K) * total(x(K), K)
    known = Arrays({"n": 3}, {B: np.array([1.0, 2.0, 4.0]), X: np.array([3.0, 5.0, 7.0])})
    assert known.array(put(body, {K: 2}), ()) == 4 * 15
    assert put(total(x(K), K), {K: 2}) == total(x(K), K)


def test_a_rule_may_put_sums_into_closed_sums() -> None:
    """(Sum_j e_j)^2 with e_j = (Sum_k w_jk b_k)^2: both sums have the same name once they are closed."""
    inner = total(w(J, K) * b(K), K) ** 2
    outer = total(element(LINE, J), J) ** 2

    def rule(base: object) -> Expression | None:
        read = isinstance(base, Element) and base.tensor == LINE
        return put(freshen(inner, Fresh()), {J: base.indices[0]}) if read else None

    draw = np.random.default_rng(0)
    known = Arrays({"n": 3}, {W: draw.standard_normal((3, 3)), B: draw.standard_normal(3)})
    want = ((known.values[W] @ known.values[B]) ** 2).sum() ** 2
    assert known.array(rewrite(outer, rule), ()) == pytest.approx(want, rel=1e-12)


def test_an_equation_is_shown_with_what_is_read_through_in_its_place() -> None:
    """What a derivation says it makes use of is true too."""
    equations, _ = NETWORKS["a sum read through at an index of its own name"]
    network = check(Network("clash", "", tuple(equations), LOSS.tensor))
    given = values()
    known = Arrays({"n": 3}, {tensor: given[tensor.name].detach().numpy() for tensor in (W, B, X)})
    want = float(((given["w"] @ given["b"]) ** 2).sum().detach())
    for result in derive(network).results:
        for used in result.steps[0].using:
            assert known.array(used.body, ()) == pytest.approx(want, rel=1e-12)


def test_what_is_divided_by_is_never_read_outside_its_range() -> None:
    """y_o = Sum_q x_(o+q) / c_q: the derivative by x_p divides by c_(p-o), which is 0 where p - o is no index."""
    o, five = Index("o", 4), Index("q", 2)
    long, out = Tensor("x", (5,), Role.PARAMETER), Tensor("y", (4,))
    equations = (
        Equation(Element(out, (), (o,)), total(element(long, plus(o, five)) / element(KERNEL, five), five)),
        Equation(LOSS, total(element(out, o) ** 2, o)),
    )
    result = derive(check(Network("quotient", "", equations, LOSS.tensor))).result(long)
    draw = np.random.default_rng(5)
    known = Arrays({}, {long: draw.standard_normal(5), KERNEL: np.array([2.0, 5.0])})
    given = {t: torch.tensor(known.values[t], requires_grad=True) for t in (long, KERNEL)}
    y = given[long][:-1] / given[KERNEL][0] + given[long][1:] / given[KERNEL][1]
    (y**2).sum().backward()
    known.values[out] = y.detach().numpy()
    known.values[adjoint(out)] = 2 * known.values[out]
    found = known.array(result.answer, result.quantity.indices)
    np.testing.assert_allclose(found, given[long].grad.numpy(), rtol=1e-12)
