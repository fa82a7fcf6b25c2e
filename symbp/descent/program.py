"""Descent as a few lines of Python that a reader can run."""

from __future__ import annotations

import keyword
from collections.abc import Sequence

import sympy
from sympy.printing.pycode import pycode

from ..language import Expression, Tensor
from .algebra import Algebra
from .records import Problem

TAKEN = {"descend", "math", "rate", "slope", "steps", "range"}


def lines(problem: Problem, slope: Sequence[Expression]) -> tuple[tuple[str, str], ...]:
    """The program line by line, each with the key of the equation that it carries out ("slope", "update") or none."""
    names = [plain(variable) for variable in problem.variables]
    text = [written(problem, body, names) for body in slope]
    left = ", ".join(names)
    if len(names) == 1:
        right, slopes = f"{names[0]} - rate*slope", text[0]
    else:
        right = ", ".join(f"{name} - rate*slope[{place}]" for place, name in enumerate(names))
        slopes = ", ".join(text)
    head = (("import math", ""), ("", ""), ("", "")) if "math." in slopes else ()
    return (
        *head,
        (f"def descend({left}, rate, steps):", ""),
        ("    for _ in range(steps):", ""),
        (f"        slope = {slopes}", "slope"),
        (f"        {left} = {right}", "update"),
        (f"    return {left}", ""),
    )


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
