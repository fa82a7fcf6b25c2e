"""Random networks, once as symbp reads them and once as plain Python: ten kinds."""

import math
import random

import symbp

from .hand import Node, Setting


def number(draw, low=-0.9, high=0.9):
    """A number with two decimals, none of them 0."""
    return round(draw.choice([x / 100 for x in range(int(low * 100), int(high * 100) + 1) if x]), 2)


def sigmoid(x):
    return 1 / (1 + math.exp(-x))


ACTIVATIONS = {
    "sigmoid": (sigmoid, lambda z: sigmoid(z) * (1 - sigmoid(z))),
    "tanh": (math.tanh, lambda z: 1 - math.tanh(z) ** 2),
    "relu": (lambda z: max(0.0, z), lambda z: 1.0 if z > 0 else 0.0),
    "identity": (lambda z: z, lambda z: 1.0),
}
PARTS = {
    "half squared error": (lambda a, y: (a - y) ** 2 / 2, lambda a, y: a - y),
    "mean squared error": (lambda a, y: (a - y) ** 2, lambda a, y: 2 * (a - y)),
    "binary cross entropy": (
        lambda a, y: -(y * math.log(a)) - (1 - y) * math.log(1 - a),
        lambda a, y: -y / a + (1 - y) / (1 - a),
    ),
    "cross entropy": (lambda a, y: -y * math.log(a), lambda a, y: -y / a),
}

CONSTANTS = {
    "mu": (0.9, 0.5, 0.8),
    "beta": (0.9, 0.8, 0.95),
    "beta1": (0.9, 0.8),
    "beta2": (0.999, 0.99),
    "epsilon": (1e-2, 1e-3, 1e-4),
    "decay": (0.1, 0.01, 0.05),
}
ADAM = ("beta1", "beta2", "epsilon")
RULES = {
    "momentum": ("mu",),
    "heavy_ball": ("mu",),
    "averaged_momentum": ("beta",),
    "nesterov": ("mu",),
    "adagrad": ("epsilon",),
    "rmsprop": ("beta", "epsilon"),
    "adam": ADAM,
    "adamw": (*ADAM, "decay"),
    "weight_decay": ("decay",),
}


def layered(seed, hidden, output, loss, examples=None, bias="unit", widths=None, frozen=(), rule=""):
    """Two layers; (network, setting)."""
    draw = random.Random(seed)
    n, p, q = widths or (draw.randint(2, 3), draw.randint(2, 3), draw.randint(2, 3))
    sizes = [n, p, q]
    count = examples or 1
    given, nodes, parameters, targets, matrices = {}, [], [], {}, {}
    batch = (lambda e, *at: (e + 1, *at)) if examples else (lambda e, *at: at)

    def called(letter, *at):
        return "_".join([letter, *map(str, at)])

    x = [[number(draw, 0.05, 0.95) for _ in range(n)] for _ in range(count)]
    if loss == "cross entropy":
        y = [[float(k == right) for k in range(q)] for right in (draw.randrange(q) for _ in range(count))]
    elif loss == "binary cross entropy":
        y = [[float(draw.random() < 0.5) for _ in range(q)] for _ in range(count)]
    else:
        y = [[number(draw, 0.05, 0.95) for _ in range(q)] for _ in range(count)]
    for e in range(count):
        given |= {called("x", *batch(e, k + 1)): value for k, value in enumerate(x[e])}
    tensors = {}
    for layer in (2, 3):
        wide, high = sizes[layer - 2], sizes[layer - 1]
        w = [[number(draw) for _ in range(wide)] for _ in range(high)]
        tensors[f"w{layer}"] = w
        names = [[called(f"w{layer}", j + 1, k + 1) for k in range(wide)] for j in range(high)]
        matrices[layer] = names
        given |= {names[j][k]: w[j][k] for j in range(high) for k in range(wide)}
        parameters += [name for row in names for name in row]
        if bias == "shared":
            tensors[f"b{layer}"] = number(draw)
            given[f"b{layer}"] = tensors[f"b{layer}"]
            parameters.append(f"b{layer}")
        elif bias == "unit":
            tensors[f"b{layer}"] = [number(draw) for _ in range(high)]
            given |= {called(f"b{layer}", j + 1): value for j, value in enumerate(tensors[f"b{layer}"])}
            parameters += [called(f"b{layer}", j + 1) for j in range(high)]
        below = "x" if layer == 2 else f"a{layer - 1}"
        kind = hidden if layer == 2 else output
        for e in range(count):
            for j in range(high):
                row = [(names[j][k], called(below, *batch(e, k + 1))) for k in range(wide)]
                b = "" if bias == "none" else f"b{layer}" if bias == "shared" else called(f"b{layer}", j + 1)
                nodes.append(weighted(called(f"z{layer}", *batch(e, j + 1)), row, b, layer, j, e))
        for e in range(count):
            z = [called(f"z{layer}", *batch(e, j + 1)) for j in range(high)]
            for j in range(high):
                name = called(f"a{layer}", *batch(e, j + 1))
                nodes.append(
                    softmax(name, z, j, layer, e) if kind == "softmax" else active(name, z[j], kind, layer, j, e)
                )
    part, by_output = PARTS[loss]
    losses = []
    for e in range(count):
        for j in range(q):
            a, t = called("a3", *batch(e, j + 1)), called("y", *batch(e, j + 1))
            given[t], targets[a] = y[e][j], t
            name = called("E", *batch(e, j + 1))
            slopes = {a: lambda v, a=a, t=t: by_output(v[a], v[t])}
            nodes.append(Node(name, (a, t), part, slopes, "part", 3, j, e))
            losses.append(name)
    share = 1 / count / (q if loss == "mean squared error" else 1)
    slopes = {name: lambda v: share for name in losses}
    nodes.append(Node("C", tuple(losses), lambda *parts: sum(parts) * share, slopes, "loss"))
    rate = draw.choice([0.1, 0.5, 0.05])
    numbers = {
        "inputs": x if examples else x[0],
        "targets": y if examples else y[0],
        "parameters": tensors,
        "rate": rate,
    }
    constants = {name: draw.choice(CONSTANTS[name]) for name in RULES.get(rule, ())}
    if rule:
        numbers["update"] = {"rule": rule, **constants}
    if frozen:
        numbers["frozen"] = list(frozen)
    layers = [
        {"units": p, "activation": hidden, "bias": bias},
        {"units": q, "activation": output, "bias": bias},
    ]
    layout = {"examples": "rows" if examples else "one"}
    network = symbp.network(inputs=n, layers=layers, loss=loss, layout=layout, numbers=numbers)
    return network, Setting(
        given, nodes, parameters, targets, rate, frozen, matrices, loss if "entropy" in loss else "", rule, constants
    )


def weighted(name, row, bias, layer, unit, example):
    """z = sum of w x, and b."""
    parents = tuple(part for pair in row for part in pair) + ((bias,) if bias else ())

    def value(*found):
        return sum(found[2 * k] * found[2 * k + 1] for k in range(len(row))) + (found[-1] if bias else 0.0)

    slopes = {}
    for w, x in row:
        slopes[w] = lambda v, x=x: v[x]
        slopes[x] = lambda v, w=w: v[w]
    if bias:
        slopes[bias] = lambda v: 1.0
    return Node(name, parents, value, slopes, "z", layer, unit, example, (*row, bias))


def active(name, z, kind, layer, unit, example):
    """a = f(z)"""
    function, slope = ACTIVATIONS[kind]
    return Node(name, (z,), function, {z: lambda v: slope(v[z])}, "a", layer, unit, example, (), kind)


def softmax(name, z, j, layer, example):
    """a_j = exp(z_j) / sum of exp(z_k)"""

    def share(v):
        return math.exp(v[z[j]]) / sum(math.exp(v[other]) for other in z)

    def value(*found):
        return math.exp(found[j]) / sum(math.exp(x) for x in found)

    slopes = {}
    for k, other in enumerate(z):

        def slope(v, k=k, other=other):
            a = share(v)
            b = math.exp(v[other]) / sum(math.exp(v[x]) for x in z)
            return a * (1 - a) if k == j else -a * b

        slopes[other] = slope
    return Node(name, tuple(z), value, slopes, "softmax", layer, j, example)


def recurrent(seed, steps=3):
    """z_t = w x_t + u h_(t-1) + b, h_t = tanh z_t, o = v h_T, E = (o - y)^2 / 2; (network, setting)."""
    draw = random.Random(seed)
    given = {name: number(draw) for name in "wubv"} | {f"x{t}": number(draw) for t in range(1, steps + 1)}
    given["y"] = number(draw)
    equations, nodes = {}, []
    for t in range(1, steps + 1):
        row = [("w", f"x{t}")] + ([("u", f"h{t - 1}")] if t > 1 else [])
        equations[f"z{t}"] = " + ".join(f"{a}*{b}" for a, b in row) + " + b"
        nodes.append(weighted(f"z{t}", row, "b", t, 0, 0))
        equations[f"h{t}"] = f"tanh(z{t})"
        nodes.append(active(f"h{t}", f"z{t}", "tanh", t, 0, 0))
    last = f"h{steps}"
    equations["o"] = f"v*{last}"
    nodes.append(weighted("o", [("v", last)], "", steps + 1, 0, 0))
    equations["E"] = "(o - y)**2/2"
    nodes.append(Node("E", ("o", "y"), lambda o, y: (o - y) ** 2 / 2, {"o": lambda v: v["o"] - v["y"]}, "loss"))
    return as_equations(equations, given, list("wubv"), [f"x{t}" for t in range(1, steps + 1)], {"o": "y"}, nodes)


def graph(seed):
    """A plain graph in which several quantities are used twice; (network, setting)."""
    draw = random.Random(seed)
    given = {name: number(draw, 0.2, 1.5) for name in ("p", "q", "r", "s")}
    equations = {"a": "p*q", "b": "a + r", "c": "b*a", "d": "c**2", "f": "exp(b)", "g": "d*s", "L": "g + f*s"}
    nodes = [
        Node("a", ("p", "q"), lambda p, q: p * q, {"p": lambda v: v["q"], "q": lambda v: v["p"]}, "product"),
        Node("b", ("a", "r"), lambda a, r: a + r, {"a": lambda v: 1.0, "r": lambda v: 1.0}, "sum"),
        Node("c", ("b", "a"), lambda b, a: b * a, {"b": lambda v: v["a"], "a": lambda v: v["b"]}, "product"),
        Node("d", ("c",), lambda c: c * c, {"c": lambda v: 2 * v["c"]}, "power"),
        Node("f", ("b",), math.exp, {"b": lambda v: math.exp(v["b"])}, "exp"),
        Node("g", ("d", "s"), lambda d, s: d * s, {"d": lambda v: v["s"], "s": lambda v: v["d"]}, "product"),
        Node(
            "L",
            ("g", "f", "s"),
            lambda g, f, s: g + f * s,
            {"g": lambda v: 1.0, "f": lambda v: v["s"], "s": lambda v: v["f"]},
            "loss",
        ),
    ]
    return as_equations(equations, given, ["p", "q", "r", "s"], [], {}, nodes)


def as_equations(equations, given, parameters, inputs, targets, nodes):
    """The network from its equations."""
    numbers = {
        "parameters": {name: given[name] for name in parameters},
        "inputs": {name: given[name] for name in inputs},
        "targets": {name: given[name] for name in targets.values()},
        "rate": 0.1,
    }
    numbers = {key: value for key, value in numbers.items() if value != {}}
    names = {"inputs": inputs, "targets": list(targets.values()), "parameters": parameters}
    network = symbp.equations(equations, loss=nodes[-1].name, numbers=numbers, **{k: v for k, v in names.items() if v})
    return network, Setting(given, nodes, parameters, targets, 0.1)


KINDS = {
    "sigmoid": lambda seed: layered(seed, "sigmoid", "sigmoid", "half squared error"),
    "tanh": lambda seed: layered(seed, "tanh", "identity", "mean squared error"),
    "relu": lambda seed: layered(seed, "relu", "identity", "half squared error"),
    "softmax": lambda seed: layered(seed, "tanh", "softmax", "cross entropy"),
    "binary": lambda seed: layered(seed, "sigmoid", "sigmoid", "binary cross entropy"),
    "batch": lambda seed: layered(seed, "sigmoid", "sigmoid", "half squared error", examples=2, widths=(2, 2, 2)),
    "batch-softmax": lambda seed: layered(seed, "relu", "softmax", "cross entropy", examples=3, widths=(2, 2, 2)),
    "shared-bias": lambda seed: layered(
        seed, "sigmoid", "sigmoid", "half squared error", bias="shared", frozen=("b2",)
    ),
    "recurrent": recurrent,
    "graph": graph,
}
UPDATED = {
    rule: lambda seed, rule=rule: layered(
        seed, ("sigmoid", "tanh")[seed % 2], "sigmoid", "half squared error", bias="none", widths=(2, 1, 1), rule=rule
    )
    for rule in RULES
}
