"""Quantities with a label, such as time: read at the label before, summed over, or at the last value."""

import numpy as np
import pytest

from symbp.certify import certify
from symbp.derive import derive
from symbp.language import Index, Label, Size
from symbp.reading import equations

CELL = {
    "z[t; j]": "Sum(W[j, k]*h[t - 1; k], k) + Sum(U[j, l]*x[t; l], l) + b[j]",
    "h[t; j]": "tanh(z[t; j])",
}
DATA = {
    "inputs": ["x[t; d]"],
    "targets": ["y[t; n]"],
    "parameters": ["W[n, n]", "U[n, d]", "b[n]"],
}
LOSSES = {
    "at once": {"C": "Sum((h[t; j] - y[t; j])**2, t, j)/2"},
    "commas": {"C": "Sum((h[t, j] - y[t, j])**2, t, j)/2"},
    "step by step": {"E[t]": "Sum((h[t; j] - y[t; j])**2, j)/2", "C": "Sum(E[s], s)"},
    "limits": {"C": "Sum(Sum((h[t; j] - y[t; j])**2, j), (t, 1, T))/2"},
    "last": {"C": "Sum((h[T; j] - y[T; j])**2, j)/2"},
}


# Two of the losses name the number of steps.
KINDS = [
    (loss, steps) for loss in sorted(LOSSES) for steps in ("T", 3) if steps == "T" or loss not in ("limits", "last")
]


@pytest.mark.parametrize(("loss", "steps"), KINDS)
def test_a_recurrent_network_is_certified(loss, steps):
    network = equations({**CELL, **LOSSES[loss]}, labels={"t": steps}, **DATA)
    certificate = certify(derive(network))
    assert certificate.sound
    tensors = {tensor.name: tensor for tensor in network.tensors()}
    last = Size("T") if steps == "T" else 3
    assert tensors["h"].labels == (Label(Index("t", last, first=1), 1, last),)
    assert tensors["h"].sizes == (Size("n"),)


def test_the_textbook_form_of_the_shared_weights():
    """dW is a sum over time of dz[t] h[t - 1]^T."""
    network = equations({**CELL, **LOSSES["at once"]}, labels={"t": "T"}, **DATA)
    derivation = derive(network)
    tensors = {tensor.name: tensor for tensor in network.tensors()}
    (term,) = derivation.result(tensors["W"]).answer.terms
    read = {base.tensor.name: base.labels for base, _ in term.factors}
    assert set(read) == {"dz", "h"}
    (now,), (before,) = read["dz"], read["h"]
    assert now in term.bound
    assert dict(before.terms) == {now: 1}
    assert before.offset == -1


def unrolled(x: np.ndarray, y: np.ndarray, w: np.ndarray, u: np.ndarray, b: np.ndarray) -> float:
    h, loss = np.zeros(len(b)), 0.0
    for one, target in zip(x, y, strict=True):
        h = np.tanh(w @ h + u @ one + b)
        loss += float(np.sum((h - target) ** 2)) / 2
    return loss


def test_the_gradients_are_those_of_the_unrolled_loop():
    """The derived recurrences, computed backwards in time by hand, against central differences of the loop."""
    network = equations({**CELL, **LOSSES["at once"]}, labels={"t": "T"}, **DATA)
    results = {result.quantity.tensor.name: result.answer for result in derive(network).results}
    assert set(results) == {"dh", "dz", "dW", "dU", "db"}
    draw = np.random.default_rng(0)
    x, y = draw.standard_normal((4, 2)), draw.standard_normal((4, 3))
    w, u, b = draw.standard_normal((3, 3)), draw.standard_normal((3, 2)), draw.standard_normal(3)
    h = np.zeros((6, 3))
    for t in range(4):
        h[t + 1] = np.tanh(w @ h[t] + u @ x[t] + b)
    dz = np.zeros((6, 3))
    for t in range(4, 0, -1):
        dz[t] = (h[t] - y[t - 1] + w.T @ dz[t + 1]) * (1 - h[t] ** 2)
    gradients = {
        "w": sum(np.outer(dz[t], h[t - 1]) for t in range(1, 5)),
        "u": sum(np.outer(dz[t], x[t - 1]) for t in range(1, 5)),
        "b": dz.sum(0),
    }
    values = {"w": w, "u": u, "b": b}
    for name, gradient in gradients.items():
        for place in np.ndindex(*values[name].shape):
            sides = []
            for sign in (1, -1):
                moved = values[name].copy()
                moved[place] += sign * 1e-6
                sides.append(unrolled(x, y, **{**values, name: moved}))
            assert gradient[place] == pytest.approx((sides[0] - sides[1]) / 2e-6, rel=1e-5, abs=1e-7)
