"""Random graphs of equations: every step of every gradient against PyTorch's, and the compiled function too."""

import numpy as np
import pytest

from judge.arrays import Arrays
from judge.comparison import Disagreement
from judge.forwards import torch
from judge.graphs import Graph
from judge.kinds import random_graph
from symbp.certify import certify
from symbp.compile import lambdify
from symbp.derive import derive
from symbp.language import Role, Tensor, adjoint

GRAPHS = [*((seed, False) for seed in range(100)), *((seed, True) for seed in range(40))]
EVERY = pytest.mark.parametrize(("seed", "alike"), GRAPHS)


def judged(graph: Graph) -> tuple[Arrays, list[Tensor]]:
    """All values and all gradients by PyTorch, and the tensors that nothing defines."""
    values = graph.run({name: value.clone().requires_grad_() for name, value in graph.data.items()})
    values["C"].backward()
    known = Arrays(graph.sizes, {})
    for tensor in graph.network.tensors():
        value = values[tensor.name]
        known.values[tensor] = value.detach().numpy()
        known.values[adjoint(tensor)] = (torch.zeros_like(value) if value.grad is None else value.grad).numpy()
    return known, [tensor for tensor in graph.network.tensors() if tensor.name in graph.data]


@EVERY
def test_every_step_has_the_value_of_the_gradient(seed, alike, record_property):
    graph = random_graph(seed, alike=alike)
    known, data = judged(graph)
    apart = Disagreement(max(np.abs(known.values[adjoint(tensor)]).max() for tensor in data))
    for equation in graph.network.equations:
        apart.check(
            equation.tensor.name, known.array(equation.body, equation.output.indices), known.values[equation.tensor]
        )
    derivation = derive(graph.network, data)
    for result in derivation.results:
        gradient, at = known.values[result.quantity.tensor], result.quantity.indices
        for number, step in enumerate(result.steps[1:], start=1):
            what = f"{result.quantity.tensor.name}, step {number}, {step.reason}"
            apart.check(what, known.array(step.expression, at), gradient)
            if step.matrix is not None:
                rows = gradient.reshape(gradient.shape + (1,) * (2 - gradient.ndim))
                apart.check(f"{what} as a matrix", np.broadcast_to(known.matrix(step.matrix), rows.shape), rows)
    found = {result.quantity.tensor.of for result in derivation.results}
    for tensor in set(data) - found:
        assert not known.values[adjoint(tensor)].any(), tensor.name
    apart.report(record_property)


@EVERY
def test_the_compiled_function_agrees(seed, alike, record_property):
    """For a batch: the loss is the mean over the examples, each of them run through PyTorch by itself.

    A graph without inputs has no examples: it is compiled as it stands.
    """
    graph = random_graph(seed, alike=alike)
    count = 3 if graph.network.with_role(Role.INPUT) else 1
    compiled = lambdify(graph.network)
    draw = np.random.default_rng(seed)
    parameters = {name: graph.data[name].clone().requires_grad_() for name in compiled.parameters}
    examples: dict[str, np.ndarray] = {}
    for name in compiled.inputs + compiled.targets:
        value = graph.data[name].numpy()
        examples[name] = value + 0.3 * draw.standard_normal((count, *value.shape))
    given = [{name: torch.tensor(rows[k]) for name, rows in examples.items()} for k in range(count)]
    loss = sum(graph.run({**parameters, **one})["C"] for one in given) / count
    loss.backward()
    if count == 1:
        examples = {name: rows[0] for name, rows in examples.items()}
    inputs, targets = ({name: examples[name] for name in names} for names in (compiled.inputs, compiled.targets))
    value, gradients = compiled(inputs, targets, {name: p.detach().numpy() for name, p in parameters.items()})
    want = {name: torch.zeros_like(p) if p.grad is None else p.grad for name, p in parameters.items()}
    apart = Disagreement(max(float(slope.abs().max()) for slope in want.values()))
    apart.check("C", value, loss.detach().numpy())
    for name, slope in want.items():
        apart.check(f"d{name}", gradients[name], slope.numpy())
    apart.report(record_property)


@pytest.mark.parametrize(("seed", "alike"), GRAPHS[2::14])
def test_every_step_is_certified(seed, alike):
    graph = random_graph(seed, alike=alike)
    certificate = certify(derive(graph.network))
    assert certificate.sound, certificate.counts
