"""The loss and all gradients of sigmoid networks: generated functions against NumPy written by hand."""

from __future__ import annotations

import itertools

import numpy as np

from symbp.compile import lambdify
from symbp.layers import Layer, Layout, layered

from .baselines import by_example, plain, tuned
from .measure import interleaved, table

NETWORKS = (((2, 2, 2), 1), ((64, 32, 10), 32), ((784, 30, 10), 10), ((784, 128, 10), 64), ((784, 512, 512, 10), 256))
SLOW = 20_000  # parameters beyond which the loop over examples is left out


def run(rounds: int, block: float) -> None:
    """One row for each network; ratios are to the tuned version, less is faster."""
    rows = [row(widths, examples, rounds, block) for widths, examples in NETWORKS]
    head = ("network", "tuned us", "symbp us", "symbp/tuned", "plain/tuned", "loop/tuned", "scalar/tuned")
    table("Gradients of sigmoid networks, float64, one thread (results are new arrays with symbp)", head, rows)


def row(widths: tuple[int, ...], examples: int, rounds: int, block: float) -> tuple[object, ...]:
    """The medians for one network, after a check that all agree."""
    rng = np.random.default_rng(0)
    x, y = rng.random((examples, widths[0])), np.eye(widths[-1])[rng.integers(0, widths[-1], examples)]
    pairs = list(itertools.pairwise(widths))
    weights = [rng.standard_normal(shape) / np.sqrt(shape[0]) for shape in pairs]
    biases = [rng.standard_normal(shape[1]) for shape in pairs]
    network = layered("n", widths[0], [Layer(width) for width in widths[1:]], layout=Layout("rows", "in,out"))
    function = lambdify(network).function
    given = [x, y, *(part for pair in zip(weights, biases, strict=True) for part in pair)]
    contestants = {
        "tuned": tuned(x, y, weights, biases),
        "symbp": lambda: function(*given),
        "plain": plain(x, y, weights, biases),
    }
    parameters = sum(part.size for part in given[2:])
    if parameters < SLOW or examples < 10:
        contestants["loop"] = by_example(x, y, weights, biases)
    if examples == 1:
        spelled = lambdify(network, "scalar").function
        numbers = [x[0].tolist(), y[0].tolist(), *(part.tolist() for part in given[2:])]
        contestants["scalar"] = lambda: spelled(*numbers)
    losses = [float(call()[0]) for call in contestants.values()]
    assert np.allclose(losses, losses[0], rtol=1e-12), losses
    found = interleaved(contestants, rounds, block)
    ratios = [found[name].ratio if name in found else "" for name in ("symbp", "plain", "loop", "scalar")]
    name = "-".join(map(str, widths)) + f"@{examples}"
    return name, found["tuned"].seconds * 1e6, found["symbp"].seconds * 1e6, *ratios
