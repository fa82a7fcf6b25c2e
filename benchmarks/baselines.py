"""What the generated functions are measured against: the same gradients in NumPy, written by hand three ways."""

from __future__ import annotations

from typing import Any

import numpy as np

Call = Any


def by_example(x: Any, y: Any, weights: list[Any], biases: list[Any]) -> Call:
    """One example at a time, column vectors, a loop over the batch: as in an introductory book."""
    columns = [w.T.copy() for w in weights]
    offsets = [b[:, None] for b in biases]
    pairs = [(row[:, None], target[:, None]) for row, target in zip(x, y, strict=True)]

    def call() -> Any:
        loss = 0.0
        weight_slopes = [np.zeros(w.shape) for w in columns]
        bias_slopes = [np.zeros(b.shape) for b in offsets]
        for row, target in pairs:
            seen = [row]
            for w, b in zip(columns, offsets, strict=True):
                seen.append(1 / (1 + np.exp(-(w @ seen[-1] + b))))
            loss += 0.5 * float(np.sum((seen[-1] - target) ** 2))
            delta = (seen[-1] - target) * seen[-1] * (1 - seen[-1])
            for k in range(len(columns) - 1, -1, -1):
                weight_slopes[k] = weight_slopes[k] + delta @ seen[k].T
                bias_slopes[k] = bias_slopes[k] + delta
                if k:
                    delta = columns[k].T @ delta * seen[k] * (1 - seen[k])
        return loss / len(x), [w / len(x) for w in weight_slopes], [b / len(x) for b in bias_slopes]

    return call


def plain(x: Any, y: Any, weights: list[Any], biases: list[Any]) -> Call:
    """The batch at once, every intermediate a new array: as most people write it."""

    def call() -> Any:
        seen = [x]
        for w, b in zip(weights, biases, strict=True):
            seen.append(1 / (1 + np.exp(-(seen[-1] @ w + b))))
        difference = seen[-1] - y
        loss = np.sum(difference**2) / (2 * len(x))
        delta = difference * seen[-1] * (1 - seen[-1]) / len(x)
        slopes = []
        for k in range(len(weights) - 1, -1, -1):
            slopes.append((seen[k].T @ delta, delta.sum(axis=0)))
            if k:
                delta = delta @ weights[k].T * seen[k] * (1 - seen[k])
        return loss, slopes[::-1]

    return call


def tuned(x: Any, y: Any, weights: list[Any], biases: list[Any]) -> Call:
    """The batch at once in arrays made beforehand: matmul and ufuncs with out=, in place, results overwritten."""
    count, kind = len(x), x.dtype
    seen = [x, *(np.empty((count, w.shape[1]), kind) for w in weights)]
    deltas = [np.empty_like(a) for a in seen]
    weight_slopes, bias_slopes = [np.empty_like(w) for w in weights], [np.empty_like(b) for b in biases]
    share = kind.type(1 / count)
    one = kind.type(1)

    def call() -> Any:
        for k, (w, b) in enumerate(zip(weights, biases, strict=True)):
            a = seen[k + 1]
            np.matmul(seen[k], w, out=a)
            np.add(a, b, out=a)
            np.negative(a, out=a)
            np.exp(a, out=a)
            np.add(a, one, out=a)
            np.reciprocal(a, out=a)
        delta, a = deltas[-1], seen[-1]
        np.subtract(a, y, out=delta)
        loss = np.vdot(delta, delta) * share / 2
        np.multiply(delta, share, out=delta)
        for k in range(len(weights) - 1, -1, -1):
            delta, a = deltas[k + 1], seen[k + 1]
            np.multiply(delta, a, out=delta)
            np.subtract(one, a, out=a)
            np.multiply(delta, a, out=delta)
            np.matmul(seen[k].T, delta, out=weight_slopes[k])
            np.add.reduce(delta, axis=0, out=bias_slopes[k])
            if k:
                np.matmul(delta, weights[k].T, out=deltas[k])
        return loss, weight_slopes, bias_slopes

    return call
