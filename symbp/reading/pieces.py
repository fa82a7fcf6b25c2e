"""The pieces of a user's function as SymPy objects, each small before SymPy sees it."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import sympy

from ..language import Function, X
from .limits import EXPONENT, ROOTS, short
from .scope import Scope
from .source import Source
from .tree import Call, Tree

SIZE = 500  # nodes of one function's formula: more than any activation has
NESTED = 30
ARGUMENT = 100  # the largest number that a function may be applied to, and that may stand with a logarithm


@dataclass(frozen=True)
class Formula:
    """A formula that is being built: how large and deep it is, and where its functions are not smooth."""

    value: sympy.Expr
    size: int = 1
    depth: int = 1
    kinks: tuple[sympy.Expr, ...] = ()


@dataclass(frozen=True)
class Building:
    """What a formula is built for: the name of its variable, the functions known so far."""

    variable: str
    scope: Scope
    source: Source


def limited(tree: Tree, around: Building, value: sympy.Expr, *parts: Formula) -> Formula:
    """A formula made of parts.

    Raises:
        SpecError: it is too large or too deep, or no real number.
    """
    size = 1 + sum(part.size for part in parts)
    depth = 1 + max(part.depth for part in parts)
    if size > SIZE or depth > NESTED:
        message = f"expected a function of at most {SIZE} nodes, {NESTED} inside each other, found more"
        raise around.source.error(tree.at, message)
    if value.has(sympy.zoo, sympy.nan, sympy.oo, -sympy.oo, sympy.I):
        raise around.source.error(tree.at, "expected a real number, found one that does not exist")
    return Formula(value, size, depth, tuple(kink for part in parts for kink in part.kinks))


def power(tree: Tree, base: Formula, to: Fraction, around: Building) -> Formula:
    """A power, if it is small and exists.

    Raises:
        SpecError: a limit, 0 in a denominator, or a root of a negative number.
    """
    value = base.value
    if abs(to) > EXPONENT or to.denominator > ROOTS:
        message = f"expected an exponent from -{EXPONENT} to {EXPONENT}, found {short(to)}"
        raise around.source.error(tree.at, message)
    if isinstance(value, sympy.Rational):
        if value == 0 and to < 0:
            raise around.source.error(tree.at, "expected something else than 0 to divide by, found 0")
        if max(abs(value.p), value.q).bit_length() * abs(to) > EXPONENT * 7:
            raise around.source.error(tree.at, "expected a short number, found a large power of one")
    if isinstance(value, sympy.Pow) and isinstance(value.exp, sympy.Rational) and abs(value.exp * to) > EXPONENT:
        raise around.source.error(tree.at, f"expected exponents of at most {EXPONENT} in all, found a larger one")
    return limited(tree, around, sympy.Pow(value, sympy.Rational(to.numerator, to.denominator)), base)


def applied(tree: Call, function: Function, inner: Formula, around: Building) -> Formula:
    """A function's formula with its variable replaced."""
    assert function.formula is not None
    if not inner.value.has(X) and not modest(inner.value, ARGUMENT):
        wanted = f"{function.name} of {around.variable} or of a number up to {ARGUMENT}"
        raise around.source.error(tree.at, f"expected {wanted}, found it of another number")
    beside = inner.value.atoms(sympy.Rational) if inner.value.has(sympy.log) else ()
    if not all(modest(number, ARGUMENT) for number in beside):
        raise around.source.error(tree.at, f"expected numbers up to {ARGUMENT} beside a logarithm, found a larger one")
    own = Formula(function.formula, *extent(function.formula))
    uses = function.formula.count(X)
    if own.size + uses * inner.size > SIZE:
        raise around.source.error(tree.at, f"expected a function of at most {SIZE} nodes, found more")
    made = limited(tree, around, function.formula.xreplace({X: inner.value}), own, inner)
    kinks = tuple(kink for bend in function.kinks for kink in reached(inner.value, bend))
    return Formula(made.value, own.size + uses * inner.size, own.depth + inner.depth, (*inner.kinks, *kinks))


def modest(value: sympy.Expr, most: int) -> bool:
    """Whether a value is a number of this size with a short denominator."""
    if not isinstance(value, sympy.Rational):
        return False
    return bool(abs(value) <= most and value.q <= ROOTS)


def extent(formula: sympy.Expr) -> tuple[int, int]:
    """How many nodes a formula has, and how deep they are."""
    size = depth = 0
    waiting = [(formula, 1)]
    while waiting:
        part, level = waiting.pop()
        size, depth = size + 1, max(depth, level)
        waiting.extend((inner, level + 1) for inner in part.args)
    return size, depth


def reached(inner: sympy.Expr, bend: sympy.Expr) -> tuple[sympy.Expr, ...]:
    """Where an inner formula a*x + b takes the value at which the outer one has a kink."""
    slope, rest = inner.coeff(X, 1), inner.coeff(X, 0)
    if isinstance(slope, sympy.Rational) and slope != 0 and not rest.has(X) and inner == slope * X + rest:
        return ((bend - rest) / slope,)
    return ()
