"""An independent implementation of training: one example at a time, every unit by itself, written from the textbook.

Nothing here knows symbp.  Layers are lists of (weights, biases), weights[j][k] leading from unit k to unit j.
"""

import numpy as np


def sigmoid(z: np.ndarray) -> np.ndarray:
    return 1.0 / (1.0 + np.exp(-z))


def softmax(z: np.ndarray) -> np.ndarray:
    e = np.exp(z - z.max())
    return e / e.sum()


def outputs(layers, x, last):
    """The activations of all layers for one example."""
    found = [x]
    for number, (w, b) in enumerate(layers):
        z = w @ found[-1] + b
        found.append(last(z) if number == len(layers) - 1 else sigmoid(z))
    return found


def one_example(layers, x, y, loss):
    """Loss and gradients for one example, by the four equations."""
    last = sigmoid if loss == "half squared error" else softmax
    a = outputs(layers, x, last)
    if loss == "half squared error":
        value = 0.5 * float(np.sum((y - a[-1]) ** 2))
        delta = (a[-1] - y) * a[-1] * (1 - a[-1])
    else:
        value = -float(np.sum(y * np.log(a[-1])))
        delta = a[-1] - y
    gradients = []
    for number in range(len(layers) - 1, -1, -1):
        gradients.insert(0, (np.outer(delta, a[number]), delta.copy()))
        if number:
            delta = (layers[number][0].T @ delta) * a[number] * (1 - a[number])
    return value, gradients


def train_on(layers, inputs, targets, rate, loss):
    """One step of mini-batch descent in place; the batch's mean loss before it."""
    total = 0.0
    sums = [(np.zeros_like(w), np.zeros_like(b)) for w, b in layers]
    for x, y in zip(inputs, targets, strict=True):
        value, gradients = one_example(layers, x, y, loss)
        total += value
        for (dw, db), (more_w, more_b) in zip(sums, gradients, strict=True):
            dw += more_w
            db += more_b
    for (w, b), (dw, db) in zip(layers, sums, strict=True):
        w -= rate / len(inputs) * dw
        b -= rate / len(inputs) * db
    return total / len(inputs)
