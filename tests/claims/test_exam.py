"""Solutions of examinations in whole documents: right as they stand, wrong where one number is changed."""

import pytest

import symbp
from symbp.claims.judge import judge
from symbp.claims.reading import read_text
from symbp.claims.records import Verdict

RECTIFIED = symbp.network(
    inputs=2,
    loss="half squared error",
    layers=[{"units": 2, "activation": "relu"}, {"units": 1, "activation": "identity"}],
    numbers={
        "inputs": [1, 2],
        "targets": [1],
        "rate": 0.1,
        "parameters": {"w2": [[1, -0.5], [0.5, 1]], "b2": [0, 0.5], "w3": [[1, -1]], "b3": [0.5]},
    },
)
SOLUTION = r"""
z1 = 1·1 - 0.5·2 + 0 = 0, z2 = 0.5·1 + 1·2 + 0.5 = 3

h1 = ReLU(0) = 0; h2 = max(0, 3) = 3

$\hat{y} = 1 \cdot 0 + (-1) \cdot 3 + 0.5 = -2.5$

$L = \frac{1}{2} (\hat{y} - y)^2 = \frac12 (-3.5)^2 = 6.125$

$\frac{\partial L}{\partial w^{(2)}} = [0, -10.5]$

$\frac{\partial L}{\partial b^{(2)}} = -3.5$

$\frac{\partial L}{\partial h} = [-3.5, 3.5]$

$\frac{\partial L}{\partial z^{(1)}} = [0, 3.5]$

$$\frac{\partial L}{\partial W^{(1)}_{21}} = \frac{\partial L}{\partial \hat y} 
\cdot \frac{\partial \hat y}{\partial h_2}
\cdot \frac{\partial h_2}{\partial z_2} \cdot \frac{\partial z_2}{\partial W^{(1)}_{21}}
= (-3.5)(-1)(1)(1) = 3.5$$

$W^{(1)}_{new} = \begin{bmatrix} 1 & -0.5 \\ 0.15 & 0.3 \end{bmatrix}$

$b^{(2)}_{new} = 0.5 - 0.1 (-3.5) = 0.85$
"""


def verdict(text):
    return judge(read_text(text, RECTIFIED), RECTIFIED).verdict


def test_a_solution_is_right():
    assert verdict(SOLUTION) is Verdict.RIGHT


CHANGES = [
    ("= 6.125", "= 12.25"),
    ("[0, -10.5]", "[-10.5, 0]"),
    ("[0, 3.5]", "[-3.5, 3.5]"),
    ("0.15 & 0.3", "0.85 & 1.7"),
]


@pytest.mark.parametrize(("old", "new"), CHANGES)
def test_a_changed_solution_is_wrong(old, new):
    assert verdict(SOLUTION.replace(old, new)) is Verdict.WRONG


VALUES = [("max(0, 3)", Verdict.RIGHT), ("max(3, 0)", Verdict.RIGHT), ("min(3, 0)", Verdict.WRONG)]


@pytest.mark.parametrize(("formula", "wanted"), VALUES)
def test_the_larger_of_two_numbers(formula, wanted):
    assert verdict(f"h_2 = {formula} = 3") is wanted


def test_a_dot_between_whole_numbers_is_a_product_beside_decimal_points():
    assert verdict("z_2 = 0.5·1 + 1·2 + 0.5 = 3") is Verdict.RIGHT
    assert verdict("z_2 = 3·0") is Verdict.UNREADABLE


@pytest.mark.parametrize(
    "text", ["It is $h_2 = 0.5 \\cdot 1 +\n1 \\cdot 2 + 0.5 = 3$ here.\n", "$h_2 = 0.5 \\cdot 1\n+ 2.5 = 3$\n"]
)
def test_a_formula_goes_on_in_the_next_line(text):
    assert verdict(text) is Verdict.RIGHT
    assert verdict(text.replace("= 3", "= 4")) is Verdict.WRONG
    assert verdict(f"It costs 5 $ here.\n\n{text}") is Verdict.RIGHT
