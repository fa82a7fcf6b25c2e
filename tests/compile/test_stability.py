"""Extreme arguments: no warning, nothing infinite that should not be, and the digits of the true value."""

import math
import warnings

import numpy as np
import pytest
from mpmath import mp, mpf

from compile.cases import Case
from symbp.compile import lambdify
from symbp.language import Size
from symbp.layers import Layer, Layout, layered

EXTREME = (-1e4, -800.0, -100.0, -40.0, -1.0, 0.0, 1.0, 40.0, 100.0, 800.0, 1e4)


def one_layer(activation, loss, width=1, form="array"):
    """A layer whose weights can be the identity, so that the biases are its arguments."""
    network = layered("one", width, [Layer(width, activation)], loss, layout=Layout("rows", "in,out"))
    return lambdify(network, form).function


def at(function, z, y):
    """The loss and its derivative by z, for one example, without a warning."""
    z = np.atleast_1d(np.asarray(z, float))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = function(np.zeros((1, len(z))), np.array([y], float), np.eye(len(z)), z)
    return float(found[0]), found[2]


@pytest.mark.parametrize("form", ["array", "auto"])
@pytest.mark.parametrize("activation", ["sigmoid", "tanh", "softplus", "silu", "relu"])
def test_activations_of_extreme_arguments(activation, form):
    """Half the square of the activation, and its derivative, in fifty digits."""
    function = one_layer(activation, "half_squared_error", form=form)
    mp.dps = 50
    formulas = {
        "sigmoid": lambda z: 1 / (1 + mp.exp(-z)),
        "tanh": mp.tanh,
        "softplus": lambda z: mp.log1p(mp.exp(z)),
        "silu": lambda z: z / (1 + mp.exp(-z)),
        "relu": lambda z: max(mpf(0), z),
    }
    for z in EXTREME:
        loss, slope = at(function, z, [0.0])
        value = formulas[activation](mpf(z))
        assert math.isclose(loss, value**2 / 2, rel_tol=1e-12, abs_tol=1e-300)
        if z or activation != "relu":
            true_slope = value * mp.diff(formulas[activation], mpf(z)) if abs(z) < 700 else value * (z > 0)
            if activation in ("sigmoid", "tanh") and abs(z) >= 700:
                true_slope = 0
            assert math.isclose(slope[0], true_slope, rel_tol=1e-9, abs_tol=1e-15)


@pytest.mark.parametrize("form", ["array", "auto"])
def test_softmax_with_cross_entropy_of_extreme_arguments(form):
    function = one_layer("softmax", "cross_entropy", 3, form)
    mp.dps = 50
    for z in ([0.0, 1.0, 2.0], [1e4, 0.0, -1e4], [-1e4, -1e4, -1e4 + 1], [800.0, 801.0, 0.0], [1e300, 0.0, 0.0]):
        y = [0.2, 0.3, 0.5]
        loss, slope = at(function, z, y)
        largest = max(z)
        log_sum = largest + mp.log(mp.fsum(mp.exp(mpf(value) - largest) for value in z))
        assert math.isclose(loss, mp.fsum(t * (log_sum - v) for t, v in zip(y, z, strict=True)), rel_tol=1e-12)
        truth = [float(mp.exp(mpf(v) - log_sum)) - t for v, t in zip(z, y, strict=True)]
        np.testing.assert_allclose(slope, truth, rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("form", ["array", "auto"])
def test_sigmoid_with_binary_cross_entropy_of_extreme_arguments(form):
    function = one_layer("sigmoid", "binary_cross_entropy", form=form)
    mp.dps = 50
    for z in (value for value in EXTREME if abs(value) < 5000):
        for y in (0.0, 0.25, 1.0):
            loss, slope = at(function, z, [y])
            truth = y * mp.log1p(mp.exp(-mpf(z))) + (1 - y) * mp.log1p(mp.exp(mpf(z)))
            assert math.isclose(loss, truth, rel_tol=1e-12, abs_tol=1e-300)
            assert math.isclose(slope[0], 1 / (1 + mp.exp(-mpf(z))) - y, rel_tol=1e-9, abs_tol=1e-15)


def test_a_hidden_softmax_does_not_overflow():
    case = Case(("softmax", "sigmoid"))
    function = lambdify(case.network(), "array").function
    x, y, weights, biases = case.drawn(5)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = function(*case.arguments(1e4 * x, y, weights, biases))
    assert all(np.all(np.isfinite(value)) for value in found)


@pytest.mark.parametrize("kind", [np.float32, np.float64])
def test_no_warning_and_no_lasting_change_of_settings(kind):
    case = Case()
    function = lambdify(case.network(), "array").function
    before = np.geterr()
    given = [np.asarray(100000 * argument, kind) for argument in case.arguments(*case.drawn(5))]
    with warnings.catch_warnings(), np.errstate(all="raise", under="ignore"):
        warnings.simplefilter("error")
        found = function(*given)
        assert np.geterr()["over"] == "raise"
    assert np.geterr() == before
    assert all(np.all(np.isfinite(value)) for value in found)


def test_the_softmax_shift_takes_rows_apart():
    """One row of huge arguments must not spoil the others."""
    network = layered("rows", Size("n"), [Layer(Size("k"), "softmax")], "half_squared_error", layout=Layout("rows"))
    function = lambdify(network).function
    z = np.array([[1000.0, 1001.0], [0.0, 1.0], [-1000.0, -999.0]])
    loss, *_ = function(z, np.zeros((3, 2)), np.eye(2), np.zeros(2))
    p = 1 / (1 + math.exp(1))
    assert loss == pytest.approx((p**2 + (1 - p) ** 2) / 2, rel=1e-13)
