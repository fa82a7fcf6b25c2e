"""From SymPy's formula of one variable to the normal form, term order and factor order chosen for the reader."""

from __future__ import annotations

from fractions import Fraction

import sympy

from symbp.language import EXP, LOG, Expression, Function, X, apply, as_expression, power, product

POSITIVE_PART = Function("positive_part", sympy.Max(0, X), elementary=True)
ELEMENTARY = {sympy.exp: EXP, sympy.log: LOG}


def from_formula(formula: sympy.Expr, argument: Expression) -> Expression:
    """The formula with its variable replaced by the argument.

    Positive terms come first; a factor that is the argument itself comes before parentheses.
    """
    if formula == X:
        return argument
    if isinstance(formula, sympy.Rational):
        return as_expression(Fraction(formula.p, formula.q))
    if isinstance(formula, sympy.Add):
        parts = [from_formula(part, argument) for part in sorted(formula.args, key=reading_order)]
        made = parts[0]
        for part in parts[1:]:
            made = made + part
        return made
    if isinstance(formula, sympy.Mul):
        return product([from_formula(part, argument) for part in sorted(formula.args, key=simple_first)])
    if isinstance(formula, sympy.Pow) and isinstance(formula.exp, sympy.Rational):
        exponent = Fraction(formula.exp.p, formula.exp.q)
        whole = int(exponent) if exponent.denominator == 1 else exponent
        return power(from_formula(formula.base, argument), whole)
    if isinstance(formula, sympy.Max | sympy.Min):
        return extreme(formula, argument)
    if type(formula) in ELEMENTARY:
        return apply(ELEMENTARY[type(formula)], from_formula(formula.args[0], argument))
    return apply(named(formula), from_formula(inner(formula), argument))


def extreme(formula: sympy.Expr, argument: Expression) -> Expression:
    """max(a, b) as a + max(0, b - a), and min(a, b) as a - max(0, a - b), numbers first."""
    first, *rest = sorted(formula.args, key=lambda part: (not part.is_number, str(part)))
    other = type(formula)(*rest)
    sign = 1 if isinstance(formula, sympy.Max) else -1
    above = from_formula(sign * (other - first), argument)
    return from_formula(first, argument) + sign * apply(POSITIVE_PART, above)


def named(formula: sympy.Expr) -> Function:
    """Any other SymPy function of one variable as a function of the language."""
    kind = type(formula)
    variable = formula.xreplace({inner(formula): X})
    return Function(kind.__name__, variable, elementary=True)


def inner(formula: sympy.Expr) -> sympy.Expr:
    """The one argument of a function that depends on the variable."""
    found = [argument for argument in formula.args if argument.has(X)]
    return found[0] if len(found) == 1 else X


def reading_order(part: sympy.Expr) -> tuple[bool, bool, str]:
    """Positive terms first, numbers before the rest."""
    return part.could_extract_minus_sign(), not part.is_number, str(part)


def simple_first(part: sympy.Expr) -> tuple[int, str]:
    """Numbers, then powers of the variable, then functions, then parentheses."""
    base = part.as_base_exp()[0]
    rank = 0 if part.is_number else 1 if base == X else 3 if base.is_Add else 2
    return rank, str(part)
