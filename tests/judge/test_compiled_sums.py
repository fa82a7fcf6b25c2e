"""Sums that the compiler takes apart: each kind that it once got wrong, judged by PyTorch."""

import numpy as np
import pytest

from symbp.compile import lambdify
from symbp.language import (
    Element,
    Equation,
    Expression,
    Index,
    Network,
    Role,
    Size,
    Tensor,
    Within,
    apply,
    as_expression,
    check,
    element,
    total,
)
from symbp.library import find
from tools import module

torch = module("torch", "pip install torch==2.13.0")

N, M = Size("n"), Size("m")
I_, J, K = Index("i", M), Index("j", N), Index("k", N)
X, B, V = Tensor("x", (M, N), Role.INPUT), Tensor("b", (N,), Role.PARAMETER), Tensor("v", (), Role.PARAMETER)
U, LOSS = Tensor("u", (M, N)), Element(Tensor("C", (), Role.LOSS))


def u(*at: Index) -> Expression:
    return element(U, *at)


def activation(name: str, argument: Expression) -> Expression:
    return apply(find("operations", name, "operation").FUNCTION, argument)


BIASED = Equation(Element(U, (), (I_, J)), element(X, I_, J) + element(B, J))
NETWORKS = {
    "different powers over the same indices": (
        [BIASED, Equation(LOSS, total((u(I_, J) ** 2 * activation("sigmoid", u(I_, J))) ** 2, I_, J))],
        lambda x, b, v: (((x + b) ** 2 * torch.sigmoid(x + b)) ** 2).sum(),
    ),
    "three equal sums multiplied": (
        [BIASED, Equation(LOSS, total(total(u(I_, K) ** 2, K) ** 3, I_))],
        lambda x, b, v: (((x + b) ** 2).sum(1) ** 3).sum(),
    ),
    "a bias of several rows of each example": (
        [BIASED, Equation(LOSS, total(activation("softplus", u(I_, J)), I_, J))],
        lambda x, b, v: torch.nn.functional.softplus(x + b).sum(),
    ),
    "a number that counts rows and columns": (
        [Equation(LOSS, total((element(X, I_, J) * element(V)) ** 2, I_, J))],
        lambda x, b, v: ((x * v) ** 2).sum(),
    ),
    "a bracket between numbers and sizes": (
        [BIASED, Equation(LOSS, total(as_expression(Within(1, N)) * u(I_, J) ** 2, I_, J) * element(V))],
        lambda x, b, v: ((x + b) ** 2).sum() * v,
    ),
    "the error function": (
        [BIASED, Equation(LOSS, total(activation("gelu", u(I_, J)), I_, J) + activation("gelu", element(V)))],
        lambda x, b, v: torch.nn.functional.gelu(x + b).sum() + torch.nn.functional.gelu(v),
    ),
}


@pytest.mark.parametrize("examples", [1, 4])
@pytest.mark.parametrize("title", NETWORKS)
def test_sums_are_those_of_pytorch(title: str, examples: int) -> None:
    equations, forward = NETWORKS[title]
    compiled = lambdify(check(Network("sums", title, tuple(equations), LOSS.tensor)))
    draw = np.random.default_rng(examples)
    x = draw.standard_normal((examples, 2, 3))
    b, v = (torch.tensor(draw.standard_normal(shape), requires_grad=True) for shape in ((3,), ()))
    loss = sum(forward(torch.tensor(one), b, v) for one in x) / examples
    loss.backward()
    given = {"b": b.detach().numpy(), "v": v.detach().numpy()}
    found, gradients = compiled(x, (), {name: given[name] for name in compiled.parameters})
    assert found == pytest.approx(float(loss.detach()), rel=1e-12)
    for name, value in gradients.items():
        want = {"b": b, "v": v}[name].grad.numpy()
        assert np.shape(value) == want.shape
        np.testing.assert_allclose(value, want, rtol=1e-10)


def test_the_error_function_in_single_precision() -> None:
    compiled = lambdify(check(Network("sums", "", tuple(NETWORKS["the error function"][0]), LOSS.tensor)))
    x, b, v = np.ones((2, 2, 3), np.float32), np.zeros(3, np.float32), np.array(0.5, np.float32)
    _, db, dv = compiled.function(x, *(np.asarray(value) for value in (b, v)))
    assert (db.dtype, dv.dtype) == (np.float32, np.float32)
    np.testing.assert_allclose(db, 2 * 1.0833154705876864, rtol=1e-6)
