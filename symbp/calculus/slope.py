"""An activation's derivative in terms of its output: sigma' = sigma (1 - sigma), found from the formula.

The formula F(x) is written as a rational function of E = exp(g x), one logarithm stripped.  Where that is a Moebius
function of E it is solved for E, and the derivative, which is rational in E too, becomes a formula in F.
"""

from __future__ import annotations

from functools import cache, reduce
from math import gcd

import sympy

from symbp.language import (
    Apply,
    Base,
    Element,
    Equation,
    Expression,
    Function,
    Index,
    Network,
    Position,
    X,
    as_expression,
    node,
    remember,
    rewrite,
    slope,
)

from .formula import from_formula
from .instance import formal
from .match import Matching, head, match

E = sympy.Symbol("v1", positive=True)
HIGHEST = 60  # an activation of a higher degree in E has no short formula, and would take long to cancel
F = X  # the output takes the variable's place in the formula that is found


def rational_in_exponential(formula: sympy.Expr) -> tuple[sympy.Expr, sympy.Expr] | None:
    """The formula as a rational function of one E = exp(g x), and g; None if it is none."""
    rates = [sympy.cancel(e.args[0] / X) for e in formula.atoms(sympy.exp)]
    if not rates or not all(rate.is_Rational for rate in rates):
        return None
    denominator = reduce(sympy.ilcm, (rate.q for rate in rates))
    unit = sympy.Rational(reduce(gcd, (abs(int(rate * denominator)) for rate in rates)), denominator)
    written = formula.replace(
        lambda e: isinstance(e, sympy.exp), lambda e: E ** sympy.Integer(sympy.cancel(e.args[0] / X) / unit)
    )
    return (sympy.cancel(written), unit) if not written.has(X) and degree(written) <= HIGHEST else None


def degree(formula: sympy.Expr) -> int:
    """A bound on the degree in E of all polynomials that cancelling multiplies out."""
    if formula == E:
        return 1
    below = [degree(part) for part in formula.args]
    if isinstance(formula, sympy.Pow) and isinstance(formula.exp, sympy.Integer):
        return below[0] * abs(int(formula.exp))
    return sum(below) if isinstance(formula, sympy.Mul | sympy.Add) else max(below, default=0)


@node
class Exponential:
    """f(x) = value(E), or ln value(E), with E = exp(rate x); `slope` is f'(x) as a rational function of the same E."""

    value: sympy.Expr
    slope: sympy.Expr
    rate: sympy.Expr
    logarithm: bool


@cache
def exponential_form(function: Function) -> Exponential | None:
    """The function as a Moebius function of an exponential, or None where it is none."""
    if function.formula is None:
        return None
    logarithm = isinstance(function.formula, sympy.log)
    written = rational_in_exponential(function.formula.args[0] if logarithm else function.formula)
    if written is None:
        return None
    body, unit = written
    powers = even_powers(body)
    value = sympy.cancel(body.subs(E, E ** sympy.Rational(1, powers))) if powers > 1 else body
    top, bottom = sympy.fraction(value)
    if sympy.degree(top, E) > 1 or sympy.degree(bottom, E) > 1:
        return None
    by_x = sympy.diff(value, E) * E * unit * powers / (value if logarithm else 1)
    return Exponential(value, sympy.cancel(by_x), unit * powers, logarithm)


@cache
def in_output(function: Function) -> sympy.Expr | None:
    """The derivative as a formula of the output (written in X), or None where none is found."""
    first = slope(function)
    if first is not None and first.is_number:
        return first
    form = exponential_form(function)
    if form is None:
        return None
    top, bottom = sympy.fraction(form.value)
    output = sympy.exp(F) if form.logarithm else F
    solved = (top.coeff(E, 0) - bottom.coeff(E, 0) * output) / (bottom.coeff(E, 1) * output - top.coeff(E, 1))
    return shorter(form.slope.subs(E, solved))


def even_powers(body: sympy.Expr) -> int:
    """The greatest common divisor of the exponents of E."""
    top, bottom = sympy.fraction(body)
    exponents = [monomial[0] for part in (top, bottom) for monomial in sympy.Poly(part, E).monoms()]
    return reduce(gcd, exponents) or 1


def shorter(formula: sympy.Expr) -> sympy.Expr:
    """The shortest of the cancelled forms, a product before a sum."""
    cancelled = sympy.cancel(formula)
    forms = [positive_factors(sympy.factor(cancelled)), cancelled, sympy.expand(cancelled)]
    return min(forms, key=sympy.count_ops)


def positive_factors(formula: sympy.Expr) -> sympy.Expr:
    """-F (F - 1) written as F (1 - F)."""
    coefficient, rest = formula.as_coeff_Mul()
    if coefficient.is_negative and rest.is_Mul:
        for part in rest.args:
            if part.is_Add:
                return sympy.Mul(-coefficient, -part, *(other for other in rest.args if other != part))
    return formula


@remember
def outputs(network: Network) -> dict[object, tuple[tuple[Equation, Apply], ...]]:
    """The equations that define a quantity as a function of one argument, by `head`."""
    found: dict[object, tuple[tuple[Equation, Apply], ...]] = {}
    for equation in network.equations:
        terms = equation.body.terms
        if len(terms) == 1 and len(terms[0].factors) == 1 and terms[0].coefficient == 1 and not terms[0].bound:
            base, exponent = terms[0].factors[0]
            if isinstance(base, Apply) and base.order == 0 and exponent == 1:
                found[head(base)] = (*found.get(head(base), ()), (equation, base))
    return found


def name_outputs(network: Network, expression: Expression) -> Expression:
    """Every f(argument) that an equation defines, by its name."""
    known = outputs(network)

    def rule(base: Base) -> Expression | None:
        return output_of(known, base) if isinstance(base, Apply) and base.order == 0 else None

    return rewrite(expression, rule)


def output_of(known: dict[object, tuple[tuple[Equation, Apply], ...]], base: Apply) -> Expression | None:
    """The element that an equation defines as this function at this argument."""
    for equation, pattern in known.get(head(base), ()):
        now = Matching(frozenset(formal(equation)))
        if match(pattern.argument, base.argument, now):
            new = now.found
            output = equation.output
            at = Element(
                output.tensor, tuple(at_(p, new) for p in output.labels), tuple(at_(p, new) for p in output.indices)
            )
            return as_expression(at)
    return None


def at_(position: Position, new: dict[Index, Position]) -> Position:
    """The position that a formal index was matched with."""
    assert isinstance(position, Index)
    return new.get(position, position)


def express_slopes(network: Network, expression: Expression) -> Expression:
    """Every f'(argument) in terms of the output, where the output has a name and determines it."""
    known = outputs(network)

    def rule(base: Base) -> Expression | None:
        if not isinstance(base, Apply) or base.order != 1:
            return None
        formula = in_output(base.function)
        output = output_of(known, Apply(base.function, 0, base.argument))
        return from_formula(formula, output) if formula is not None and output is not None else None

    return rewrite(expression, rule)
