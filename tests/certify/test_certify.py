"""True derivations are certified; a wrong step is refuted where it is, with a counterexample that can be checked."""

from dataclasses import replace
from fractions import Fraction

import pytest

from certify.sample_networks import NETWORKS
from symbp.certify import certify, mutated
from symbp.certify.mutants import Mutant
from symbp.derivation import Derivation, Result, Step
from symbp.derive import derive
from symbp.language import (
    EXP,
    Element,
    Equation,
    Function,
    Index,
    Network,
    Role,
    Size,
    Tensor,
    X,
    adjoint,
    apply,
    as_expression,
    element,
    total,
)
from symbp.matrix import MatMul, Named, Transpose


@pytest.mark.parametrize("name", sorted(NETWORKS))
def test_true_derivations_are_exact(name):
    certificate = certify(derive(NETWORKS[name]()))
    assert certificate.sound
    assert certificate.counts == {"exact": sum(certificate.counts.values()), "agrees": 0, "refuted": 0, "unknown": 0}
    assert all(verdict.compared for _, verdict in certificate.verdicts())


def test_verdicts_stand_beside_their_steps():
    derivation = derive(NETWORKS["2-3-2-softmax"]())
    certificate = certify(derivation)
    for result, verdict in zip(derivation.results, certificate.results, strict=True):
        assert verdict.quantity == result.quantity
        for step, found in zip(result.steps, verdict.steps, strict=True):
            assert (found.matrix is None) == (step.matrix is None)
            assert len(found.substeps) == len(step.substeps)


@pytest.mark.parametrize("name", ["2-3-2-softmax", "columns-softmax", "rows-softmax"])
def test_without_its_fact_just_the_step_that_uses_it_is_refuted(name):
    derivation = derive(NETWORKS[name]())
    certificate = certify(derivation, facts=False)
    refuted = [derivation.results[path[0]].steps[path[1]].reason for path, _ in certificate.refuted]
    assert refuted == ["fact"]
    assert {verdict.reason for _, verdict in certificate.verdicts() if verdict.kind == "unknown"} == {"after-refuted"}


# ---------------------------------------------------------------- by hand: C = sum of (W x - t)**2 / 2

M, N = Size("m"), Size("n")
ROW, COLUMN = Index("i", M), Index("j", N)
W, V = Tensor("w", (M, N), Role.PARAMETER), Tensor("x", (N,), Role.INPUT)
Z, GOAL, LOSS = Tensor("z", (M,)), Tensor("t", (M,), Role.TARGET), Tensor("C", (), Role.LOSS)
NETWORK = Network(
    "by-hand",
    "",
    (
        Equation(Element(Z, (), (ROW,)), total(element(W, ROW, COLUMN) * element(V, COLUMN), COLUMN)),
        Equation(Element(LOSS), total((element(Z, ROW) - element(GOAL, ROW)) ** 2 / 2, ROW)),
    ),
    LOSS,
)
WRONG = element(GOAL, ROW) - element(Z, ROW)
RIGHT = element(Z, ROW) - element(GOAL, ROW)
OUTER = element(adjoint(Z), ROW) * element(V, COLUMN)


def by_hand(z_steps, w_steps) -> Derivation:
    z = Result(Element(adjoint(Z), (), (ROW,)), tuple(z_steps))
    w = Result(Element(adjoint(W), (), (ROW, COLUMN)), tuple(w_steps))
    return Derivation(NETWORK, NETWORK, (z, w))


def kinds(certificate):
    return [[step.formula.kind for step in result.steps] for result in certificate.results]


def test_what_is_right_is_exact():
    certificate = certify(by_hand([Step(RIGHT, "differentiate")], [Step(OUTER, "kronecker")]))
    assert kinds(certificate) == [["exact"], ["exact"]]


def test_one_error_does_not_blame_what_is_below_it():
    certificate = certify(by_hand([Step(WRONG, "differentiate")], [Step(OUTER, "kronecker")]))
    assert kinds(certificate) == [["refuted"], ["exact"]]


def test_only_the_first_of_equal_errors_is_refuted():
    certificate = certify(by_hand([Step(RIGHT, "a"), Step(WRONG, "b"), Step(-RIGHT, "c")], [Step(OUTER, "d")]))
    assert kinds(certificate) == [["exact", "refuted", "unknown"], ["exact"]]
    assert certificate.results[0].steps[2].formula.reason == "after-refuted"


def test_what_writes_out_a_wrong_adjoint_is_not_blamed_for_it():
    written = Step(WRONG * element(V, COLUMN), "substitute", (adjoint(Z),))
    certificate = certify(by_hand([Step(WRONG, "a")], [Step(OUTER, "b"), written]))
    assert kinds(certificate) == [["refuted"], ["exact", "unknown"]]
    certificate = certify(by_hand([Step(RIGHT, "a")], [Step(OUTER, "b"), written]))
    assert kinds(certificate) == [["exact"], ["exact", "refuted"]]


def test_a_counterexample_holds_what_it_says():
    certificate = certify(by_hand([Step(RIGHT * 2, "a")], [Step(OUTER, "b")]))
    ((path, verdict),) = certificate.refuted
    assert path == (0, 0)
    example = verdict.counterexample
    assert example.found == pytest.approx(2 * example.expected)
    ((name, place),) = example.indices
    assert name == "i"
    assert 0 <= place < example.setting.by_name["m", ()]


def test_an_index_that_is_not_free_is_refused():
    certificate = certify(by_hand([Step(RIGHT, "a")], [Step(element(adjoint(Z), Index("i", M, 7)), "b")]))
    assert certificate.refuted[0][1].reason == "unbound-index"


D, V_COLUMN = Named(Element(adjoint(Z)), (M, 1)), Named(Element(V), (N, 1))


@pytest.mark.parametrize(
    ("matrix", "kind", "reason"),
    [
        (MatMul((D, Transpose(V_COLUMN))), "exact", ""),
        (MatMul((D, V_COLUMN)), "refuted", "shape"),
        (MatMul((V_COLUMN, Transpose(D))), "refuted", "shape"),
        (Transpose(MatMul((V_COLUMN, Transpose(D)))), "exact", ""),
        (MatMul((D, Transpose(D), D, Transpose(V_COLUMN))), "refuted", ""),
    ],
)
def test_matrix_forms_are_judged_with_their_shapes(matrix, kind, reason):
    certificate = certify(by_hand([Step(RIGHT, "a")], [Step(OUTER, "matrix-form", matrix=matrix)]))
    verdict = certificate.results[1].steps[0].matrix
    assert (verdict.kind, verdict.reason) == (kind, reason)


def test_a_wrong_local_derivative_is_refuted_inside_its_step():
    derivation = derive(NETWORKS["2-3-2-sigmoid"]())
    number, place, step = next(
        (n, p, s) for n, r in enumerate(derivation.results) for p, s in enumerate(r.steps) if s.substeps
    )
    inner = step.substeps[0].steps[-1]
    wrong = replace(inner, expression=inner.expression * 3)
    path = (number, place, 0, len(step.substeps[0].steps) - 1)
    certificate = certify(mutated(derivation, Mutant(path, "tripled", wrong)))
    assert [found for found, _ in certificate.refuted] == [path]


# ---------------------------------------------------------------- what the prime cannot see, and what has no value


def scalar(body, slope) -> Derivation:
    """C = body(a) for one parameter a, and what is said to be its derivative."""
    a = Tensor("a", (), Role.PARAMETER)
    network = Network("scalar", "", (Equation(Element(LOSS), body(element(a))),), LOSS)
    return Derivation(network, network, (Result(Element(adjoint(a)), (Step(slope(element(a)), "differentiate"),)),))


def test_the_exponential_of_a_sum_is_seen_in_floating_point():
    def body(a):
        return apply(EXP, a**2 + a)

    def slope(a, sign=1):
        return apply(EXP, a**2) * apply(EXP, a) * (2 * a + sign)

    assert certify(scalar(body, slope)).counts["agrees"] == 1
    assert certify(scalar(body, lambda a: slope(a, -1))).counts["refuted"] == 1


def test_roots_are_positive():
    half = Fraction(1, 2)
    right = certify(scalar(lambda a: (a**2 + 1) ** half, lambda a: a * (a**2 + 1) ** -half))
    wrong = certify(scalar(lambda a: (a**2 + 1) ** half, lambda a: -a * (a**2 + 1) ** -half))
    assert (right.counts["exact"], wrong.counts["refuted"]) == (1, 1)


def test_a_claim_without_a_value_is_wrong():
    certificate = certify(scalar(lambda a: a**2, lambda a: 2 * a * (a - a) ** -1))
    assert certificate.refuted[0][1].reason == "undefined"


def test_kinks_are_looked_at_from_both_sides():
    import sympy

    absolute = Function("absolute", sympy.Abs(X))
    assert certify(scalar(lambda a: apply(absolute, a), lambda a: apply(absolute, a, 1))).sound
    always = certify(scalar(lambda a: apply(absolute, a), lambda a: as_expression(1)))
    never = certify(scalar(lambda a: apply(absolute, a), lambda a: as_expression(-1)))
    assert (always.counts["refuted"], never.counts["refuted"]) == (1, 1)


def test_a_derivative_of_nothing_is_zero():
    b = Tensor("b", (), Role.PARAMETER)
    derivation = scalar(lambda a: a**2 + element(b) - element(b), lambda a: 2 * a)
    more = Result(Element(adjoint(b)), (Step(as_expression(0), "collect"),))
    assert certify(replace(derivation, results=(*derivation.results, more))).sound
