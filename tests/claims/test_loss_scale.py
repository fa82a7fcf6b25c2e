"""The scale of the loss, 1/2 or none, sum or mean: declared, found where the loss is stated so, else a mistake."""

import json
import math

import numpy as np
import pytest

import symbp
from symbp.claims.data import dumped
from symbp.claims.scale import scales
from symbp.errors import SpecError
from symbp.phrases import phrases
from symbp.render.claims import record

NAME = "two-layer-sigmoid"


def sigmoid(x):
    return 1 / (1 + math.exp(-x))


def by_hand(squares=0.5, outputs=1.0, rate=0.5):
    """The 2-2-2 network in plain Python: E_o = squares (t - o)^2, E = outputs (E_o1 + E_o2)."""
    i1, i2, b1, b2, t1, t2 = 0.05, 0.1, 0.35, 0.6, 0.01, 0.99
    h1, h2 = sigmoid(0.15 * i1 + 0.2 * i2 + b1), sigmoid(0.25 * i1 + 0.3 * i2 + b1)
    o1, o2 = sigmoid(0.4 * h1 + 0.45 * h2 + b2), sigmoid(0.5 * h1 + 0.55 * h2 + b2)
    e1, e2 = squares * (t1 - o1) ** 2, squares * (t2 - o2) ** 2
    a1, a2 = 2 * squares * outputs * (o1 - t1), 2 * squares * outputs * (o2 - t2)
    d1, d2 = a1 * o1 * (1 - o1), a2 * o2 * (1 - o2)
    below = (0.4 * d1 + 0.5 * d2) * h1 * (1 - h1)
    return {
        "E_o1": e1,
        "E_total": outputs * (e1 + e2),
        "dE/dout_o1": a1,
        "delta_o1": d1,
        "dE/dw5": d1 * h1,
        "dE/dw1": below * i1,
        "w5+": 0.4 - rate * d1 * h1,
        "w1+": 0.15 - rate * below * i1,
    }


def written(values, digits=6):
    return {key: f"{value:.{digits}g}" for key, value in values.items()}


def without(values, *keys):
    return {key: value for key, value in values.items() if key not in keys}


LOSS = ("E_o1", "E_total")
OTHERS = {"squares": ("whole", {"squares": 1.0}), "outputs": ("mean", {"outputs": 0.5})}


@pytest.mark.parametrize("name", OTHERS)
def test_numbers_follow_a_declared_scale(name):
    choice, factors = OTHERS[name]
    claims = written(by_hand(**factors))
    report = symbp.verify(NAME, claims, conventions={name: choice})
    assert report.code == 0
    assert (name, choice, "declared") in report.conventions
    usual = symbp.verify(NAME, written(by_hand()), conventions={name: choice})
    assert usual.code == 1
    assert symbp.verify(NAME, written(by_hand())).code == 0


def test_a_file_may_declare_it_and_an_option_holds_whatever_the_file_declares():
    claims = {"claims": written(by_hand(1.0)), "conventions": {"squares": "whole"}}
    assert symbp.verify(NAME, claims).code == 0
    assert symbp.verify(NAME, claims, conventions={"squares": "half"}).code == 1


@pytest.mark.parametrize("said", ["whole", "whole, sum", "whole sum"])
def test_a_word_for_the_loss_is_enough(said):
    assert symbp.verify(NAME, written(by_hand(1.0)), conventions={"loss": said}).code == 0


FORMULAS = {
    "E_{o1}": r"(t_{o1} - out_{o1})^2",
    "E_{total}": r"\sum_{k=1}^{2} (t_k - out_k)^2",
    r"\frac{\partial E}{\partial out_{o1}}": r"-2 (t_{o1} - out_{o1})",
    r"\delta_{o1}": r"2 (out_{o1} - t_{o1}) out_{o1} (1 - out_{o1})",
    r"\frac{\partial E}{\partial w_5}": r"2 (out_{o1} - t_{o1}) out_{o1} (1 - out_{o1}) out_{h1}",
    "w_5^+": r"w_5 - 2 \eta (out_{o1} - t_{o1}) out_{o1} (1 - out_{o1}) out_{h1}",
}


def document(formulas):
    return "\n\n".join(f"$${left} = {right}$$" for left, right in formulas.items() if left != "E_{total}")


def test_formulas_follow_a_declared_scale_and_are_found_by_it():
    declared = symbp.verify(NAME, document(FORMULAS), conventions={"squares": "whole"})
    assert [finding.verdict.value for finding in declared.findings] == ["right"] * 5
    found = symbp.verify(NAME, document(FORMULAS))
    assert found.code == 0
    assert ("squares", "whole", "detected") in found.conventions


def test_matrix_formulas_of_a_network_without_numbers():
    lines = [
        r"C = \sum_j (y_j - a^3_j)^2",
        r"\delta^3 = 2 (a^3 - y) \odot \sigma'(z^3)",
        r"\frac{\partial C}{\partial w^3} = \delta^3 (a^2)^T",
        r"w^3 \leftarrow w^3 - 2 \eta ((a^3 - y) \odot \sigma'(z^3)) (a^2)^T",
    ]
    found = symbp.verify("two-layers", "\n\n".join(f"$${line}$$" for line in lines))
    assert found.code == 0
    assert ("squares", "whole", "detected") in found.conventions
    assert symbp.verify("two-layers", "\n\n".join(f"$${line}$$" for line in lines[1:])).code == 1


@pytest.mark.parametrize("digits", [3, 4, 6, 9])
def test_a_loss_stated_in_another_scale_is_a_convention(digits):
    report = symbp.verify(NAME, written(by_hand(1.0), digits))
    assert report.code == 0
    assert ("squares", "whole", "detected") in report.conventions
    assert report.hints == ()


def test_derivatives_alone_in_another_scale_are_a_mistake_with_a_hint():
    claims = written(without(by_hand(1.0), *LOSS))
    report = symbp.verify(NAME, claims)
    roots = [finding for finding in report.findings if finding.origin == "root"]
    assert report.code == 1
    assert {cause.misconception for finding in roots for cause in finding.causes} >= {"scale"}
    assert report.hints == (("squares", "whole"),)
    assert symbp.verify(NAME, claims, conventions=dict(report.hints)).code == 0
    assert 'squares = "whole"' in str(report)
    assert json.loads(dumped(record(report, phrases("en"))))["hints"] == [{"name": "squares", "choice": "whole"}]


def test_the_loss_as_it_is_defined_speaks_against_another_scale():
    mixed = by_hand(1.0) | {key: by_hand()[key] for key in LOSS}
    report = symbp.verify(NAME, written(mixed))
    wrong = [finding.written for finding in report.findings if finding.verdict.value == "wrong"]
    assert len(wrong) == 6
    assert report.hints == (("squares", "whole"),)


@pytest.mark.parametrize(
    "claims",
    [
        {"E_total": f"{by_hand(1.0)['E_total']:.2f}"},
        {"E_total": f"{by_hand(1.0)['E_total']:.9f}"},
        written({key: by_hand(1.0)[key] for key in LOSS}),
        {"E_total": "0.6", "dE/dw5": "0.16"},
        {"E_total": "0.597", "dE/dw5": f"{by_hand()['dE/dw5']:.6f}"},
    ],
)
def test_what_proves_no_convention(claims):
    report = symbp.verify(NAME, claims)
    assert report.code == 1
    assert all(name not in ("squares", "outputs") for name, _, _ in report.conventions)


def test_one_gradient_that_is_right_takes_the_hint_away():
    mixed = without(by_hand(1.0), *LOSS) | {"dE/dw1": by_hand()["dE/dw1"]}
    assert symbp.verify(NAME, written(mixed)).hints == ()


def test_who_teaches_one_scale_may_insist_on_it():
    report = symbp.verify(NAME, written(by_hand(1.0)), conventions={"squares": "half"})
    assert report.code == 1


def test_another_mistake_stays_one_beside_the_convention():
    values = by_hand(1.0)
    values["dE/dw1"] = values["dE/dw1"] / 0.05 * 0.1
    report = symbp.verify(NAME, written(without(values, "w1+")))
    assert [f.written.split(" = ")[0] for f in report.findings if f.verdict.value == "wrong"] == ["dE/dw1"]


X = np.array([[1.0, 2.0], [0.5, -1.0], [-0.4, 0.3]])
Y = np.array([[1.0, 0.0], [0.0, 0.5], [0.3, 0.2]])
W, B = np.array([[0.1, -0.3], [0.2, 0.4]]), np.array([0.1, -0.2])
RIDGE = 0.1


def batch(loss="half squared error", penalty=None):
    """One layer of two sigmoids, three examples as rows."""
    numbers = {"inputs": X.tolist(), "targets": Y.tolist(), "parameters": {"w2": W.tolist(), "b2": B.tolist()}}
    more = {}
    if penalty:
        more = {"penalty": penalty}
        numbers["constants"] = {"lambda": RIDGE}
    layout = {"examples": "rows", "weights": "in,out"}
    return symbp.network(
        inputs=2,
        layers=[{"units": 2, "activation": "sigmoid"}],
        loss=loss,
        layout=layout,
        numbers=numbers | {"rate": 0.5},
        **more,
    )


def rows(values):
    return [[f"{value:.7f}" for value in row] for row in np.atleast_2d(values)]


def of_batch(squares, share, penalty=0.0):
    """The loss share * squares * sum of all (y - a)^2, and what follows from it."""
    a = 1 / (1 + np.exp(-(X @ W + B)))
    error = 2 * squares * share * (a - Y) * a * (1 - a)
    grown = X.T @ error + penalty * W
    cost = squares * share * ((Y - a) ** 2).sum() + penalty * (W**2).sum() / 2
    return {
        "C": f"{cost:.7f}",
        "dC/dz2": rows(error),
        "dC/dw2": rows(grown),
        "dC/db2": rows(error.sum(axis=0)),
        "w2+": rows(W - 0.5 * grown),
    }


SCALES = [
    ("half squared error", {}, 0.5, 1 / 3),
    ("half squared error", {"batch": "sum"}, 0.5, 1.0),
    ("half squared error", {"squares": "whole"}, 1.0, 1 / 3),
    ("half squared error", {"squares": "whole", "batch": "sum"}, 1.0, 1.0),
    ("half squared error", {"squares": "whole", "outputs": "mean"}, 1.0, 1 / 6),
    ("mean squared error", {}, 1.0, 1 / 6),
    ("mean squared error", {"outputs": "sum"}, 1.0, 1 / 3),
    ("mean squared error", {"squares": "half", "batch": "sum", "outputs": "sum"}, 0.5, 1.0),
]


@pytest.mark.parametrize(("loss", "chosen", "squares", "share"), SCALES)
def test_sums_and_means_over_a_batch(loss, chosen, squares, share):
    claims = of_batch(squares, share)
    assert symbp.verify(batch(loss), claims, conventions=chosen).code == 0
    found = symbp.verify(batch(loss), claims)
    assert found.code == 0
    own = {"half squared error": 0.5 / 3, "mean squared error": 1 / 6}[loss]
    detected = any(source == "detected" for name, _, source in found.conventions if name in scales(batch()))
    assert detected == (not np.isclose(own, squares * share))  # whole, and the mean of two: the same loss again


def test_a_gradient_alone_not_divided_by_the_examples_is_no_hint():
    claims = of_batch(0.5, 1 / 3)
    claims["dC/dw2"] = of_batch(0.5, 1.0)["dC/dw2"]
    report = symbp.verify(batch(), {key: claims[key] for key in ("C", "dC/dz2", "dC/dw2", "dC/db2")})
    assert report.code == 1
    assert report.hints == ()


def test_a_penalty_keeps_its_factor():
    network = batch(penalty="l2")
    claims = of_batch(1.0, 1 / 3, RIDGE)
    assert symbp.verify(network, claims, conventions={"squares": "whole"}).code == 0
    assert symbp.verify(network, of_batch(0.5, 1.0, RIDGE), conventions={"loss": "sum"}).code == 0


@pytest.mark.parametrize(
    ("equations", "found"),
    [
        ({"o": "w*x", "E": "(o - y)**2/2"}, {"squares": "half"}),
        ({"e": "y - w*x", "E": "e**2"}, {"squares": "whole"}),
        ({"o": "w*x", "E": "abs(y - o)"}, {}),
    ],
)
def test_what_a_loss_of_single_numbers_leaves_open(equations, found):
    assert scales(symbp.equations(equations, inputs=["x"], targets=["y"], parameters=["w"])) == found


def test_a_loss_in_equations_with_its_sizes():
    names = {"inputs": ["x[n]"], "targets": ["y[n]"], "parameters": ["w"]}
    network = symbp.equations({"o[i]": "w*x[i]", "L": "Sum((o[i] - y[i])**2, i)/(2*n)"}, loss="L", **names)
    assert scales(network) == {"squares": "half", "batch": "mean"}
    lines = [r"L = \sum_i (o_i - y_i)^2", r"\frac{\partial L}{\partial w} = 2 \sum_i (o_i - y_i) x_i"]
    found = symbp.verify(network, "\n\n".join(f"$${line}$$" for line in lines))
    assert found.code == 0
    chosen = {(name, choice) for name, choice, source in found.conventions if source == "detected"}
    assert chosen >= {("squares", "whole"), ("batch", "sum")}


@pytest.mark.parametrize(
    ("name", "choice", "said"),
    [
        ("squares", "double", "expected half or whole, found 'double'"),
        ("sqares", "whole", "expected a convention, found 'sqares'; did you mean squares?"),
        ("batch", "sum", "can choose (squares, outputs)"),
        ("loss", "bigger", "expected some of half, whole, sum, mean"),
    ],
)
def test_what_is_no_convention_is_refused(name, choice, said):
    with pytest.raises(SpecError, match=r"\[conventions\]") as refused:
        symbp.verify(NAME, {"E_total": "0.6"}, conventions={name: choice})
    assert said in str(refused.value)
