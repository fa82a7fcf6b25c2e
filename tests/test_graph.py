"""Networks as graphs of operations by name: what they are, what is refused, and that they grow linearly."""

import contextlib
import io
import random
import re

import numpy as np
import pytest

import symbp
from oracle import World, forward, slopes
from symbp.errors import SizeError, SpecError, SymbpError
from symbp.language import Network, Quantity, Role, X, bases, elements, slope
from symbp.library import names
from tools import ROOT

PAGE = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
SIZES = {"m": 2, "n": 3, "h": 4}


def check_gradients(network: Network) -> None:
    """Certified, and all gradients those of central differences."""
    derivation = symbp.derive(network)
    assert symbp.certify(derivation).sound
    draw = np.random.default_rng(1)
    world = World(SIZES, {})
    for tensor in network.with_role(Role.INPUT, Role.PARAMETER, Role.TARGET, Role.CONSTANT):
        world.values[tensor.name] = np.array(draw.uniform(0.1, 0.9, [world.size(size) for size in tensor.sizes]))
    done = forward(network, world)
    for result in derivation.results:
        done.values[result.quantity.tensor.name] = done.array(result.answer, result.quantity.indices)
    for tensor in network.with_role(Role.PARAMETER):
        np.testing.assert_allclose(done.values["d" + tensor.name], slopes(network, world, tensor), rtol=1e-5, atol=1e-7)


@pytest.mark.parametrize(
    ("loss", "penalty"), [("half squared error", ""), ("mean squared error", "l2"), ("huber", "l1")]
)
def test_a_residual_block(loss, penalty):
    g = symbp.Graph("block")
    x = g.input("x", "m", "n")
    h = g.apply("gelu", g.apply("dense", g.apply("layer norm", x), width="h"))
    g.apply("add", x, g.apply("dense", h, width="n", name="out"))
    network = g.loss(loss, penalty=penalty)
    weights = {tensor.name for tensor in network.with_role(Role.PARAMETER)}
    assert weights == {"gamma", "beta", "W", "b", "out_W", "out_b"}
    check_gradients(network)


def test_weights_shared_by_two_uses():
    g = symbp.Graph("shared")
    w = g.parameter("W", "n", "n")
    twice = g.apply("matmul", g.apply("tanh", g.apply("matmul", g.input("x", "m", "n"), w)), w)
    g.apply("mean", g.apply("power", twice, exponent=2))
    check_gradients(g.loss("half squared error"))


def test_logits_and_targets_that_add_up_to_one():
    g = symbp.Graph("logits")
    g.apply("dense", g.input("x", "m", "n"), width="h")
    network = g.loss("cross entropy logits")
    (fact,) = network.facts
    assert fact.name == "targets-sum"
    assert symbp.certify(symbp.derive(network)).sound


def test_a_single_number_has_a_loss_too():
    g = symbp.Graph("single")
    g.apply("sum", g.apply("multiply", g.parameter("a", "n"), g.parameter("b", "n")))
    check_gradients(g.loss("squared error"))


@pytest.mark.parametrize("operation", ["attention", "causal attention"])
def test_sizes_that_are_all_the_same(operation):
    """The indices of what goes in may have the names that the operation would have chosen itself."""
    g = symbp.Graph("square")
    product = g.apply("matmul", g.parameter("A", "n", "n"), g.parameter("B", "n", "n"))
    out = g.apply(operation, product, product, g.apply("softmax", product))
    g.apply("layer norm", g.apply("dense", g.apply("matmul", out, product), width="n"))
    check_gradients(g.loss("half squared error"))


def test_what_leads_nowhere_adds_nothing():
    """The loss is that of what was defined last; the product beside it has no derivative, nor have its weights."""
    g = symbp.Graph("dangling")
    x, w = g.parameter("x", "n"), g.parameter("w", "n")
    y = g.apply("square", x)
    g.apply("multiply", y, w)
    g.apply("exp", y)
    network = g.loss("half squared error")
    derivation = symbp.derive(network)
    assert symbp.certify(derivation).sound
    assert {result.quantity.tensor.of.name for result in derivation.results} == {"a2", "a", "x"}
    named = {used.tensor.name for result in derivation.results for used in elements(result.answer)}
    assert named <= {"da2", "da", "x", "a", "a2", "target"}


def test_an_arbitrary_loss():
    g = symbp.Graph("any")
    g.apply("sum", g.parameter("a", "m", "n"))
    assert symbp.certify(symbp.derive(g.loss())).sound


@pytest.mark.parametrize(
    ("operation", "inputs", "options", "kind", "words"),
    [
        ("denze", ["x"], {}, SpecError, "did you mean dense?"),
        ("dense", ["x"], {}, SpecError, "dense takes x, width; found x"),
        ("dense", ["x"], {"widht": 3}, SpecError, "dense takes x, width; found x, widht"),
        ("gelu", ["x", "y"], {}, SpecError, "gelu takes x; found x, y"),
        ("add", ["x", "y"], {}, SizeError, "y has size n where the index i runs over m"),
        ("add", ["x", "v"], {}, SizeError, "add does not take quantities of these shapes: x[m, n], v[n]"),
        ("matmul", ["x", "x"], {}, SizeError, "x has size m where the index j runs over n"),
        ("batch norm", ["v"], {}, SizeError, "batch norm does not take quantities of these shapes: v[n]"),
        ("recurrent cell", ["x", "v"], {}, SizeError, "does not take quantities of these shapes"),
    ],
)
def test_what_does_not_fit_is_refused_and_leaves_nothing_behind(operation, inputs, options, kind, words):
    g = symbp.Graph("bad")
    given = {"x": g.input("x", "m", "n"), "y": g.input("y", "n", "m"), "v": g.input("v", "n")}
    with pytest.raises(kind) as caught:
        g.apply(operation, *(given[name] for name in inputs), **options)
    assert words in str(caught.value)
    assert g.equations == []


def test_a_graph_of_nothing():
    with pytest.raises(SymbpError, match="at least one operation"):
        symbp.Graph("empty").loss()


# ---------------------------------------------------------------- the page on operations


def test_the_page_lists_what_stands_in_the_folders():
    table = "\n".join(line for line in PAGE.splitlines() if line.startswith("|"))
    listed = re.findall(r"`(\w+)`", table)
    assert sorted(listed) == sorted(name for folder in ("operations", "losses", "penalties") for name in names(folder))


def test_the_code_of_the_page_runs():
    graph, own = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    session: dict = {}
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(graph, session)
    assert f"# {printed.getvalue().strip()}\n" in graph
    exec(own, session)
    assert float(slope(session["FUNCTION"]).subs(X, 0)) == pytest.approx(3 / 5)  # tanh(ln 2)


# ---------------------------------------------------------------- depth

SINGLE = ("layer_norm", "rms_norm", "batch_norm", "sigmoid", "tanh", "relu", "gelu", "silu", "softplus", "softmax")
MIX = (*SINGLE, "dense", "attention", "causal_attention", "add", "multiply", "recurrent_cell", "power")


def one_more(g: symbp.Graph, operation: str, x: Quantity, before: Quantity) -> Quantity:
    """A layer on x, which keeps its shape; `before` is what a second input is."""
    if operation == "dense":
        return g.apply(operation, x, width="n")
    if operation in ("attention", "causal_attention"):
        return g.apply(operation, x, x, x)
    if operation in ("add", "multiply", "recurrent_cell"):
        return g.apply(operation, x, before)
    return g.apply(operation, x)


def stack(mix: list[str], times: int) -> Network:
    """The layers of a mix over each other, all of it as many times as one says."""
    g = symbp.Graph("stack")
    x = before = g.parameter("x", "m", "n")
    for operation in mix * times:
        x, before = one_more(g, operation, x, before), x
    g.apply("dense", x, width="h")
    return g.loss("half squared error")


def size(network: Network) -> int:
    """How much is written in all steps of a derivation."""
    found = list(symbp.derive(network).results)
    found += [part for result in found for step in result.steps for part in step.substeps]
    return sum(1 + sum(1 for _ in bases(step.expression)) for result in found for step in result.steps)


def test_the_mix_has_most_operations():
    assert set(MIX) <= set(names("operations"))


@pytest.mark.parametrize("seed", range(4))
def test_every_layer_more_adds_as_much_as_the_one_before(seed):
    """4, 8 and 12 layers of any mix."""
    mix = random.Random(seed).sample(MIX, 4)
    sizes = [size(stack(mix, times)) for times in (1, 2, 3)]
    assert 0 < sizes[2] - sizes[1] <= 1.1 * (sizes[1] - sizes[0])
