"""The exported module: what it imports, that it runs alone, and that no name of a user's is code in it."""

import ast
import subprocess
import sys

import numpy as np
import pytest

from compile.cases import Case
from symbp.compile import export, lambdify
from symbp.language import Element, Equation, Index, Network, Role, Size, Tensor, element, total
from symbp.layers import Layer, layered
from tools import ROOT

HOSTILE = [
    '__import__("os").system("true")',
    '"""\nimport os\n"""',
    "'''; import os; '''",
    "x\\",
    "\\N{BULLET}\n",
    "%s {} {0} {{v1}}",
    "lambda",
    "a\rb\u2028c",
    "# comment\nboom()",
    "é\x00\x1b[31m",
    "v0",
]

RUN = """
import json, sys
import grads
given = json.loads(sys.argv[1])
if sys.argv[2] == "numpy":
    import numpy
    given = [numpy.array(value) for value in given]
found = grads.gradients(*given)
plain = [value.tolist() if hasattr(value, "tolist") else value for value in found]
loaded = sorted({"numpy", "sympy", "symbp", "scipy", "jinja2", "mpmath"} & set(sys.modules))
print(json.dumps([plain, loaded]))
"""


def hostile(name):
    """A one-layer network whose tensors, sizes and title all carry the name."""
    n, k = Size(f"n{name}"), Size(f"k{name}")
    j, i = Index(f"j{name}", n), Index(f"i{name}", k)
    x, y = Tensor(f"x{name}", (k,), Role.INPUT), Tensor(f"y{name}", (n,), Role.TARGET)
    w, z, c = Tensor(f"w{name}", (n, k), Role.PARAMETER), Tensor(f"z{name}", (n,)), Tensor(name, (), Role.LOSS)
    dense = Equation(Element(z, (), (j,)), total(element(w, j, i) * element(x, i), i), name)
    cost = Equation(Element(c), total((element(z, j) - element(y, j)) ** 2, j), name)
    return Network(name, f"{name} {name}", (dense, cost), c)


def identifiers(tree):
    """Every name that is code."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.arg):
            yield node.arg
        elif isinstance(node, ast.FunctionDef):
            yield node.name
        elif isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.keyword) and node.arg:
            yield node.arg
        elif isinstance(node, ast.alias):
            yield node.asname or node.name


def literals(tree):
    """Every string that is not a docstring."""
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.FunctionDef) and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.value


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_are_text(name):
    """But for docstrings and comments, the module is the one that harmless names give."""
    tame = ast.parse(export(hostile("q")))
    wild = ast.parse(export(hostile(name)))
    assert sorted(identifiers(wild)) == sorted(identifiers(tame))
    assert sorted(literals(wild)) == sorted(literals(tame))
    for node in (tame, wild):
        for part in ast.walk(node):
            if isinstance(part, ast.Module | ast.FunctionDef) and ast.get_docstring(part) is not None:
                part.body = part.body[1:]
    assert ast.dump(wild) == ast.dump(tame)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_still_compute(name):
    function = lambdify(hostile(name)).function
    x, y, w = np.array([[1.0, 2.0]]), np.array([[3.0]]), np.array([[4.0, 5.0]])
    loss, slope = function(x, y, w)
    assert loss == 121.0
    np.testing.assert_array_equal(slope, [[22.0, 44.0]])


@pytest.mark.parametrize("form", ["array", "auto", "scalar"])
def test_the_module_runs_alone(tmp_path, form):
    case = Case(("tanh", "softmax"), "cross_entropy")
    (tmp_path / "grads.py").write_text(export(case.network(), form), encoding="utf-8")
    given = case.arguments(*case.drawn(1 if form == "scalar" else 3))
    if form == "scalar":
        given = [given[0][0], given[1][0], *given[2:]]
    import json

    kind = "math" if form == "scalar" else "numpy"
    command = [sys.executable, "-c", RUN, json.dumps([value.tolist() for value in given]), kind]
    run = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, timeout=60, check=True)
    plain, loaded = json.loads(run.stdout)
    assert loaded == ([] if form == "scalar" else ["numpy"])
    for value, truth in zip(plain, lambdify(case.network(), form).function(*given), strict=True):
        np.testing.assert_allclose(value, truth, rtol=1e-15)


def test_the_source_does_not_depend_on_the_hash_seed():
    code = (
        "import hashlib\n"
        "from symbp.compile import export\n"
        "from symbp.layers import Layer, layered\n"
        "network = layered('n', 3, [Layer(4, 'silu'), Layer(2, 'softmax')], 'cross_entropy')\n"
        "print(hashlib.sha256((export(network) + export(network, 'scalar')).encode()).hexdigest())\n"
    )
    found = set()
    for seed in ("0", "1", "2"):
        environment = {"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-c", code]
        run = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=120, check=True)
        found.add(run.stdout)
    assert len(found) == 1


def test_the_docstring_lists_arguments_and_shapes():
    network = layered("n", 3, [Layer(4), Layer(2)], title="A small network")
    words = [line.split() for line in lambdify(network).function.__doc__.splitlines()]
    for row in ("v0 x (m, 3) input", "v1 y (m, 2) target", "v2 w2 (4, 3) parameter", "v5 b3 (2,) parameter"):
        assert row.split() in words
    assert "A small network" in lambdify(network).__doc__
    assert "(C, dw2, db2, dw3, db3)" in lambdify(network).function.__doc__


def test_the_docstring_says_what_is_assumed():
    """The gradient y - t needs targets that add up to 1; half the squared error assumes nothing."""
    assumed = layered("n", 3, [Layer(2, "softmax")], "cross_entropy")
    assert "Assumed of the data: targets-sum." in lambdify(assumed).function.__doc__
    assert "Assumed" not in lambdify(layered("n", 3, [Layer(2, "softmax")])).function.__doc__


def test_the_docstring_says_which_form_was_chosen():
    small = layered("n", 2, [Layer(2), Layer(2)])
    large = layered("n", 64, [Layer(30), Layer(10)])
    assert "single example in Python arithmetic" in lambdify(small).function.__doc__
    assert "12 parameters" in lambdify(small).function.__doc__
    assert "Python arithmetic" not in lambdify(large).function.__doc__
    assert lambdify(small, "scalar").function.__doc__.count("Scalar form") == 1
