"""BP1 to BP4 as the calculus finds them, against the equations as the textbook states them."""

import pytest

from symbp.certify import certify
from symbp.derivation import Result
from symbp.derive import derive
from symbp.four_equations import arbitrary_layers
from symbp.language import Element, adjoint, plus
from symbp.matrix import Gradient, Hadamard, Map, MatMul, Named, Plus, Transpose

DERIVATION = derive(arbitrary_layers())
NETWORK = DERIVATION.network
T = {tensor.name: tensor for tensor in NETWORK.tensors()}
LAST, BELOW = NETWORK.cases
L = LAST.label


def whole(tensor, label) -> Named:
    """A tensor at a label as a matrix; the shape is that of its sizes there."""
    element = Element(tensor, (label,))
    sizes = tensor.extents((label,))
    return Named(element, (sizes[0], sizes[1] if len(sizes) > 1 else 1))


def sigma_prime(label) -> Map:
    function = next(iter(NETWORK.equation(T["a"]).body.terms[0].factors))[0].function
    return Map(function, 1, whole(T["z"], label))


def test_bp1() -> None:
    matrix = DERIVATION.result(T["z"], LAST).matrix
    assert isinstance(matrix, Hadamard)
    gradient, slope = matrix.factors
    assert isinstance(gradient, Gradient)
    assert gradient.slope.by == Element(T["a"], (LAST.value,))
    assert slope == sigma_prime(LAST.value)


def test_bp2() -> None:
    above = plus(L, 1)
    want = MatMul((Transpose(whole(T["w"], above)), whole(adjoint(T["z"]), above)))
    assert DERIVATION.result(T["z"], BELOW).matrix.factors == (want, sigma_prime(L))


def test_bp3() -> None:
    assert DERIVATION.result(T["b"]).matrix == whole(adjoint(T["z"]), L)


def test_bp4() -> None:
    want = MatMul((whole(adjoint(T["z"]), L), Transpose(whole(T["a"], plus(L, -1)))))
    assert DERIVATION.result(T["w"]).matrix == want


def test_the_sum_over_all_paths_stands_before_it_collapses() -> None:
    reasons = [step.reason for step in DERIVATION.result(T["z"], LAST).steps]
    assert reasons.index("chain") < reasons.index("differentiate") < reasons.index("kronecker")
    assert all(term.bound for term in DERIVATION.result(T["z"], LAST).steps[0].expression.terms)


@pytest.mark.parametrize("activation", ["sigmoid", "tanh", "relu", "softplus", "silu"])
def test_only_the_slope_depends_on_the_activation(activation: str) -> None:
    derivation = derive(arbitrary_layers(activation))
    for tensor in ("b", "w"):
        named = next(t for t in derivation.network.tensors() if t.name == tensor)
        assert derivation.result(named).answer == DERIVATION.result(T[tensor]).answer


def cross_entropy_error() -> Result:
    derivation = derive(arbitrary_layers("sigmoid", "binary_cross_entropy"))
    z = next(t for t in derivation.network.tensors() if t.name == "z")
    return derivation.result(z, LAST)


def test_cross_entropy_with_sigmoid_gives_a_minus_y_in_a_step_that_is_shown() -> None:
    result = cross_entropy_error()
    assert "cancel" in [step.reason for step in result.steps]
    assert isinstance(result.matrix, Plus)
    assert [t.coefficient for t in result.answer.terms] == [1, -1]
    assert [t.factors[0][0].tensor.name for t in result.answer.terms] == ["a", "y"]


@pytest.mark.parametrize("activation", ["", "sigmoid", "tanh"])
def test_cross_entropy_with_softmax_gives_a_minus_y_by_the_fact_that_targets_add_up_to_1(activation: str) -> None:
    derivation = derive(arbitrary_layers(activation, "cross_entropy", "softmax"))
    tensors = {tensor.name: tensor for tensor in derivation.network.tensors()}
    result = derivation.result(tensors["z"], derivation.network.cases[0])
    assert {"cancel", "fact"} <= {step.reason for step in result.steps}
    assert [(t.coefficient, t.factors[0][0].tensor.name) for t in result.answer.terms] == [(1, "a_L"), (-1, "y")]
    below = derivation.result(tensors["z"], derivation.network.cases[1])
    above = plus(L, 1)
    assert below.matrix.factors[0] == MatMul(
        (Transpose(whole(tensors["w"], above)), whole(adjoint(tensors["z"]), above))
    )


def test_outputs_of_any_kind_may_have_an_arbitrary_cost() -> None:
    derivation = derive(arbitrary_layers("", "", "softmax"))
    assert certify(derivation).sound
    assert {result.quantity.tensor.of.name for result in derivation.results} == {"a_L", "z", "w", "b"}
