"""Descent as a few lines of Python that a reader can run."""

from __future__ import annotations

import keyword
import textwrap
from collections.abc import Sequence

import sympy
from sympy.printing.pycode import pycode

from ..language import Expression, Tensor
from .algebra import Algebra
from .records import Problem

TAKEN = {"descend", "math", "rate", "slope", "slope_1", "slope_2", "steps", "range"}
WIDEST = 66  # signs of a line; the number of an equation stands behind it


def lines(problem: Problem, slope: Sequence[Expression]) -> tuple[tuple[str, str], ...]:
    """The program line by line, each with the key of the equation that it carries out, or none.

    The keys are "slope0" and "slope1" for the slopes, and "update".  All slopes are known before a variable changes.
    """
    names = [plain(variable) for variable in problem.variables]
    slopes = ["slope"] if len(names) == 1 else [f"slope_{place + 1}" for place in range(len(names))]
    found: list[tuple[str, str]] = []
    for place, body in enumerate(slope):
        found += assigned(slopes[place], written(problem, body, names), f"slope{place}")
    found += [(f"        {name} -= rate*{own}", "update") for name, own in zip(names, slopes, strict=True)]
    needed = any("math." in text for text, _ in found)
    head = (("import math", ""), ("", ""), ("", "")) if needed else ()
    left = ", ".join(names)
    start = ((f"def descend({left}, rate, steps):", ""), ("    for _ in range(steps):", ""))
    return (*head, *start, *found, (f"    return {left}", ""))


def assigned(name: str, formula: str, key: str) -> list[tuple[str, str]]:
    """name = formula, in parentheses over several lines where it is long."""
    indent = " " * 8
    line = f"{indent}{name} = {formula}"
    if len(line) <= WIDEST:
        return [(line, key)]
    inner = textwrap.wrap(formula, WIDEST - 12, break_long_words=False, break_on_hyphens=False)
    return [(f"{indent}{name} = (", key), *((f"{indent}    {part}", "") for part in inner), (f"{indent})", "")]


def plain(variable: Tensor) -> str:
    """A variable's name as Python allows it."""
    name = variable.name
    return f"{name}_" if keyword.iskeyword(name) or name in TAKEN else name


def written(problem: Problem, body: Expression, names: Sequence[str]) -> str:
    """A formula in Python; nothing is ever made of it here but text."""
    algebra = Algebra()
    formula = algebra(body)
    renamed = {
        algebra.tensor(variable): sympy.Symbol(name) for variable, name in zip(problem.variables, names, strict=True)
    }
    return str(pycode(formula.xreplace(renamed)))
