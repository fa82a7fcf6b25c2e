"""Gradients of layered networks by plain loops over examples, units and weights: nothing here comes from symbp."""

import math

import numpy as np

ACTIVATIONS = {
    "identity": (lambda z: z, lambda z: 1.0),
    "relu": (lambda z: max(0.0, z), lambda z: 1.0 if z > 0 else 0.0),
    "sigmoid": (lambda z: 1 / (1 + math.exp(-z)), lambda z: math.exp(-z) / (1 + math.exp(-z)) ** 2),
    "silu": (
        lambda z: z / (1 + math.exp(-z)),
        lambda z: 1 / (1 + math.exp(-z)) + z * math.exp(-z) / (1 + math.exp(-z)) ** 2,
    ),
    "softplus": (lambda z: math.log(1 + math.exp(z)), lambda z: 1 / (1 + math.exp(-z))),
    "tanh": (math.tanh, lambda z: 1 / math.cosh(z) ** 2),
}
LOSSES = {
    "half_squared_error": (lambda a, y, n: (y - a) ** 2 / 2, lambda a, y, n: a - y),
    "mean_squared_error": (lambda a, y, n: (y - a) ** 2 / n, lambda a, y, n: 2 * (a - y) / n),
    "cross_entropy": (lambda a, y, n: -y * math.log(a), lambda a, y, n: -y / a),
    "binary_cross_entropy": (
        lambda a, y, n: -y * math.log(a) - (1 - y) * math.log(1 - a),
        lambda a, y, n: -y / a + (1 - y) / (1 - a),
    ),
}


def forward(name, z):
    """The activations of one example's layer."""
    if name == "softmax":
        powers = [math.exp(value) for value in z]
        return [power / math.fsum(powers) for power in powers]
    return [ACTIVATIONS[name][0](value) for value in z]


def backward(name, z, a, upstream):
    """The derivatives by z, from those by a."""
    if name == "softmax":
        units = range(len(z))
        return [math.fsum(upstream[k] * a[k] * ((k == j) - a[j]) for k in units) for j in units]
    return [up * ACTIVATIONS[name][1](value) for up, value in zip(upstream, z, strict=True)]


def gradients(x, y, weights, biases, names, loss):
    """The mean loss over rows x, y and its derivatives by weights (out, in) and biases (one for each unit)."""
    part, slope = LOSSES[loss]
    total = 0.0
    weight_slopes = [np.zeros(w.shape) for w in weights]
    bias_slopes = [np.zeros(b.shape) for b in biases]
    for inputs, targets in zip(x.tolist(), y.tolist(), strict=True):
        a, seen = inputs, []
        for w, b, name in zip(weights, biases, names, strict=True):
            z = [math.fsum([*(w[j, k] * a[k] for k in range(len(a))), b[j]]) for j in range(len(b))]
            seen.append((a, z))
            a = forward(name, z)
            seen[-1] += (a,)
        n = len(a)
        total += sum(part(value, target, n) for value, target in zip(a, targets, strict=True))
        upstream = [slope(value, target, n) for value, target in zip(a, targets, strict=True)]
        for layer in reversed(range(len(weights))):
            before, z, a = seen[layer]
            delta = backward(names[layer], z, a, upstream)
            for j, value in enumerate(delta):
                bias_slopes[layer][j] += value / len(x)
                for k, left in enumerate(before):
                    weight_slopes[layer][j, k] += value * left / len(x)
            upstream = [
                math.fsum(weights[layer][j, k] * delta[j] for j in range(len(delta))) for k in range(len(before))
            ]
    return total / len(x), weight_slopes, bias_slopes


def central_differences(function, arguments, number, step=1e-6):
    """The derivative of function(*arguments)[0] by one argument, element by element."""
    found = np.zeros(np.shape(arguments[number]))
    for at in np.ndindex(found.shape):
        values = []
        for sign in (1, -1):
            moved = [np.array(argument, dtype=float) for argument in arguments]
            moved[number][at] += sign * step
            values.append(float(function(*moved)[0]))
        found[at] = (values[0] - values[1]) / (2 * step)
    return found
