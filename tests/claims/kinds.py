"""Random networks with numbers, of every kind that people work by hand."""

import numpy as np

import symbp


def decimals(draw, *shape, low=-1.0, high=1.0, places=2):
    """Random numbers with few decimals, none of them 0."""
    found = np.round(draw.uniform(low, high, shape), places)
    return np.where(found == 0, 0.1, found).tolist()


def layered(draw, hidden, output, loss, targets, examples=None, bias="unit", rows=True):
    """Two layers of two or three units."""
    n, p, q = (int(draw.integers(2, 4)) for _ in range(3))
    orientation = str(draw.choice(["out,in", "in,out"]))
    shaped = (lambda a, b: (a, b)) if orientation == "out,in" else (lambda a, b: (b, a))
    layers = [{"units": p, "activation": hidden, "bias": bias}, {"units": q, "activation": output, "bias": bias}]
    parameters = {"w2": decimals(draw, *shaped(p, n)), "w3": decimals(draw, *shaped(q, p))}
    if bias != "none":
        parameters |= {f"b{k}": decimals(draw, *(() if bias == "shared" else (w,))) for k, w in ((2, p), (3, q))}
    parameters = {name: float(value) if np.ndim(value) == 0 else value for name, value in parameters.items()}
    batch = () if examples is None else (examples,)
    data = {"inputs": decimals(draw, *batch, n, low=0), "targets": targets(draw, *batch, q)}
    layout = {"weights": orientation}
    if examples is not None:
        layout["examples"] = "rows"
    numbers = {**data, "parameters": parameters, "rate": float(draw.choice([0.1, 0.5, 0.05]))}
    return symbp.network(inputs=n, layers=layers, loss=loss, layout=layout, numbers=numbers)


def one_hot(draw, *shape):
    """One 1 in every row."""
    return np.eye(shape[-1])[draw.integers(0, shape[-1], shape[:-1] or 1)].reshape(shape).tolist()


def bits(draw, *shape):
    """0 or 1."""
    return draw.integers(0, 2, shape).astype(float).tolist()


def between(draw, *shape):
    """Numbers between 0 and 1."""
    return decimals(draw, *shape, low=0.01, high=0.99)


def recurrent(draw):
    """A recurrent network through three steps."""
    n, p, steps = int(draw.integers(1, 3)), int(draw.integers(1, 3)), 3
    numbers = {
        "inputs": {"x": decimals(draw, steps, p)},
        "targets": {"y": decimals(draw, steps, n)},
        "parameters": {"W": decimals(draw, n, n), "U": decimals(draw, n, p), "b": decimals(draw, n)},
        "rate": 0.1,
    }
    equations = {
        "z[t; i]": "Sum(W[i, k]*h[t - 1; k], k) + Sum(U[i, k]*x[t; k], k) + b[i]",
        "h[t; i]": "tanh(z[t; i])",
        "C": "Sum((h[t; i] - y[t; i])**2, t, i)/2",
    }
    names = {"inputs": ["x[t; p]"], "targets": ["y[t; n]"], "parameters": ["W[n, n]", "U[n, p]", "b[n]"]}
    return symbp.equations(equations, **names, labels={"t": "T"}, numbers=numbers)


def graph(draw):
    """A plain graph in which quantities are used twice."""
    equations = {
        "a": "u*v + w",
        "b": "exp(u*w)/2",
        "c": "a*b - v",
        "d": "tanh(a + c)",
        "f": "c**2 + d*u + log(1 + b)",
    }
    numbers = {"parameters": {name: float(decimals(draw, 1)[0]) for name in "uvw"}, "rate": 0.1}
    return symbp.equations(equations, parameters=["u", "v", "w"], loss="f", numbers=numbers)


KINDS = {
    "sigmoid": lambda draw: layered(draw, "sigmoid", "sigmoid", "half squared error", between),
    "tanh": lambda draw: layered(draw, "tanh", "identity", "mean squared error", between),
    "relu": lambda draw: layered(draw, "relu", "identity", "half squared error", between),
    "softmax": lambda draw: layered(draw, "tanh", "softmax", "cross entropy", one_hot),
    "binary": lambda draw: layered(draw, "sigmoid", "sigmoid", "binary cross entropy", bits),
    "batch": lambda draw: layered(draw, "sigmoid", "sigmoid", "half squared error", between, 3),
    "batch-softmax": lambda draw: layered(draw, "relu", "softmax", "cross entropy", one_hot, 2),
    "shared-bias": lambda draw: layered(draw, "sigmoid", "sigmoid", "half squared error", between, bias="shared"),
    "recurrent": recurrent,
    "graph": graph,
}


def random_network(kind, seed):
    """A network of a kind; the same for the same seed."""
    return KINDS[kind](np.random.default_rng([seed, *map(ord, kind)]))
