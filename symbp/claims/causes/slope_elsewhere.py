"""f' at the wrong place: a(1 - a) with z, a target or another unit's a in place of a, or f'(a) for f'(z)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ...language import Base, Element, Expression, Role, Tensor, apply, elements, product, rewrite
from ..diagnosis.formulas import value
from ..diagnosis.page import Page
from ..diagnosis.slip import Slip
from ..diagnosis.slopes import Slope
from ..sheet import Kind, Line

PRIOR = 0.05


def at(line: Line, page: Page) -> Iterator[Slip]:
    """Every slope, with every quantity near by in place of the right one."""
    if line.kind is not Kind.LOCAL or line.tensor not in page.slopes:
        return
    slope = page.slopes[line.tensor]
    for put, habit, weight in instead(line, slope, page):
        if put == slope.output:
            continue
        wrong = with_output(slope, put)
        if wrong != slope.formula:
            name = shown(put, page)
            formula = product((wrong, slope.rest))
            yield Slip(
                replace(line, formula=formula), (("quantity", page.name(line.of)), ("other", name)), habit, weight
            )
    if slope.activation.function.formula is not None:
        twice = apply(slope.activation.function, slope.output, 1)
        formula = product((twice, slope.rest))
        values = (("quantity", page.name(line.of)), ("other", f"{slope.activation.function.name}({line.of.name})"))
        yield Slip(replace(line, formula=formula), values, "output")


def instead(line: Line, slope: Slope, page: Page) -> Iterator[tuple[Expression, str, float]]:
    """What may stand in place of the output: the argument, siblings, targets, what comes in, the error above."""
    yield slope.argument, "argument", 3.0
    for sibling in page.siblings(line.of):
        yield value(sibling), "", 1.0
    for used in dict.fromkeys(element.tensor for element in elements(slope.argument)):
        for inner in incoming(used, page):
            yield value(inner), "", 0.3
    above = page.adjoint(line.of)
    if above is not None:
        yield value(above.tensor), "error", 1.0
    for user in page.users.get(line.of, ()):
        for element in elements(user.formula):
            if element.tensor.role is Role.TARGET:
                yield value(element.tensor), "target", 1.0


def incoming(tensor: Tensor, page: Page) -> tuple[Tensor, ...]:
    """The activations and inputs that go into a pre-activation."""
    line = page.lines.get(tensor)
    if line is None:
        return ()
    roles = (Role.PARAMETER, Role.TARGET, Role.CONSTANT)
    return tuple(dict.fromkeys(e.tensor for e in elements(line.formula) if e.tensor.role not in roles))[:4]


def with_output(slope: Slope, put: Expression) -> Expression:
    """The slope with another quantity for the output, or for the argument where it is written in that."""
    whole = slope.output.terms[0].factors[0][0]

    def rule(base: Base) -> Expression | None:
        return put if base == whole else None

    changed = rewrite(slope.formula, rule)
    if changed == slope.formula and put != slope.argument:
        return apply(slope.activation.function, put, 1)
    return changed


def shown(put: Expression, page: Page) -> str:
    """The name of what stands there."""
    if len(put.terms) == 1 and len(put.terms[0].factors) == 1:
        base, exponent = put.terms[0].factors[0]
        if isinstance(base, Element) and exponent == 1:
            return page.name(base.tensor)
    return "the pre-activation"
