"""A hundred random graphs of operations by name: loss and gradients, derived and compiled, are those of PyTorch."""

from functools import cache

import numpy as np
import pytest

from judge.arrays import Arrays
from judge.comparison import Disagreement
from judge.forwards import torch
from judge.operations import NAMES, SIZES, random_operations
from operations.samples import called
from symbp.certify import certify
from symbp.compile import lambdify
from symbp.derive import derive
from symbp.errors import SpecError
from symbp.language import Network, Role

COUNT = 100


@cache
def judged(seed: int) -> tuple[Network, float, dict[str, np.ndarray], dict[str, np.ndarray], list[str]]:
    """A network, and by PyTorch its loss, its data and its gradients."""
    network, loss, values, used = random_operations(seed)
    loss.backward()
    defined = {equation.tensor for equation in network.equations}
    data = {t.name: values[t.name].detach().numpy() for t in network.tensors() if t not in defined}
    trained = [t.name for t in network.with_role(Role.PARAMETER)]
    zero = {name: torch.zeros_like(values[name]) for name in trained}
    slopes = {name: (zero[name] if values[name].grad is None else values[name].grad).numpy() for name in trained}
    return network, float(loss.detach()), data, slopes, used


@pytest.mark.parametrize("seed", range(COUNT))
def test_gradients_are_those_of_pytorch(seed, record_property):
    network, loss, data, slopes, _ = judged(seed)
    if not slopes:  # no parameter leads to the loss
        with pytest.raises(SpecError, match="expected parameters"):
            derive(network)
        return
    # Beside the loss itself: where a mean of a softmax is all it depends on, every gradient is 0 but for rounding.
    apart = Disagreement(max([abs(loss), *(np.abs(slope).max() for slope in slopes.values())]))
    known = Arrays(SIZES, {t: data[t.name] for t in network.tensors() if t.name in data})
    for equation in network.equations:
        known.values[equation.tensor] = known.array(equation.body, equation.output.indices)
    apart.check("C", known.values[network.loss], np.array(loss))
    for result in derive(network).results:
        known.values[result.quantity.tensor] = known.array(result.answer, result.quantity.indices)
    found = {tensor.of.name: value for tensor, value in known.values.items() if tensor.of is not None}
    value, gradients = called(lambdify(network), network, data)
    apart.check("C, compiled", value, np.array(loss))
    assert gradients.keys() == slopes.keys()
    for name, slope in slopes.items():
        apart.check(f"d{name}", found.get(name, np.zeros_like(slope)), slope)
        apart.check(f"d{name}, compiled", gradients[name], slope)
    apart.report(record_property)


@pytest.mark.parametrize("seed", range(0, COUNT, 20))
def test_every_step_is_certified(seed):
    certificate = certify(derive(judged(seed)[0]))
    assert certificate.sound, certificate.counts


def test_every_operation_and_every_loss_has_its_turn():
    graphs = [judged(seed) for seed in range(COUNT)]
    assert {name for *_, used in graphs for name in used} == set(NAMES)
    assert all(len(used) >= 5 for *_, used in graphs)
    reads = [sum(tensor.name in data for tensor in network.tensors()) for network, _, data, _, _ in graphs]
    assert sum(reads) / len(reads) > 3
