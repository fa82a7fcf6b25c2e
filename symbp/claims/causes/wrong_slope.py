"""f' = a, 1 - a, a^2, sech, ...: a formula that is not the activation's derivative."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from ...language import Expression, apply, product
from ..diagnosis.page import Page
from ..diagnosis.slip import Slip
from ..diagnosis.slopes import Slope
from ..sheet import Kind, Line

PRIOR = 0.05


def at(line: Line, page: Page) -> Iterator[Slip]:
    """Every slope of an activation, by each of the formulas that are taken for one."""
    if line.kind is not Kind.LOCAL or line.tensor not in page.slopes:
        return
    slope = page.slopes[line.tensor]
    for name, wrong in formulas(slope):
        if wrong != slope.formula:
            formula = product((wrong, slope.rest))
            yield Slip(replace(line, formula=formula), (("quantity", page.name(line.of)), ("formula", name)), name)


def formulas(slope: Slope) -> Iterator[tuple[str, Expression]]:
    """Formulas in the output a = f(z), and in z itself, by what they look like."""
    a, z = slope.output, slope.argument
    yield "a", a
    yield "1 - a", 1 - a
    yield "a (1 - a)", product((a, 1 - a))
    yield "a (a - 1)", product((a, a - 1))
    yield "a (1 + a)", product((a, 1 + a))
    yield "a^2", a**2
    yield "(1 - a)^2", (1 - a) ** 2
    yield "1 - a^2", 1 - a**2
    yield "a^2 - 1", a**2 - 1
    yield "1 + a^2", 1 + a**2
    yield "a^2 (1 - a)", product((a**2, 1 - a))
    yield "a (1 - a)^2", product((a, (1 - a) ** 2))
    yield "a - a^3", a - a**3
    yield "the square root of 1 - a^2", (1 - a**2) ** Fraction(1, 2)  # sech, where a is tanh
    yield "1 / (1 - a)", (1 - a) ** -1
    yield "1 / a", a**-1
    yield "z", z
    if slope.activation.function.formula is not None:
        yield "the slope, squared", apply(slope.activation.function, z, 1) ** 2
