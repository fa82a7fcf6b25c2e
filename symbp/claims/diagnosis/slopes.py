"""Where the derivative of an activation stands in a local derivative: da/dz = f'(z), or f'(z) times the rest."""

from __future__ import annotations

from dataclasses import dataclass

from ...calculus.slope import express_slopes
from ...language import Apply, Base, Element, Expression, Tensor, as_expression, bases, elements, product
from ..sheet import Kind, Line, Sheet, by_tensor


@dataclass(frozen=True)
class Slope:
    """The derivative of an activation as it stands in a local derivative: `formula` times `rest`.

    `output` is the activation's value, as a formula, `argument` what it was applied to.
    """

    activation: Apply
    output: Expression
    argument: Expression
    formula: Expression
    rest: Expression


def slopes(sheet: Sheet) -> dict[Tensor, Slope]:
    """The activation's derivative in each local derivative that has one."""
    found = {line.tensor: slope_in(sheet, line) for line in sheet.of_kind(Kind.LOCAL)}
    return {tensor: slope for tensor, slope in found.items() if slope is not None}


def slope_in(sheet: Sheet, line: Line) -> Slope | None:
    """The derivative of the one activation by which `of` depends on `by`."""
    whole = by_tensor(sheet)[line.of].formula
    applied = [base for base in activations(whole) if any(e.tensor == line.by for e in elements(base.argument))]
    if len(applied) != 1 or not line.formula.terms:
        return None
    (activation,) = applied
    plain = whole == as_expression(activation)
    formula = express_slopes(sheet.network, as_expression(Apply(activation.function, 1, activation.argument)))
    output = as_expression(Element(line.of)) if plain else as_expression(activation)
    if not formula.terms:
        return None
    rest = product((line.formula, formula**-1))
    if bases_of(rest) & bases_of(formula):
        return None
    return Slope(activation, output, activation.argument, formula, rest)


def activations(body: Expression) -> tuple[Apply, ...]:
    """The functions of one variable in a formula, each once; exp and log count as arithmetic."""
    found = (base for base in bases(body) if isinstance(base, Apply))
    return tuple(dict.fromkeys(base for base in found if not base.function.elementary))


def bases_of(body: Expression) -> set[Base]:
    """The bases of all terms."""
    return {base for term in body.terms for base, _ in term.factors}
