"""Whatever stands in the folders of operations and of losses: certified, mutants refuted, differentiated, compiled."""

import numpy as np
import pytest

from operations.samples import NAMES, SIZES, called, data, derived, is_block, layouts, module, numbers, run, sample
from symbp.certify import certify, mutants, mutation_report
from symbp.compile import lambdify
from symbp.derive import derive
from symbp.language import Network, Role, Size, Tensor, X, slope
from symbp.library import find

EVERY = pytest.mark.parametrize("name", NAMES)
STEP = 1e-5


def differences(network: Network, given: dict[str, np.ndarray], tensor: Tensor) -> np.ndarray:
    """The gradient of the loss by central differences of the forward equations, two step lengths extrapolated."""

    def loss(at: tuple[int, ...], change: float) -> float:
        moved = given[tensor.name].copy()
        moved[at] += change
        return float(run(network, {**given, tensor.name: moved}).values[network.loss])

    made = np.zeros(given[tensor.name].shape)
    for at in np.ndindex(*made.shape):
        near, far = ((loss(at, k * STEP) - loss(at, -k * STEP)) / (2 * k * STEP) for k in (1, 2))
        made[at] = (4 * near - far) / 3
    return made


@EVERY
def test_it_is_certified(name):
    for network in layouts(name):
        certificate = certify(derive(network))
        assert certificate.sound, certificate.counts
        assert sum(certificate.counts.values()) > 10


@EVERY
def test_no_mutant_survives(name):
    derivation = derive(sample(name))
    report = mutation_report(derivation)
    assert report.survived == ()
    assert sum(report.counts.values()) == len(list(mutants(derivation)))
    assert report.counts["refuted"] > 5 * report.counts["equivalent"]


@EVERY
def test_gradients_are_central_differences(name):
    for network in layouts(name):
        given = numbers(network, seed=1)
        known = derived(network, run(network, given))
        by_tensor = {tensor.of: value for tensor, value in known.values.items() if tensor.of is not None}
        for tensor in network.with_role(Role.PARAMETER):
            wanted = differences(network, given, tensor)
            np.testing.assert_allclose(by_tensor[tensor], wanted, rtol=1e-6, atol=1e-6 * max(1.0, np.abs(wanted).max()))


@EVERY
@pytest.mark.parametrize("form", ["array", "auto"])
def test_the_compiled_function_is_that_of_central_differences(name, form):
    for network in layouts(name):
        given = numbers(network, seed=2)
        loss, gradients = called(lambdify(network, form), network, given)
        assert loss == pytest.approx(float(run(network, given).values[network.loss]), rel=1e-12)
        for tensor in network.with_role(Role.PARAMETER):
            wanted = differences(network, given, tensor)
            assert gradients[tensor.name].shape == wanted.shape
            scale = max(1.0, np.abs(wanted).max())
            np.testing.assert_allclose(gradients[tensor.name], wanted, rtol=1e-6, atol=1e-6 * scale)


@EVERY
def test_inputs_of_different_sizes_are_told_apart(name):
    """Where an operation stands alone its sample has as many sizes as its formula lets be different."""
    if not is_block(name):
        return
    sizes = {size for tensor in data(sample(name)) for size in tensor.sizes}
    assert all(isinstance(size, Size) for size in sizes)
    assert len({SIZES[size.name] for size in sizes}) == len(sizes)


@pytest.mark.parametrize("name", [name for name in NAMES if hasattr(module(name), "FUNCTION")])
def test_a_kink_is_declared_where_the_slope_jumps(name):
    """A kink is where the slopes from both sides differ; elsewhere, where there is a value, they do not."""
    function = module(name).FUNCTION
    kinks = [float(kink) for kink in function.kinks]

    def steep(at: float) -> float:
        return float(slope(function).subs(X, at))

    for kink in kinks:
        assert abs(steep(kink + 1e-9) - steep(kink - 1e-9)) > 1e-3
    for at in map(float, np.arange(-4.0, 4.25, 0.25)):
        value = function.formula.subs(X, at)
        if at not in kinks and value.is_real and value.is_finite:
            assert abs(steep(at + 1e-9) - steep(at - 1e-9)) < 1e-6 * max(1.0, abs(steep(at)))


def test_operations_are_found_by_being_there():
    assert {"operations/sigmoid", "operations/softmax", "losses/cross_entropy"} <= set(NAMES)
    assert all(find(*name.split("/"), "operation").__doc__ for name in NAMES)
