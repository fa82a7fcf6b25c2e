"""What the gradients tell: which factors make learning slow, computed from the results and the formulas."""

from __future__ import annotations

from fractions import Fraction
from functools import cache

import sympy

from .calculus.formula import from_formula
from .calculus.slope import E, exponential_form, in_output, output_of, outputs
from .derivation import Derivation, Result
from .language import Apply, Element, Function, Network, Role, Tensor, X, group, node, slope

DEPTHS = (1, 2, 3, 5, 10)


@node
class Slope:
    """How steep an activation can be: its largest slope, the output where that is taken, and its limits far out.

    `at` is None where the largest slope is only approached; any value is None where none is found in closed form.
    """

    function: Function
    largest: Fraction | None
    at: Fraction | None
    far_left: Fraction | None
    far_right: Fraction | None


@node
class Insight:
    """One remark: its key, the quantities it is about, and what was computed.

    Keys: "small-input" (the gradient of `tensors[0]` has the factor `tensors[1]`), "saturation" (the adjoint of
    `tensors[0]` has the slope as a factor), "no-saturation" (it has not: the slope cancelled), "steepest" (the bounds
    of the slope), "depth" (`powers`: depth and the largest slope to that power), "arbitrary" (an activation without a
    formula: the remark holds for any).
    """

    key: str
    tensors: tuple[Tensor, ...] = ()
    slope: Slope | None = None
    powers: tuple[tuple[int, Fraction], ...] = ()


def insights(derivation: Derivation) -> tuple[Insight, ...]:
    """Every remark about a derivation, in the order of its results."""
    network = derivation.network
    found: list[Insight] = []
    for result in derivation.results:
        found.extend(about(network, result))
    functions = dict.fromkeys(pattern.function for known in outputs(network).values() for _, pattern in known)
    for function in (function for function in functions if not function.elementary):  # exp and log activate nothing
        if function.formula is None:
            found.append(Insight("arbitrary", slope=Slope(function, None, None, None, None)))
            continue
        bounds = steepest(function)
        found.append(Insight("steepest", slope=bounds))
        if bounds.largest is not None and bounds.largest < 1:
            found.append(Insight("depth", slope=bounds, powers=tuple((n, bounds.largest**n) for n in DEPTHS)))
    return tuple(found)


def about(network: Network, result: Result) -> list[Insight]:
    """What the factors of one result say."""
    if not isinstance(result.quantity, Element) or result.quantity.tensor.of is None:
        return []
    tensor = result.quantity.tensor.of
    terms = result.answer.terms
    factors = {base for base, _ in terms[0].factors} if len(terms) == 1 else set()
    if tensor.role is Role.PARAMETER:
        inputs = [b.tensor for b, _ in terms[0].factors if isinstance(b, Element)] if len(terms) == 1 else []
        return [Insight("small-input", (tensor, t)) for t in inputs if t.role in (Role.INPUT, Role.ACTIVATION)]
    if tensor.role is not Role.PREACTIVATION:
        return []
    written = [
        base
        for step in result.steps
        for term in step.expression.terms
        for base, _ in term.factors
        if isinstance(base, Apply) and base.order == 1
    ]
    if not written:
        return []
    kept = written[-1] in factors or slope_factors(network, written[-1]) <= factors
    return [Insight("saturation" if kept else "no-saturation", (tensor,))]


def slope_factors(network: Network, base: Apply) -> frozenset[object]:
    """The factors of f'(argument) once it is written in the output."""
    formula = in_output(base.function)
    output = output_of(outputs(network), Apply(base.function, 0, base.argument))
    if formula is None or output is None:
        return frozenset((base,))
    written = from_formula(formula, output)
    return frozenset(b for b, _ in (written.terms[0] if len(written.terms) == 1 else group(written)).factors)


@cache
def steepest(function: Function) -> Slope:
    """The bounds of an activation's slope, found from its formula."""
    derivative = slope(function)
    form = exponential_form(function)
    if derivative is None:
        return Slope(function, None, None, None, None)
    if form is None:
        if derivative.diff(X).replace(sympy.DiracDelta, lambda *_: sympy.Integer(0)) != 0:
            return Slope(function, None, None, None, None)
        left, right = rational(derivative.subs(X, -1)), rational(derivative.subs(X, 1))
        return Slope(function, max(filter(None, (left, right)), default=None), None, left, right)
    ends = [at_end(form.slope, infinite=infinite) for infinite in (form.rate < 0, form.rate > 0)]
    formula = in_output(function)
    found: list[tuple[Fraction | None, Fraction | None]] = [(value, None) for value in ends]
    if formula is not None and formula.is_polynomial(X):
        reached = [v for infinite in (False, True) if (v := at_end(form.value, infinite=infinite)) is not None]
        for root in sympy.Poly(sympy.diff(formula, X), X).ground_roots():
            at = rational(root)
            if at is not None and len(reached) == 2 and min(reached) < at < max(reached):
                found.append((rational(formula.subs(X, root)), at))
    known = [(value, at) for value, at in found if value is not None]
    if None in ends:
        return Slope(function, None, None, ends[0], ends[1])
    largest, at = max(known, key=lambda pair: (pair[0], pair[1] is not None), default=(None, None))
    return Slope(function, largest, at, ends[0], ends[1])


def at_end(form: sympy.Expr, *, infinite: bool) -> Fraction | None:
    """The limit of a rational function of E at 0 or at infinity, None where it grows without bound."""
    top, bottom = (sympy.Poly(part, E) for part in sympy.fraction(sympy.together(form)))
    order = top.degree() - bottom.degree()
    if infinite:
        return None if order > 0 else Fraction(0) if order < 0 else rational(top.LC() / bottom.LC())
    low = bottom.coeff_monomial(1)
    return rational(top.coeff_monomial(1) / low) if low else None


def rational(value: sympy.Expr) -> Fraction | None:
    """A rational number, or None for anything else."""
    return Fraction(value.p, value.q) if isinstance(value, sympy.Rational) else None
