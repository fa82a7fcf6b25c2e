"""Finest operations and folded composites: the same loss and gradients, every step certified."""

import re

import numpy as np
import pytest

from oracle import World, forward, slopes
from symbp.certify import certify
from symbp.cli import main
from symbp.derive import derive
from symbp.errors import NameErrorInSpec, SpecError
from symbp.granularity import at_granularity, composites
from symbp.language import Element, Network, Role, elements
from symbp.pipeline import document, prove
from symbp.reading import equations
from symbp.spec import load
from symbp.spec.load import examples

SIZES = {"m": 2, "n": 3, "p": 4, "q": 5, "r": 6, "d": 3, "e": 2, "h": 4, "f": 5, "n1": 2, "n2": 3, "n3": 4, "n4": 5}
OPERATIONS = {"exp", "sum", "reciprocal", "multiply", "log", "scale", "negate", "add", "subtract", "power", "matmul"}


def plain_names() -> list[str]:
    """Built-in networks without labels and without arbitrary functions."""
    found = []
    for name in examples():
        network = load(name)
        if not any(tensor.labels for tensor in network.tensors()) and len(network.with_role(Role.LOSS)) == 1:
            found.append(name)
    return found


def world(network: Network, seed: int = 0) -> World:
    """Positive numbers for everything that is not computed; targets add up to 1."""
    draw = np.random.default_rng(seed)
    made = World(SIZES, {})
    for tensor in network.with_role(Role.INPUT, Role.PARAMETER, Role.TARGET, Role.CONSTANT):
        value = draw.uniform(0.3, 1.2, [made.size(size) for size in tensor.sizes])
        made.values[tensor.name] = value / value.sum(axis=-1, keepdims=True) if tensor.role is Role.TARGET else value
    return made


@pytest.mark.parametrize("granularity", ["finest", "folded"])
@pytest.mark.parametrize("name", plain_names())
def test_every_step_is_certified(name, granularity):
    network = at_granularity(load(name), granularity)
    assert network.granularity == granularity
    assert certify(derive(network)).sound


@pytest.mark.parametrize("name", ["softmax-any-targets", "softmax-with-loss", "recurrent-three-steps", "two-layers"])
def test_the_loss_and_its_gradients_stay_the_same(name):
    network = load(name)
    fine = at_granularity(network, "finest")
    data = world(network)
    before, after = forward(network, data), forward(fine, data)
    for tensor in network.tensors():
        np.testing.assert_allclose(after.values[tensor.name], before.values[tensor.name], rtol=1e-12)
    for result in derive(fine).results:
        assert isinstance(result.quantity, Element)
        after.values[result.quantity.tensor.name] = after.array(result.answer, result.quantity.indices)
    for tensor in network.with_role(Role.PARAMETER):
        found = after.values[f"d{tensor.name}"]
        np.testing.assert_allclose(found, slopes(network, data, tensor), rtol=3e-6, atol=3e-8)


def test_softmax_with_cross_entropy_has_eight_operations():
    """The founding system's eight forward operations, from softmax and a logarithm in two equations."""
    fine = at_granularity(load("softmax-any-targets"), "finest")
    found = [equation.operation for equation in fine.equations]
    assert found == ["exp", "sum", "reciprocal", "multiply", "log", "multiply", "sum", "scale"]
    assert len(derive(fine).results) == 8


def test_matrix_products_stay_whole():
    fine = at_granularity(load("perceptron-graph"), "finest")
    assert [equation.operation for equation in fine.equations][::2] == ["matmul", "matmul"]
    assert len(fine.equations) == 4


@pytest.mark.parametrize("name", [name for name in plain_names() if name not in ("chain-of-two", "perceptron-graph")])
def test_an_equation_is_one_operation(name):
    fine = at_granularity(load(name), "finest")
    for equation in fine.equations:
        read = {used.tensor for used in elements(equation.body)}
        assert len(read) <= 2 or equation.operation in ("add", "subtract", "cost", "equation")


def test_what_stands_twice_is_computed_once():
    fine = at_granularity(equations({"y": "exp(w)/(1 + exp(w)) + exp(w)**2"}, parameters=["w"]), "finest")
    assert sum(equation.operation == "exp" for equation in fine.equations) == 1


def test_labels_have_no_finest_operations():
    with pytest.raises(SpecError, match="layers and times by number"):
        at_granularity(load("recurrent"), "finest")


def test_a_composite_gets_a_copy_of_what_goes_on_elsewhere():
    network = at_granularity(load("transformer-block"), "folded")
    norms = [one for one in composites(network) if one.name == "LayerNorm"]
    assert [one.output.name for one in norms] == ["y1", "y2"]
    assert [one.inputs[0].name for one in norms] == ["x_in", "r_in"]
    assert {one.name for one in composites(network)} == {"LayerNorm", "softmax"}


def test_the_block_ends_in_the_textbook_forms():
    """Against central differences, and every composite's derivative in closed form."""
    text = load("transformer-block")
    formulas = equations_of("transformer-block")
    network = equations(formulas["equations"] | {"L": "Sum((o[i, k] - t[i, k])**2, i, k)/2"}, targets=["t[n, d]"],
                        parameters=formulas["parameters"], constants=formulas["constants"],
                        composites=formulas["composites"])  # fmt: skip
    folded = at_granularity(network, "folded")
    data = world(folded)
    done = forward(folded, data)
    for result in derive(folded).results:
        assert isinstance(result.quantity, Element)
        done.values[result.quantity.tensor.name] = done.array(result.answer, result.quantity.indices)
    values = done.values
    for tensor in text.with_role(Role.PARAMETER):
        want = slopes(network, data, tensor)
        np.testing.assert_allclose(values[f"d{tensor.name}"], want, rtol=3e-5, atol=3e-7)
    np.testing.assert_allclose(values["dx"], values["dx_in"] + values["dr"], rtol=1e-12)
    g = values["gamma2"] * values["dy2"]
    hat, s = values["xhat2"], values["s2"][:, None]
    means = [np.mean(part, axis=1, keepdims=True) for part in (g, g * hat)]
    np.testing.assert_allclose(values["dr_in"], (g - means[0] - hat * means[1]) / s, rtol=1e-9)


def equations_of(name: str) -> dict:
    """The entries of a built-in file."""
    from symbp.spec.file import read_table
    from symbp.spec.load import EXAMPLES

    return read_table(EXAMPLES / f"{name}.toml")


def test_folded_documents_derive_a_composite_once():
    text = document(prove(at_granularity(load("transformer-block"), "folded")))["derivation.md"]
    headings = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    assert len(headings) == len(set(headings))
    assert headings.count("LayerNorm by itself") == headings.count("softmax by itself") == 1
    assert "Through LayerNorm into y1" in headings
    assert "Through LayerNorm into y2" in headings
    anchors = [re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings]
    assert set(re.findall(r"\]\(#([^)]*)\)", text)) <= set(anchors)


def test_the_graph_shows_data_and_operations():
    """The perceptron's nodes: eight for data, four for operations, and arrows between the two kinds only."""
    made = document(prove(load("perceptron-graph")))
    drawing = made["derivation.md"].split("```mermaid")[1].split("```")[0]
    nodes = dict(re.findall(r'^    (\w+)[\[(]+/?"?([^"]*)"', drawing, re.MULTILINE))
    assert [nodes[key] for key in nodes if key.startswith("o")] == ["matmul", "φ", "matmul", "l"]
    assert len([key for key in nodes if key.startswith("n")]) == 8
    arrows = re.findall(r"(\w+) --> (\w+)", drawing)
    assert len(arrows) == 11
    assert all({start[0], end[0]} == {"n", "o"} for start, end in arrows)
    assert made["derivation-body.tex"].count(r"\draw[->]") == 11


def test_granularity_from_the_command_line(tmp_path, capsys):
    lengths = {}
    for granularity in ("written", "finest", "folded"):
        folder = tmp_path / granularity
        command = ["derive", "attention", "-o", str(folder), "--format", "md"]
        assert main([*command, "--granularity", granularity]) == 0
        lengths[granularity] = len((folder / "attention" / "derivation.md").read_text(encoding="utf-8"))
    assert lengths["folded"] < lengths["written"] < lengths["finest"]
    with pytest.raises(SystemExit):
        main(["derive", "attention", "--granularity", "coarse"])
    assert "finest" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("entries", "kind", "says"),
    [
        ({"granularity": "fine"}, SpecError, "did you mean finest"),
        ({"composites": {"square": ["z"]}}, NameErrorInSpec, "z is never defined"),
        ({"composites": {"one": ["a"], "two": ["a"]}}, NameErrorInSpec, "a is in two groups"),
        ({"composites": {"one": "a"}}, SpecError, "expected a list of names"),
        ({"composites": {"one": []}}, SpecError, "expected a list of names"),
    ],
)
def test_what_is_wrong_in_a_file(entries, kind, says):
    with pytest.raises(kind, match=says):
        equations({"a": "w**2", "y": "a + w"}, parameters=["w"], **entries)
