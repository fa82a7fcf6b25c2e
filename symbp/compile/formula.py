"""Formulas of one variable, by SymPy, as array operations that stay finite where the formula does.

Nothing is looked up by the name of an activation.  A formula that is rational in exp(g*x) is written in the logistic
function s = 1/(1 + exp(-g*x)), by exp(g*x) = s/(1 - s): if no s is left in a denominator, no large number meets
another.  2*s - 1 is tanh(g*x/2), and ln(1 + exp(u)) is taken by its larger part.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache

import sympy

from ..errors import SpecError
from ..language import Function, X, slope
from .algebra import Axes, Value, call, plus, raised, times
from .graph import Graph, Number

E, S = sympy.Symbol("v1", positive=True), sympy.Symbol("v2", positive=True)
LOGISTIC, SOFTPLUS = sympy.Function("logistic"), sympy.Function("softplus")

CALLS = {
    sympy.exp: "exp",
    sympy.log: "log",
    sympy.tanh: "tanh",
    sympy.sinh: "sinh",
    sympy.cosh: "cosh",
    sympy.sin: "sin",
    sympy.cos: "cos",
    sympy.atan: "arctan",
    sympy.erf: "erf",
    sympy.Abs: "absolute",
    sympy.sign: "sign",
}


@cache
def stable(formula: sympy.Expr) -> sympy.Expr:
    """The same function, written so that it can be evaluated for any argument."""
    formula = formula.replace(is_softplus, softplus)
    found = in_exponential(formula)
    if found is None or not found[0].has(E):
        return formula
    rational, rate = found
    top, bottom = sympy.fraction(sympy.cancel(rational.subs(E, S / (1 - S))))
    if bottom.has(S):
        return formula
    written = sympy.cancel(top / bottom)
    if sympy.expand(written - (2 * S - 1)) == 0:
        return sympy.tanh(rate * X / 2)
    return sympy.factor(written).subs(S, LOGISTIC(rate * X))


def in_exponential(formula: sympy.Expr) -> tuple[sympy.Expr, sympy.Rational] | None:
    """The formula as a rational function of E = exp(rate*x), and of x, with the largest rate; None if it is not one."""
    rates = {power.exp.coeff(X) for power in formula.atoms(sympy.exp) if power.exp == power.exp.coeff(X) * X}
    if not rates or not all(rate.is_Rational for rate in rates):
        return None
    rate = sympy.gcd_list(sorted(abs(rate) for rate in rates))
    rational = formula.replace(lambda part: isinstance(part, sympy.exp), lambda part: E ** (part.exp / (rate * X)))
    if rational.has(sympy.exp, sympy.log) or not rational.is_rational_function(E):
        return None
    rational = sympy.cancel(rational)
    step = sympy.gcd_list([power for part in sympy.fraction(rational) for power in powers(part)])
    return (rational.subs(E, E ** (1 / step)), rate * step) if step > 1 else (rational, rate)


def powers(polynomial: sympy.Expr) -> list[sympy.Integer]:
    """The powers of E in a polynomial."""
    return [sympy.Integer(power) for (power,) in sympy.Poly(polynomial, E).monoms()]


def is_softplus(part: sympy.Expr) -> bool:
    """ln(1 + exp(u))"""
    if not isinstance(part, sympy.log) or not isinstance(part.args[0], sympy.Add):
        return False
    rest = part.args[0] - 1
    return isinstance(rest, sympy.exp)


def softplus(part: sympy.Expr) -> sympy.Expr:
    """The same by its own name."""
    return SOFTPLUS((part.args[0] - 1).exp)


def formula_of(function: Function, order: int) -> sympy.Expr:
    """The formula of a function's derivative.

    Raises:
        SpecError: the function is arbitrary.
    """
    formula = slope(function, order)
    if formula is None:
        raise SpecError(f"{function.name} is an arbitrary function; a compiled function needs its formula")
    return formula


def evaluate(graph: Graph, function: Function, order: int, argument: Value, wish: Axes = ()) -> Value:
    """A function, or its derivative, applied to an array."""
    return translate(graph, stable(formula_of(function, order)), argument, wish)


def translate(graph: Graph, formula: sympy.Expr, x: Value, wish: Axes) -> Value:
    """The formula with its variable replaced by an array.

    Raises:
        SpecError: a function of SymPy's that has no counterpart here.
    """

    def of(part: sympy.Expr) -> Value:
        return translate(graph, part, x, wish)

    if formula == X:
        return x
    if isinstance(formula, sympy.Rational):
        return Value(Fraction(formula.p, formula.q))
    if formula.is_number:
        return times((Value(), number(graph, float(formula))))
    if isinstance(formula, sympy.Add):
        return plus(graph, [of(part) for part in formula.as_ordered_terms()], wish)
    if isinstance(formula, sympy.Mul):
        return times(of(part) for part in formula.as_ordered_factors())
    if isinstance(formula, sympy.Pow) and isinstance(formula.exp, sympy.Rational):
        return raised(graph, of(formula.base), exponent(formula.exp), wish)
    inner = of(formula.args[0]) if formula.args else x
    if formula.func == LOGISTIC:
        return logistic(graph, inner, wish)
    if formula.func == SOFTPLUS:
        return larger_part(graph, inner, wish)
    if isinstance(formula, sympy.Heaviside):
        return call(graph, "greater", inner, Value(Fraction(0)), wish=wish)
    if isinstance(formula, sympy.Max | sympy.Min):
        name = "maximum" if isinstance(formula, sympy.Max) else "minimum"
        made = of(formula.args[0])
        for part in formula.args[1:]:
            made = call(graph, name, of(part), made, wish=wish)
        return made
    if type(formula) in CALLS:
        return call(graph, CALLS[type(formula)], inner, wish=wish)
    raise SpecError(f"no way to compute the function {type(formula).__name__} is known")


def exponent(value: sympy.Rational) -> int | Fraction:
    """A rational exponent, as an integer where it is one."""
    made = Fraction(value.p, value.q)
    return int(made) if made.denominator == 1 else made


def number(graph: Graph, value: float) -> Value:
    """A number such as pi."""
    from .algebra import Part

    return Value(parts=(Part(graph.add(Number(value))),))


def logistic(graph: Graph, u: Value, wish: Axes) -> Value:
    """1 / (1 + exp(-u)); where exp overflows to infinity the value is 0, which is right."""
    decay = call(graph, "exp", times((Value(Fraction(-1)), u)), wish=wish)
    made = raised(graph, plus(graph, (Value(), decay), wish), -1)
    return made


def larger_part(graph: Graph, u: Value, wish: Axes) -> Value:
    """ln(1 + exp(u)) = max(u, 0) + ln(1 + exp(-|u|))"""
    size = call(graph, "absolute", u, wish=wish)
    rest = call(graph, "log1p", call(graph, "exp", times((Value(Fraction(-1)), size)), wish=wish), wish=wish)
    return plus(graph, (call(graph, "maximum", u, Value(Fraction(0)), wish=wish), rest), wish)
