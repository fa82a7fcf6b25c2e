"""What symbp prints is read back as what it printed: every quantity of every example, in every notation."""

import pytest

import symbp
from claims.reading.trees import placeless
from symbp.claims.reading import Lexicon, read_submission, read_tree
from symbp.claims.records import Claim, Unread
from symbp.claims.tree import Letter, Ref, Slope
from symbp.language import Element, Index, Role, adjoint
from symbp.notation import profile, profiles
from symbp.render.mathematics.book import book
from symbp.render.mathematics.pen import Pen
from symbp.spec.load import examples
from tools import ROOT

NETWORKS = [name for name in examples() if not name.startswith("descent")]


def printed(network, notation):
    """Every quantity with free indices and labels, as text, and what that text must mean."""
    pen = Pen(book(profile(notation), network))
    for tensor in network.tensors():
        labels = tuple(label.index for label in tensor.labels)
        indices = tuple(Index(letter, size) for letter, size in zip("jkpq", tensor.extents(labels), strict=False))
        scope = pen.scope((*labels, *indices))
        letters = [Letter(scope.index(index)) for index in (*labels, *indices)]
        single = dict(network.element_names).get((tensor.name, ()), "")
        yield scope.element(Element(tensor, labels, indices)), Ref(tensor, tuple(letters), single)
        if tensor.role is not Role.PART:  # E alone is read as the loss, of which E_j is a part
            yield scope.element(Element(tensor, labels)), Ref(tensor, tuple(letters[: len(labels)]), single)


@pytest.mark.parametrize("notation", profiles())
@pytest.mark.parametrize("name", NETWORKS)
def test_every_quantity_is_read_back(name, notation):
    network = symbp.load(name)
    lexicon = Lexicon(network)
    expected = dict(printed(network, notation))
    assert {text: placeless(read_tree(text, lexicon)) for text in expected} == expected


@pytest.mark.parametrize("notation", profiles())
@pytest.mark.parametrize("name", NETWORKS)
def test_every_derivative_of_the_loss_is_read_back(name, notation):
    network = symbp.load(name)
    lexicon = Lexicon(network)
    pen = Pen(book(profile(notation), network))
    loss = Ref(network.loss, (), dict(network.element_names).get((network.loss.name, ()), ""))
    for tensor in network.tensors():
        labels = tuple(label.index for label in tensor.labels)
        scope = pen.scope(labels)
        letters = tuple(Letter(scope.index(index)) for index in labels)
        found = placeless(read_tree(scope.element(Element(adjoint(tensor), labels)), lexicon))
        single = dict(network.element_names).get((tensor.name, ()), "")
        if tensor.role is Role.PART:
            continue
        assert found in (Ref(adjoint(tensor), letters, single), Slope(loss, Ref(tensor, letters, single)))


@pytest.mark.parametrize(
    "name", ["two-layer-sigmoid", "four-equations", "batch-norm", "softmax-with-loss", "recurrent"]
)
def test_a_whole_derivation_is_read_but_for_few_lines(name):
    """What is left: the difference quotient of the last section, sizes below the bracket, whole mini-batches."""
    submission = read_submission(ROOT / "output" / name / "derivation.md", symbp.load(name))
    read = [claim for claim in submission.claims if isinstance(claim, Claim)]
    unread = [claim for claim in submission.claims if isinstance(claim, Unread)]
    assert len(read) >= 30
    assert [
        u.written for u in unread if not any(s in u.written for s in ("varepsilon", r"\sum_{s}", "n_{", "c_{i}"))
    ] == []
