"""The arithmetic modulo a prime obeys the rules that identities rest on."""

from fractions import Fraction

import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

from symbp.certify.dual import Dual, applied, raised
from symbp.certify.field import Undefined
from symbp.certify.floating import Floating
from symbp.certify.modular import PRIME, Modular
from symbp.language import EXP, LOG, Function
from symbp.library import find, names

numbers = st.integers(1, PRIME - 1)
FUNCTIONS = [
    module.FUNCTION
    for name in names("operations")
    if hasattr(module := find("operations", name, "activation"), "FUNCTION")
]


def slope_of(field, function, x):
    return applied(field, function, 0, Dual(x, {"x": 1})).slopes["x"]


def undefined(field, function, x):
    """Whether the function has no value there, as the logarithm of a negative number."""
    try:
        field.apply(function, 0, x)
    except Undefined:
        return True
    return False


def test_the_prime_is_as_described():
    assert sympy.isprime(PRIME)
    assert PRIME % 8 == 7
    assert PRIME.bit_length() == 61
    assert all(sympy.jacobi_symbol(q, PRIME) == 1 for q in sympy.primerange(24))
    assert all((PRIME - 1) % q for q in (3, 5, 7))


@given(numbers, numbers)
def test_roots_of_products_are_products_of_roots(a, b):
    field, half = Modular(0), Fraction(1, 2)
    a, b = a * a % PRIME, b * b % PRIME
    assert field.power(a, half) ** 2 % PRIME == a
    assert field.power(a * b % PRIME, half) == field.power(a, half) * field.power(b, half) % PRIME
    assert field.sign(field.power(a, half)) == 1


@given(numbers)
def test_one_of_x_and_minus_x_is_positive(x):
    field = Modular(0)
    assert field.sign(x) == -field.sign(PRIME - x) != 0
    negative = x if field.sign(x) < 0 else PRIME - x
    with pytest.raises(Undefined):
        field.power(negative, Fraction(1, 2))


@given(numbers)
def test_odd_roots_exist(x):
    field = Modular(0)
    assert pow(field.power(x, Fraction(1, 3)), 3, PRIME) == x
    assert field.power(x, -2) * x * x % PRIME == 1


@given(st.integers(1, PRIME - 2))
def test_exponentials_and_logarithms(x):
    field = Modular(7)
    assert field.exp(x) * field.exp(PRIME - x) % PRIME == 1
    assert (field.log(x) + field.log(pow(x, -1, PRIME))) % PRIME == 0
    assert field.log(field.exp(x)) == x
    assert field.exp(field.log(x)) == x
    assert (field.exp(0), field.log(1)) == (1, 0)


@given(numbers)
def test_the_activations_satisfy_their_differential_equations(x):
    field = Modular(3)
    slope, value = {}, {}
    for function in (f for f in FUNCTIONS if f.name in ("sigmoid", "tanh", "softplus", "silu", "relu")):
        value[function.name] = field.apply(function, 0, x)
        slope[function.name] = slope_of(field, function, x)
    s, t = value["sigmoid"], value["tanh"]
    assert slope["sigmoid"] == s * (1 - s) % PRIME
    assert slope["tanh"] == (1 - t * t) % PRIME
    assert slope["softplus"] == s
    assert slope["softplus"] == (1 - field.exp(PRIME - value["softplus"])) % PRIME
    assert slope["silu"] == (s + x * s * (1 - s)) % PRIME
    assert slope["relu"] == (field.sign(x) > 0)


@pytest.mark.parametrize("outer", [*FUNCTIONS, EXP, LOG, Function("f")], ids=lambda f: f.name)
@given(x=numbers)
def test_the_chain_rule_holds(outer, x):
    field, inner = Modular(1), Function("g")
    between = field.apply(inner, 0, x)
    made = applied(field, outer, 0, applied(field, inner, 0, Dual(x, {"x": 1})))
    assert made.slopes["x"] == field.apply(outer, 1, between) * field.apply(inner, 1, x) % PRIME


@given(numbers, numbers)
def test_the_product_and_the_quotient_rule_hold(a, b):
    field = Modular(1)
    x, y = Dual(a, {"x": 1}), Dual(b, {"y": 1})
    both = field.reduce(x * y)
    assert (both.slopes["x"], both.slopes["y"]) == (b, a)
    quotient = field.reduce(x * raised(field, y, -1))
    assert quotient.slopes["y"] * b * b % PRIME == -a % PRIME


@pytest.mark.parametrize("function", [*FUNCTIONS, EXP, Function("f")], ids=lambda f: f.name)
@pytest.mark.parametrize("x", [-0.7, 0.4, 1.3])
def test_floating_slopes_are_slopes(function, x):
    field, h = Floating(1), 1e-6
    x = -x if undefined(field, function, x) else x
    quotient = (field.apply(function, 0, x + h) - field.apply(function, 0, x - h)) / (2 * h)
    assert slope_of(field, function, x) == pytest.approx(quotient, rel=1e-6, abs=1e-8)


def test_an_arbitrary_function_of_many_variables_has_the_slopes_it_says():
    field, h, at = Floating(1), 1e-6, [0.3, -0.8, 0.5]
    for place in range(3):
        up, down = ([v + s * h * (k == place) for k, v in enumerate(at)] for s in (1, -1))
        quotient = (field.functional("C", up) - field.functional("C", down)) / (2 * h)
        assert field.functional_slope("C", place, at) == pytest.approx(quotient, rel=1e-7)


def test_draws_do_not_depend_on_the_run():
    assert Modular(0).random("leaf", "w", (1, 2)) == Modular(0).random("leaf", "w", (1, 2))
    assert Modular(0).random("leaf", "w", (1, 2)) != Modular(1).random("leaf", "w", (1, 2))
