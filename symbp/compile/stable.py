"""The same program in a form that does not overflow: recognised from the formulas, not from names.

exp(u_j) / Σ_k exp(u_k) does not change when the largest u is taken from all of them; the logarithm of that ratio is
u_j - max u - ln Σ_k exp(u_k - max u); the logarithm of an activation, or of one minus it, is a function of its own.
"""

from __future__ import annotations

from dataclasses import replace

from ..language import (
    EXP,
    LOG,
    Apply,
    Element,
    Expression,
    Group,
    Index,
    Tensor,
    Term,
    apply,
    as_expression,
    element,
    free,
    number,
    put,
    rewrite,
)
from ..language.expression import Base
from .exponentials import of_exponentials, together
from .logarithm import log_of
from .program import Assignment, Program


def stabilise(program: Program) -> Program:
    """The program with shifted exponentials and without logarithms of what may round to 0."""
    made: list[Assignment] = []
    logarithms: dict[Tensor, tuple[tuple[Index, ...], Expression]] = {}
    functions: dict[Tensor, tuple[tuple[Index, ...], Apply]] = {}
    exponentials = of_exponentials(program.assignments)
    for assignment in program.assignments:

        def rule(base: Base) -> Expression | None:
            return logarithm(base, logarithms, functions)

        now = replace(assignment, body=rewrite(together(assignment.body, exponentials), rule))
        at = tuple(index for index in now.output.indices if isinstance(index, Index))
        before, body, ratio = shifted(now, at, len(made))
        made += [*before, replace(now, body=body)]
        if ratio is not None:
            logarithms[now.output.tensor] = (at, ratio)
        single = only_factor(body)
        if isinstance(single, Apply) and not single.order:
            functions[now.output.tensor] = (at, single)
    return replace(program, assignments=tuple(made))


def only_factor(body: Expression) -> Base | None:
    """The base that an expression consists of."""
    if len(body.terms) != 1 or body.terms[0].bound or body.terms[0].coefficient != 1:
        return None
    factors = body.terms[0].factors
    return factors[0][0] if len(factors) == 1 and factors[0][1] == 1 else None


def logarithm(
    base: Base,
    logarithms: dict[Tensor, tuple[tuple[Index, ...], Expression]],
    functions: dict[Tensor, tuple[tuple[Index, ...], Apply]],
) -> Expression | None:
    """ln of a ratio of exponentials, or of constant + factor * f(u), straight from its argument."""
    if not isinstance(base, Apply) or base.function != LOG or base.order:
        return None
    whole = only_factor(base.argument)
    if isinstance(whole, Element) and whole.tensor in logarithms:
        at, value = logarithms[whole.tensor]
        return put(value, dict(zip(at, whole.indices, strict=True)))
    constant, rest = Expression(), []
    for term in base.argument.terms:
        if term.factors:
            rest.append(term)
        else:
            constant = Expression((term,))
    if len(rest) != 1 or rest[0].bound or len(rest[0].factors) != 1 or rest[0].factors[0][1] != 1:
        return None
    inner = rest[0].factors[0][0]
    if not isinstance(inner, Element) or inner.tensor not in functions:
        return None
    at, applied = functions[inner.tensor]
    known = number(constant)
    found = None if known is None else log_of(applied.function, known, rest[0].coefficient)
    if found is None:
        return None
    return apply(found, put(applied.argument, dict(zip(at, inner.indices, strict=True))))


def shifted(
    assignment: Assignment, at: tuple[Index, ...], count: int
) -> tuple[list[Assignment], Expression, Expression | None]:
    """The assignments for the shift, the body that uses it, and the logarithm of the body where it is such a ratio."""
    before: list[Assignment] = []
    terms: list[Term] = []
    logarithm_: Expression | None = None
    for term in assignment.body.terms:
        found = ratio(term)
        if found is None:
            terms.append(term)
            continue
        above, below, over = found
        left = tuple(index for index in sorted_free(above.argument, at, term.bound) if index != over)
        serial = f"{count + len(before)}"
        peak = Tensor(f"largest {serial}", tuple(index.size for index in left))
        moved = Tensor(f"shifted {serial}", (*peak.sizes, over.size))
        shift = Element(moved, (), (*left, over))
        before.append(Assignment(Element(peak, (), left), above.argument, "largest, to shift by", over))
        before.append(Assignment(shift, above.argument - element(peak, *left), "shifted, which changes no ratio"))
        bound = below.body.terms[0].bound[0]
        top = apply(EXP, as_expression(shift))
        bottom = put(top, {over: bound})
        new = Group(Expression((replace(below.body.terms[0], factors=bottom.terms[0].factors),)))
        changed = {above: top.terms[0].factors[0][0], below: new}
        terms.append(replace(term, factors=tuple((changed.get(b, b), e) for b, e in term.factors)))
        if len(assignment.body.terms) == 1 and len(term.factors) == 2 and term.coefficient == 1 and not term.bound:
            logarithm_ = as_expression(shift) - apply(LOG, new.body)
    return before, Expression(tuple(terms)), logarithm_


def ratio(term: Term) -> tuple[Apply, Group, Index] | None:
    """exp(u) and the sum it is divided by, if that is the sum of exp(u) over one of its indices."""
    for above, exponent in term.factors:
        if not isinstance(above, Apply) or above.function != EXP or above.order or exponent != 1:
            continue
        for below, power in term.factors:
            if not isinstance(below, Group) or power != -1 or len(below.body.terms) != 1:
                continue
            inner = below.body.terms[0]
            if len(inner.bound) != 1 or inner.coefficient != 1 or len(inner.factors) != 1:
                continue
            for index in free(above.argument):
                if index.size == inner.bound[0].size and index not in free(below.body):
                    if inner.factors[0] == (Apply(EXP, 0, put(above.argument, {index: inner.bound[0]})), 1):
                        return above, below, index
    return None


def sorted_free(expression: Expression, at: tuple[Index, ...], bound: tuple[Index, ...]) -> tuple[Index, ...]:
    """The free indices in the order of the left side, then of the sums around."""
    found = free(expression)
    return tuple(index for index in (*at, *bound) if index in found)
