"""The functions that a formula may call: operations, losses, penalties, elementary ones, max and min with a number."""

from __future__ import annotations

import inspect
from fractions import Fraction
from functools import cache

import sympy

from ..language import EXP, LOG, Function, X
from ..library import find, names
from .scope import Meaning, Part, Vector
from .source import Source
from .tree import Call, Negative, Number, Times, Tree

ALIASES = {"ln": "log", "Max": "max", "Min": "min", "Abs": "abs"}
EXTREMES = ("max", "min")
ELEMENTARY = {
    "sin": sympy.sin,
    "cos": sympy.cos,
    "tan": sympy.tan,
    "atan": sympy.atan,
    "sinh": sympy.sinh,
    "cosh": sympy.cosh,
    "erf": sympy.erf,
}


@cache
def built_in() -> dict[str, Meaning]:
    """Every function by name: elementary ones, operations on numbers or on whole vectors, losses and penalties."""
    found: dict[str, Meaning] = {
        "exp": EXP,
        "log": LOG,
        "abs": Function("abs", sympy.Abs(X), kinks=(sympy.Integer(0),)),
    }
    found |= {name: Function(name, made(X), elementary=True) for name, made in ELEMENTARY.items()}
    for name in names("operations"):
        module = find("operations", name, "operation")
        function = getattr(module, "FUNCTION", None)
        formula = getattr(module, "formula", None)
        if isinstance(function, Function):
            found.setdefault(name, function)
            if function.formula == sympy.Abs(X):
                found["abs"] = function
        elif callable(formula) and len(inspect.signature(formula).parameters) == 2:
            found[name] = Vector(name, formula)
    for folder, kind, count in (("losses", "loss", 2), ("penalties", "penalty", 1)):
        for name in names(folder):
            module = find(folder, name, kind)
            whole = getattr(module, "formula", None)
            found[name] = Part(name, module.part, count) if whole is None else Vector(name, whole, count)
    return found


def bounded_function(name: str, tree: Call, source: Source) -> tuple[Function, Tree]:
    """max(0, x) or min(x, 1) as a function of the part that is no number.

    Raises:
        SpecError: not one number and one other part.
    """
    numbers = [(n, value) for n, part in enumerate(tree.arguments) if (value := constant(part)) is not None]
    if len(tree.arguments) != 2 or not numbers:
        hint = "max(x, y) is y + relu(x - y)" if name == "max" else "min(x, y) is y - relu(y - x)"
        raise source.error(
            tree.at, f"expected a number and one other part in {name}(...), found something else; {hint}"
        )
    place, bound = numbers[0]
    relu = built_in().get("relu")
    if name == "max" and bound == 0 and isinstance(relu, Function):
        return relu, tree.arguments[1 - place]
    rational = sympy.Rational(bound.numerator, bound.denominator)
    formula = sympy.Max(rational, X) if name == "max" else sympy.Min(rational, X)
    sign = "minus_" if bound < 0 else ""
    written = f"{abs(bound.numerator)}" + (f"_{bound.denominator}" if bound.denominator > 1 else "")
    return Function(f"{name}_{sign}{written}", formula, kinks=(rational,)), tree.arguments[1 - place]


def constant(tree: Tree) -> Fraction | None:
    """The number that a tree is: written as one, its negative, or a fraction."""
    if isinstance(tree, Number):
        return tree.value
    if isinstance(tree, Negative):
        inner = constant(tree.of)
        return None if inner is None else -inner
    if isinstance(tree, Times):
        found = Fraction(1)
        for part, divides in tree.parts:
            value = constant(part)
            if value is None or (divides and value == 0):
                return None
            found = found / value if divides else found * value
        return found
    return None
