"""Networks and data for the tests of compiled gradients."""

import itertools
from dataclasses import dataclass

import numpy as np

from symbp.language import Size
from symbp.layers import Layer, Layout, layered

WIDTHS = (3, 4, 2)


@dataclass(frozen=True)
class Case:
    """A layered network, and how its data and parameters lie in memory."""

    activations: tuple[str, str] = ("sigmoid", "sigmoid")
    loss: str = "half_squared_error"
    examples: str = "rows"
    weights: str = "in,out"
    bias: str = "unit"
    symbolic: bool = False

    def network(self):
        widths = [Size(f"n{k}") for k in range(3)] if self.symbolic else WIDTHS
        layers = [Layer(w, name, self.bias) for w, name in zip(widths[1:], self.activations, strict=True)]
        return layered("case", widths[0], layers, self.loss, layout=Layout(self.examples, self.weights))

    def drawn(self, examples, seed=0, scale=0.7):
        """Rows x and y, weights (out, in) and a bias for each unit."""
        rng = np.random.default_rng(seed)
        x = rng.normal(size=(examples, WIDTHS[0]))
        y = rng.dirichlet(np.ones(WIDTHS[-1]), size=examples)
        weights = [scale * rng.normal(size=(b, a)) for a, b in itertools.pairwise(WIDTHS)]
        if self.bias == "unit":
            biases = [rng.normal(size=b) for b in WIDTHS[1:]]
        else:
            biases = [np.full(b, rng.normal() if self.bias == "shared" else 0.0) for b in WIDTHS[1:]]
        return x, y, weights, biases

    def arguments(self, x, y, weights, biases):
        """The same as the compiled function takes them."""
        columns = self.examples == "columns"
        found = [x.T.copy(), y.T.copy()] if columns else [x, y]
        return found + self.parameters(weights, biases)

    def parameters(self, weights, biases, total=False):
        """Weights and biases in the case's layout; `total` adds up the elements of a shared bias."""
        found = []
        for w, b in zip(weights, biases, strict=True):
            found.append(w if self.weights == "out,in" else w.T.copy())
            if self.bias == "unit":
                found.append(b)
            elif self.bias == "shared":
                found.append(np.array(b.sum() if total else b[0]))
        return found
