"""From the language to SymPy's expressions: every tensor a symbol of ours, or what is put in for it."""

from __future__ import annotations

from collections.abc import Mapping

import sympy

from ..errors import SpecError
from ..language import Apply, Base, Element, Expression, Group, Tensor, X, slope

POINTS = 2
DIGITS = 20
CLOSE = sympy.Rational(1, 10**12)
LARGEST = 120  # operations of a difference that is still simplified


def symbol(number: int, *, positive: bool = False) -> sympy.Symbol:
    """A symbol that no outside name reaches."""
    return sympy.Symbol(f"u{number}", positive=True) if positive else sympy.Symbol(f"u{number}", real=True)


class Algebra:
    """Turns expressions without indices into SymPy's; `given` says what stands for a tensor, if not a symbol.

    The tensors in `positive` stand for positive numbers.
    """

    def __init__(self, given: Mapping[Tensor, Expression] | None = None, positive: tuple[Tensor, ...] = ()) -> None:
        self.given = dict(given or {})
        self.positive = positive
        self.symbols: dict[Tensor, sympy.Expr] = {}
        self.rounded = False

    def same(self, left: sympy.Expr, right: sympy.Expr) -> bool:
        """Whether two expressions are equal; `rounded` is true from then on if that was not shown exactly."""
        found = compare(left, right)
        self.rounded = self.rounded or found == "agrees"
        return found != "refuted"

    def tensor(self, tensor: Tensor) -> sympy.Expr:
        """The symbol of a tensor, or what is given for it."""
        found = self.symbols.get(tensor)
        if found is None:
            body = self.given.get(tensor)
            if body is None:
                found = symbol(len(self.symbols) + 1, positive=tensor in self.positive)
            else:
                found = self(body)
            self.symbols[tensor] = found
        return found

    def __call__(self, expression: Expression) -> sympy.Expr:
        """The expression.

        Raises:
            SpecError: it holds something that one number cannot be, such as a sum over an index.
        """
        total = sympy.Integer(0)
        for term in expression.terms:
            if term.bound:
                raise SpecError("expected a formula of single numbers, found a sum over an index")
            part: sympy.Expr = sympy.Rational(term.coefficient.numerator, term.coefficient.denominator)
            for base, exponent in term.factors:
                power = sympy.Rational(exponent.numerator, exponent.denominator)
                part = part * sympy.Pow(self.base(base), power)
            total = total + part
        return total

    def base(self, base: Base) -> sympy.Expr:
        """One factor."""
        if isinstance(base, Element) and not base.indices and not base.labels:
            return self.tensor(base.tensor)
        if isinstance(base, Group):
            return self(base.body)
        if isinstance(base, Apply):
            formula = slope(base.function, base.order) if base.order else base.function.formula
            if formula is not None:
                return formula.xreplace({X: self(base.argument)})
        raise SpecError("expected a formula of single numbers, found something else")


def compare(left: sympy.Expr, right: sympy.Expr) -> str:
    """Whether two expressions are equal: "exact" if SymPy shows it, "agrees" at some points if that takes too long.

    What differs at one point is "refuted" at once.
    """
    difference = left - right
    if difference == 0:
        return "exact"
    if any(apart(difference, left, trial) for trial in range(POINTS)):
        return "refuted"
    if sympy.expand(difference) == 0:
        return "exact"
    if sympy.count_ops(difference) <= LARGEST and sympy.simplify(difference) == 0:
        return "exact"
    return "agrees"


def apart(difference: sympy.Expr, whole: sympy.Expr, trial: int) -> bool:
    """Whether a difference is not 0 at a point, by far more than rounding; no where there is no value."""
    symbols = sorted(difference.free_symbols | whole.free_symbols, key=lambda found: found.name)
    at = {found: sympy.Rational(23 + (31 * place + 17 * trial) % 59, 53) for place, found in enumerate(symbols)}
    values = [part.subs(at).evalf(DIGITS) for part in (difference, whole)]
    if not all(value.is_number and value.is_finite for value in values):
        return False
    return bool(abs(values[0]) > CLOSE * (1 + abs(values[1])))


def same(left: sympy.Expr, right: sympy.Expr) -> bool:
    """Whether two expressions are equal, as far as `compare` sees."""
    return compare(left, right) != "refuted"
