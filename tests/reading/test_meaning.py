"""What formulas mean: random ones against an evaluation of their own, and printed back as text."""

import math
import operator
from collections.abc import Callable
from fractions import Fraction
from itertools import product as pairs

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from formula_printer import printed
from oracle import World, forward
from symbp.reading import equations

SIZES = {"n": 3, "m": 2}
DECLARED = {"inputs": ["a", "b", "x[n]", "v[m]", "w[n, m]"]}
DATA = np.random.default_rng(4)
VALUES = {
    "a": np.array(0.7),
    "b": np.array(1.9),
    "x": DATA.uniform(0.5, 2, 3),
    "v": DATA.uniform(0.5, 2, 2),
    "w": DATA.uniform(0.5, 2, (3, 2)),
}
Point = dict[str, int]
Formula = tuple[str, Callable[[Point], float]]


def at(values: np.ndarray, *places: int) -> float:
    """An element, 0 outside of its range."""
    inside = all(0 <= place < size for place, size in zip(places, values.shape, strict=True))
    return float(values[places]) if inside else 0.0


def leaf(names: tuple[tuple[str, str], ...]) -> st.SearchStrategy[Formula]:
    """Numbers, single quantities, sizes, and elements at the indices there are."""
    found: list[Formula] = [
        ("a", lambda p: 0.7),
        ("b", lambda p: 1.9),
        ("n", lambda p: 3.0),
        ("0.25", lambda p: 0.25),
        ("3", lambda p: 3.0),
        ("x[2]", lambda p: at(VALUES["x"], 2)),
    ]
    rows = [name for name, size in names if size == "n"]
    columns = [name for name, size in names if size == "m"]
    found += [(f"x[{i}]", lambda p, i=i: at(VALUES["x"], p[i])) for i in rows]
    found += [(f"(x[{i} - 1] + 1)", lambda p, i=i: at(VALUES["x"], p[i] - 1) + 1) for i in rows]
    found += [(f"(1 + x[4 - 2*{i}])", lambda p, i=i: at(VALUES["x"], 4 - 2 * p[i]) + 1) for i in rows]
    found += [(f"v[{k}]", lambda p, k=k: at(VALUES["v"], p[k])) for k in columns]
    found += [(f"w[{i}, {k}]", lambda p, i=i, k=k: at(VALUES["w"], p[i], p[k])) for i in rows for k in columns]
    return st.sampled_from(found)


# Every formula is positive, so that every root, quotient and logarithm of it exists.
BINARY = {"+": operator.add, "*": operator.mul, "/": operator.truediv}
CALLS: dict[str, Callable[[float], float]] = {
    "tanh({})": math.tanh,
    "sqrt({})": math.sqrt,
    "sigmoid(-({}))": lambda v: 1 / (1 + math.exp(v)),
    "exp(-({}))": lambda v: math.exp(-v),
    "log(1 + {})": math.log1p,
    "({})**2": lambda v: v**2,
    "({})**(-1/2)": lambda v: v**-0.5,
    "abs(-({}))": lambda v: v,
    "max(1/2, {})": lambda v: max(0.5, v),
    "(2 - min(1, {}))": lambda v: 2 - min(1.0, v),
    "softplus({} - 1)": lambda v: math.log1p(math.exp(v - 1)),
}


@st.composite
def formulas(draw, names: tuple[tuple[str, str], ...] = (("i", "n"),), depth: int = 3) -> Formula:
    """A text and what it means, written down side by side."""
    kind = draw(st.sampled_from(["leaf", "binary", "call", "sum", "mean"] if depth else ["leaf"]))
    if kind == "leaf":
        return draw(leaf(names))
    if kind == "binary":
        sign = draw(st.sampled_from(sorted(BINARY)))
        (left, one), (right, two) = (draw(formulas(names, depth - 1)) for _ in range(2))
        operate = BINARY[sign]
        return f"({left}){sign}({right})", lambda p: operate(one(p), two(p))
    if kind == "call":
        text = draw(st.sampled_from(sorted(CALLS)))
        inner, value = draw(formulas(names, depth - 1))
        return text.format(inner), lambda p: CALLS[text](value(p))
    size = draw(st.sampled_from(sorted(SIZES)))
    name = f"k{len(names)}"
    inner, value = draw(formulas((*names, (name, size)), depth - 1))
    count = SIZES[size]

    def added(p: Point) -> float:
        total = sum(value({**p, name: k}) for k in range(count))
        return total / count if kind == "mean" else total

    return f"{'Mean' if kind == 'mean' else 'Sum'}({inner}, {name}:{size})", added


def read(text: str):
    """The body of y[i] = text, the other declared quantities kept in use by a second equation."""
    network = equations(
        {"y[i]": text, "C": "Sum(y[i]*x[i], i) + a + b + Sum(v[k], k) + Sum(w[i, k], i, k)"},
        **DECLARED,
        quantities=["y[n]"],
    )
    body = network.equations[0]
    assert body.tensor.name == "y"
    return body.body, body.output.indices


@settings(max_examples=250)
@given(formulas())
def test_a_formula_means_what_it_says_and_can_be_printed_back(formula):
    text, value = formula
    world = World(SIZES, VALUES)
    body, indices = read(text)
    wanted = np.array([value({"i": i}) for i in range(SIZES["n"])])
    np.testing.assert_allclose(world.array(body, indices), wanted, rtol=1e-9)
    again, formal = read(printed(body, indices))
    np.testing.assert_allclose(world.array(again, formal), wanted, rtol=1e-9)


def test_the_same_index_may_be_summed_over_twice_side_by_side():
    body, indices = read("x[i]*Sum(x[k], k)*Sum(v[k], k)/Sum(x[k]**2, k)")
    x, v = VALUES["x"], VALUES["v"]
    wanted = x * x.sum() * v.sum() / (x**2).sum()
    np.testing.assert_allclose(World(SIZES, VALUES).array(body, indices), wanted)


def test_order_of_equations_does_not_matter():
    written = {"z": "2*w + 1", "a": "z**2", "b": "a*z", "C": "a + b"}
    values = {"w": np.array(0.3)}
    found = set()
    for names in (["z", "a", "b", "C"], ["C", "b", "a", "z"], ["b", "C", "z", "a"]):
        network = equations({name: written[name] for name in names}, parameters=["w"])
        found.add(float(forward(network, World({}, values)).values["C"]))
        defined = [equation.tensor.name for equation in network.equations]
        assert defined.index("z") < defined.index("a") < defined.index("b")
    assert found == {1.6**2 + 1.6**3}


def test_sizes_follow_from_where_indices_stand():
    network = equations(
        {"u[i]": "Sum(p[i, k]*q[k], k)", "s[i, j]": "u[i]*q[j]", "C": "Sum(s[i, j]**2, i, j)"},
        parameters=["p[m, n]"],
        inputs=["q[n]"],
    )
    shapes = {tensor.name: tuple(size.name for size in tensor.sizes) for tensor in network.tensors()}
    assert shapes == {"p": ("m", "n"), "q": ("n",), "u": ("m",), "s": ("m", "n"), "C": ()}


def test_a_size_with_a_number_is_that_number_everywhere():
    network = equations(
        {"y[i]": "x[2*i]/n", "C": "Sum(y[i], i)"}, sizes={"n": 4}, parameters=["x[n]"], quantities=["y[2]"]
    )
    x = np.array([1.0, 2.0, 3.0, 5.0])
    done = forward(network, World({}, {"x": x}))
    np.testing.assert_allclose(done.values["y"], [0.25, 0.75])


def test_every_pair_of_operators_binds_as_in_mathematics():
    """Against Python's own arithmetic on exact numbers, where ** and unary minus bind the same way."""
    numbers = [Fraction(7), Fraction(3), Fraction(2)]
    operate = {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv}
    rank = {"+": 1, "-": 1, "*": 2, "/": 2}
    for first, second in pairs(operate, operate):
        body, _ = read(f"a*0 + 7 {first} 3 {second} 2 + x[i]*0")
        left_first = rank[first] >= rank[second]
        wanted = (
            operate[second](operate[first](numbers[0], numbers[1]), numbers[2])
            if left_first
            else operate[first](numbers[0], operate[second](numbers[1], numbers[2]))
        )
        assert World(SIZES, VALUES).value(body, {}) == float(wanted)
