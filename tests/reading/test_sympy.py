"""The same networks from SymPy's expressions, node by node."""

import numpy as np
import pytest
import sympy
from sympy import Function, IndexedBase, Sum, exp, log, sqrt, symbols, tanh

import symbp
from oracle import World, forward
from symbp.certify import certify
from symbp.derive import derive
from symbp.errors import SymbpError
from symbp.reading import equations

i, j, k, n, m = symbols("i j k n m", integer=True)
eps, a, b = symbols("eps a b")
x, y, w, g, t = (IndexedBase(name) for name in "xywgt")
DATA = np.random.default_rng(5)


def same(first, second, sizes, shapes):
    """Both networks compute the same from the same numbers."""
    values = {name: np.array(DATA.uniform(0.4, 2, shape)) for name, shape in shapes.items()}
    one, two = (forward(network, World(sizes, values)).values for network in (first, second))
    assert one.keys() == two.keys()
    for name in one:
        np.testing.assert_allclose(one[name], two[name], rtol=1e-12)


def test_a_normalisation():
    entries = {"parameters": ["x[n]", "g[n]"], "targets": ["t[n]"], "constants": ["eps"]}
    written = equations(
        {"y[i]": "g[i]*x[i]/sqrt(Sum(x[k]**2, k)/n + eps)", "C": "Sum((y[i] - t[i])**2, i)/2"}, **entries
    )
    built = symbp.equations(
        {
            y[i]: g[i] * x[i] / sqrt(Sum(x[k] ** 2, (k, 0, n - 1)) / n + eps),
            symbols("C"): Sum((y[i] - t[i]) ** 2, (i, 0, n - 1)) / 2,
        },
        **entries,
    )
    same(written, built, {"n": 4}, {"x": 4, "g": 4, "t": 4, "eps": ()})
    assert certify(derive(built)).sound


def test_functions_fractions_signs_and_powers():
    formula = (
        -(a**2) / (3 * b)
        + exp(-a) * log(b)
        + tanh(a - b)
        + sympy.Max(0, a - 1)
        + sqrt(a * b)
        + a ** sympy.Rational(-1, 3)
    )
    formula += 0.25 * sympy.Abs(b - a) + sympy.sin(a) - sympy.E * b
    built = equations({symbols("C"): formula}, parameters=[a, b])
    values = {"a": np.array(1.7), "b": np.array(0.6)}
    found = float(forward(built, World({}, values)).values["C"])
    assert found == pytest.approx(float(formula.subs({a: 1.7, b: 0.6})), rel=1e-12)


def test_functions_without_a_formula_and_definitions():
    f, swish, u = Function("f"), Function("swish"), symbols("u")
    built = equations(
        {symbols("z"): swish(a * b), symbols("C"): f(symbols("z"))},
        parameters=[a, b],
        arbitrary=[symbols("f")],
        functions={swish(u): u / (1 + exp(-u))},
    )
    written = equations(
        {"z": "swish(a*b)", "C": "f(z)"},
        parameters=["a", "b"],
        arbitrary=["f"],
        functions={"swish(u)": "u/(1 + exp(-u))"},
    )
    assert [equation.body for equation in built.equations] == [equation.body for equation in written.equations]


def test_declared_with_indexed():
    built = equations({y[i]: 2 * w[i, 0], symbols("C"): Sum(y[k], (k, 0, n - 1))}, parameters=[w[n, 3]])
    assert [size for tensor in built.tensors() for size in tensor.sizes][1] == 3


@pytest.mark.parametrize(
    "formula",
    [
        sympy.Symbol('__import__("os").system("id")'),
        sympy.Symbol(r"\input{x}"),
        IndexedBase('x"]')[0],
        sympy.Function("__import__")(a),
        sympy.Piecewise((a, a > 0), (0, True)),
        sympy.Integral(a, a),
        sympy.Derivative(Function("f")(a), a),
        sympy.I * a,
        sympy.pi * a,
        sympy.oo,
        sympy.nan,
        sympy.Matrix([[a]]),
        sympy.Sum(a, (k, 1, n)),
        sympy.Pow(a, b),
        sympy.factorial(a),
        sympy.Integer(10) ** 60,
        sympy.Pow(sympy.Integer(9), sympy.Pow(9, 9, evaluate=False), evaluate=False),
        a < b,
        sympy.true,
        sympy.Add(*symbols("q0:3000")),
    ],
    ids=lambda formula: type(formula).__name__,
)
def test_what_does_not_fit_is_refused(formula):
    with pytest.raises(SymbpError) as caught:
        equations({"y": formula, "C": "y + a + b"}, parameters=["a", "b"])
    assert str(caught.value).isprintable()
    assert len(str(caught.value)) < 500


def test_a_deep_expression_is_refused():
    deep = a
    for _ in range(60):
        deep = sympy.exp(deep + 1)
    with pytest.raises(SymbpError, match="100 operations"):
        equations({"C": deep}, parameters=["a"])
