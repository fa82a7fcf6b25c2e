"""Every mutant that is a mistake is refuted, at its step and only there; SymPy shows that the others are none."""

import pytest

from certify.sample_networks import NETWORKS
from symbp.certify import certify, mutants, mutated, mutation_report
from symbp.certify.matrix_mutations import matrix_mutations
from symbp.certify.mutations import mutations
from symbp.derive import derive
from symbp.language import Delta, Element, Index, Role, Size, Tensor, as_expression, element, total
from symbp.matrix import Hadamard, MatMul, Named, Transpose
from symbp.spec.load import examples, load_any

QUICK = ["2-3-2-relu", "2-3-2-sigmoid", "2-3-2-softmax", "convolution", "four-equations", "layer-norm", "shared-bias"]
SLOW = sorted(set(NETWORKS) - set(QUICK) - {"twelve-layers", "large"})


@pytest.mark.parametrize("name", [*QUICK, *(pytest.param(name, marks=pytest.mark.slow) for name in SLOW)])
def test_no_mutant_survives(name):
    derivation = derive(NETWORKS[name]())
    report = mutation_report(derivation)
    assert report.survived == ()
    assert sum(report.counts.values()) == len(list(mutants(derivation)))
    assert report.counts["refuted"] > 10 * report.counts["equivalent"]
    refuted = dict(report.refuted)
    for kind in ("sign-flipped", "coefficient-doubled", "factor-dropped", "index-replaced"):
        assert refuted[kind] > 0


@pytest.mark.parametrize("name", ["2-3-2-softmax", "four-equations"])
def test_a_mutant_is_refuted_where_it_sits_and_nowhere_else(name):
    derivation = derive(NETWORKS[name]())
    equivalent = set(mutation_report(derivation).equivalent)
    for mutant in list(mutants(derivation))[::4]:
        refuted = [path for path, _ in certify(mutated(derivation, mutant)).refuted]
        assert refuted == ([] if mutant in equivalent else [mutant.path])


def test_no_mutant_is_the_original():
    derivation = derive(NETWORKS["2-3-2-softmax"]())
    for mutant in mutants(derivation):
        assert mutated(derivation, mutant) != derivation


@pytest.mark.parametrize("name", [name for name in examples() if name != "batch-columns"])
def test_no_mutant_survives_in_the_gallery(name):
    """Batch columns are among the networks above; one output leaves more sums of one addend, so more twins."""
    made = load_any(name)
    derivation = derive(getattr(made, "network", made))
    report = mutation_report(derivation)
    assert report.survived == ()
    assert report.counts["refuted"] > 7 * report.counts["equivalent"]
    assert report.counts["refuted"] + report.counts["equivalent"] == len(list(mutants(derivation)))


N = Size("n")
I_, J_, K_ = Index("i", N), Index("j", N), Index("k", N)
A, V = Tensor("A", (N, N), Role.PARAMETER), Tensor("v", (N,), Role.PARAMETER)


def test_the_mistakes_in_a_formula():
    found = list(mutations(total(element(A, I_, J_) * element(V, J_), J_) - element(V, I_)))
    made = {kind: [e for k, e in found if k == kind] for kind, _ in found}
    assert total(element(A, J_, I_) * element(V, J_), J_) - element(V, I_) in made["index-swapped"]
    assert total(element(A, I_, J_) * element(V, I_), J_) - element(V, I_) in made["index-replaced"]
    assert total(element(A, I_, J_) * element(V, J_), J_) in made["path-dropped"]
    assert total(element(A, I_, J_), J_) - element(V, I_) in made["factor-dropped"]
    assert total(element(A, I_, J_) * element(V, J_), J_) + element(V, I_) in made["sign-flipped"]
    assert total(2 * element(A, I_, J_) * element(V, J_), J_) - element(V, I_) in made["coefficient-doubled"]


def test_mistakes_inside_parentheses_are_made_too():
    found = [changed for _, changed in mutations((element(V, I_) - element(V, J_)) ** 2)]
    assert (element(V, I_) + element(V, J_)) ** 2 in found


def test_a_bracket_may_be_dropped():
    found = mutations(total(element(V, J_) * as_expression(Delta(I_, J_)), J_))
    assert ("factor-dropped", total(element(V, J_), J_)) in list(found)


def test_the_mistakes_in_a_matrix_form():
    a, v = Named(Element(A), (N, N)), Named(Element(V), (N, 1))
    found = list(matrix_mutations(Hadamard((MatMul((Transpose(a), v)), v), (N, 1))))
    shape = (N, 1)
    assert ("transpose-dropped", Hadamard((MatMul((a, v)), v), shape)) in found
    assert ("order-swapped", Hadamard((MatMul((v, Transpose(a))), v), shape)) in found
    assert ("transpose-added", Hadamard((MatMul((Transpose(a), Transpose(v))), v), shape)) in found
    assert ("factor-dropped", MatMul((Transpose(a), v))) in found
    assert ("product-exchanged", MatMul((MatMul((Transpose(a), v)), v))) in found
