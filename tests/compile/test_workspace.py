"""No operation may write over what is still to be read: checked on the operations themselves, for many networks."""

import itertools

import numpy as np
import pytest

from compile.cases import Case
from compile.test_general import CASES
from symbp.compile import batch, lambdify
from symbp.compile.buffers import workspace
from symbp.compile.lower import lower
from symbp.compile.program import program
from symbp.compile.stable import stabilise
from symbp.compile.straight import straighten
from symbp.derive import derive
from symbp.layers import Layer, layered

NAMES = ("sigmoid", "tanh", "relu", "silu", "softplus", "softmax", "identity")
NETWORKS = [
    *(Case((a, b), loss).network() for a, b in itertools.product(NAMES, NAMES[:2]) for loss in ("cross_entropy",)),
    *(make() for make, _, _ in CASES.values()),
    layered("deep", 5, [Layer(5, name) for name in NAMES * 2]),
]


def line_of(network):
    return straighten(lower(stabilise(program(derive(batch(network))))))


@pytest.mark.parametrize("network", NETWORKS, ids=lambda network: network.name)
def test_every_operand_still_holds_its_value_when_it_is_read(network):
    line = line_of(network)
    place = workspace(line).place
    written = set(line.arguments) | set(line.constants)
    holds = {}
    for operation in line.operations:
        for view in operation.operands:
            assert view.register in written, "read before it is written"
            if view.register in place:
                assert holds[place[view.register]] == view.register
        if operation.register in place:
            holds[place[operation.register]] = operation.register
            same = [v for v in operation.operands if place.get(v.register) == place[operation.register]]
            assert all(view.direct and operation.kind == "ufunc" for view in same)
        written.add(operation.register)
    for register in line.results:
        assert register in written
        assert register not in place, "a result must not lie in the workspace"


@pytest.mark.parametrize("network", NETWORKS, ids=lambda network: network.name)
def test_buffers_have_the_shape_of_what_is_written(network):
    line = line_of(network)
    made = workspace(line)
    for register, buffer in made.place.items():
        assert made.sizes[buffer] == line.extents[register]


def test_depth_needs_few_buffers_beyond_what_the_backward_pass_reads():
    """Of twenty equal layers each activation must be kept, and a constant number of arrays for the rest."""
    counts = []
    for depth in (5, 10, 20):
        line = line_of(layered("deep", 8, [Layer(8) for _ in range(depth)]))
        counts.append(len(workspace(line).sizes) - depth)
    assert counts[0] == counts[1] == counts[2]


def test_the_line_grows_linearly_with_depth():
    sizes = [len(line_of(layered("deep", 8, [Layer(8) for _ in range(depth)])).operations) for depth in (4, 5, 20)]
    assert sizes[2] - sizes[0] == 16 * (sizes[1] - sizes[0])


def test_a_wide_and_a_narrow_layer_agree():
    """A vector is repeated in two ways, by its width; both give the same numbers."""
    rng = np.random.default_rng(0)
    found = []
    for width in (64, 65):
        x, y = np.ones((6, 3)), np.full((6, 2), 0.25)
        w, b, v, c = rng.normal(size=(64, 3)), rng.normal(size=64), rng.normal(size=(2, 64)), rng.normal(size=2)
        if width == 64:
            kept = w, b, v, c
        else:
            w, b, v, c = kept
            w, b, v = np.vstack([w, np.zeros((1, 3))]), np.append(b, 0), np.hstack([v, np.zeros((2, 1))])
        found.append(lambdify(layered("w", 3, [Layer(width), Layer(2)])).function(x, y, w, b, v, c))
    narrow, wide = found
    np.testing.assert_allclose(narrow[0], wide[0], rtol=1e-13)
    np.testing.assert_allclose(narrow[1], wide[1][:64], rtol=1e-12)
    np.testing.assert_allclose(narrow[2], wide[2][:64], rtol=1e-12)
    np.testing.assert_allclose(narrow[4], wide[4], rtol=1e-12)
