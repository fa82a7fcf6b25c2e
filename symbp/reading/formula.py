"""A user's function of one variable as SymPy's formula in the internal variable, made by constructors only.

SymPy computes while it constructs, so every number and every power is looked at first.
"""

from __future__ import annotations

from fractions import Fraction

import sympy

from ..errors import NameErrorInSpec
from ..language import Function, X
from .functions import ALIASES, EXTREMES, bounded_function
from .limits import EXPONENT
from .pieces import Building, Formula, applied, limited, modest, power
from .scope import Scope, cleaned
from .source import Source
from .tree import Call, Name, Negative, Number, Plus, Power, Times, Tree


def user_function(name: str, variable: str, body: Tree, scope: Scope, source: Source) -> Function:
    """The function that a user defines by a formula.

    Raises:
        NameErrorInSpec: a name other than the variable, or a function that nobody knows.
        SpecError: a number, a power or a size beyond the limits.
    """
    made = build(body, Building(variable, scope, source))
    if not made.value.has(X):
        raise source.error(-1, f"expected a formula in {variable}, found a constant")
    for part in sympy.preorder_traversal(made.value):
        if isinstance(part, sympy.Pow) and not modest(part.exp, EXPONENT):
            raise source.error(-1, f"expected exponents from -{EXPONENT} to {EXPONENT}, found another one")
    return Function(name, made.value, kinks=tuple(dict.fromkeys(made.kinks)))


def build(tree: Tree, around: Building) -> Formula:
    """The formula of a tree."""
    source = around.source
    if isinstance(tree, Number):
        return Formula(sympy.Rational(tree.value.numerator, tree.value.denominator))
    if isinstance(tree, Name):
        if cleaned(source, tree.at, tree.name) == around.variable:
            return Formula(X)
        message = f"expected the variable {around.variable} or a number, found {tree.name}"
        raise source.error(tree.at, message, NameErrorInSpec)
    if isinstance(tree, Negative):
        inner = build(tree.of, around)
        return limited(tree, around, -inner.value, inner)
    if isinstance(tree, Plus):
        parts = [build(part, around) for part in tree.parts]
        return limited(tree, around, sympy.Add(*(part.value for part in parts)), *parts)
    if isinstance(tree, Times):
        parts = [inverse(part, around) if divides else build(part, around) for part, divides in tree.parts]
        return limited(tree, around, sympy.Mul(*(part.value for part in parts)), *parts)
    if isinstance(tree, Power):
        return power(tree, build(tree.base, around), exponent(tree, around), around)
    if isinstance(tree, Call) and not tree.positions:
        return call(tree, around)
    raise source.error(tree.at, f"expected a formula in {around.variable}, found indices or a range")


def inverse(tree: Tree, around: Building) -> Formula:
    """One over a formula."""
    return power(tree, build(tree, around), Fraction(-1), around)


def exponent(tree: Power, around: Building) -> Fraction:
    """The exponent, a number.

    Raises:
        SpecError: it holds the variable.
    """
    found = build(tree.exponent, around).value
    if not isinstance(found, sympy.Rational):
        message = "expected a number as the exponent, found a formula; write exp(y*log(x)) for x**y"
        raise around.source.error(tree.exponent.at, message)
    return Fraction(int(found.p), int(found.q))


def call(tree: Call, around: Building) -> Formula:
    """A known function of a formula.

    Raises:
        NameErrorInSpec: it is not known, or has no formula.
    """
    source = around.source
    name = cleaned(source, tree.at, tree.name)
    name = ALIASES.get(name, name)
    if name in EXTREMES:
        function, argument = bounded_function(name, tree, source)
    elif len(tree.arguments) != 1:
        raise source.error(tree.at, f"expected one argument of {name}, found {len(tree.arguments)}")
    elif name == "sqrt":
        return power(tree, build(tree.arguments[0], around), Fraction(1, 2), around)
    else:
        found = around.scope.functions.get(name)
        if found is None:
            raise around.scope.unknown_function(source, tree.at, name)
        if not isinstance(found, Function) or found.formula is None:
            message = f"expected a function of one variable with a formula, found {name}"
            raise source.error(tree.at, message, NameErrorInSpec)
        function, argument = found, tree.arguments[0]
    return applied(tree, function, build(argument, around), around)
