"""The backward walk: every equation's quantities in reverse order, each adjoint derived once, over all its paths."""

from __future__ import annotations

from collections.abc import Sequence

from .calculus.chain import body_of, chain, consumers
from .calculus.collect import cancel
from .calculus.cost import cost
from .calculus.differentiate import differentiate
from .calculus.fact import use
from .calculus.fold import fold
from .calculus.instance import is_argument, is_kept
from .calculus.kronecker import kronecker
from .calculus.lift import lift
from .calculus.slope import express_slopes, name_outputs
from .derivation import Derivation, Reference, Result, Step
from .language import (
    Base,
    Case,
    Delta,
    Element,
    Equation,
    Expression,
    Fresh,
    Group,
    Index,
    Network,
    Partial,
    Role,
    Tensor,
    Term,
    adjoint,
    as_expression,
    bases,
    close,
    elements,
    put,
    rewrite,
)

INLINE = 4  # how much longer a result may become when the one quantity above it is written out


def derive(network: Network, wanted: Sequence[Tensor] = ()) -> Derivation:
    """The adjoint of every parameter, and of every quantity on the way to it, as steps.

    `wanted` replaces the parameters as the targets.
    """
    results: list[Result] = []
    for tensor in order(network, tuple(wanted) or network.with_role(Role.PARAMETER)):
        for case in cases(network, tensor):
            results.extend(adjoint_of(network, tensor, case, results))
    return Derivation(network, network, tuple(results))


def order(network: Network, wanted: tuple[Tensor, ...]) -> tuple[Tensor, ...]:
    """The quantities that need an adjoint: each equation's output before what its body reads, from the loss down."""
    needed: set[Tensor] = set(wanted)
    for equation in network.equations:
        if any(used.tensor in needed for used in elements(equation.body)):
            needed.add(equation.tensor)
    found: dict[Tensor, None] = {}
    for equation in reversed(network.equations):
        if equation.tensor in needed and equation.tensor != network.loss:
            if equation.kept or is_argument(network, equation.tensor):
                found.setdefault(equation.tensor)
        for used in elements(equation.body):
            if used.tensor in needed and network.equation(used.tensor) is None:
                found.setdefault(used.tensor)
    return tuple(found)


def cases(network: Network, tensor: Tensor) -> tuple[Case | None, ...]:
    """The label values that the tensor's derivation tells apart: those of a quantity on the way, not of a parameter."""
    if not network.cases or not tensor.labels or network.equation(tensor) is None:
        return (None,)
    if is_argument(network, tensor):
        return tuple(case for case in network.cases if case.value is not None)
    return network.cases


def quantity(network: Network, tensor: Tensor, case: Case | None) -> Element:
    """The element whose adjoint is wanted, at the formal indices it was written with."""
    equation = network.equation(tensor)
    if equation is not None:
        at = equation.output
    else:
        at = next(used for e in network.equations for used in elements(e.body) if used.tensor == tensor)
    plain = tuple(p if isinstance(p, Index) else Index("ijk"[n % 3], s) for n, (p, s) in enumerate(zip(at.indices, tensor.sizes, strict=True)))
    found = Element(tensor, at.labels, tuple(Index(p.name, p.size, 0, p.first) for p in plain))
    if case is None or case.value is None:
        return found
    moved = put(as_expression(found), {case.label: case.value}).terms[0].factors[0][0]
    assert isinstance(moved, Element)
    return moved


def adjoint_of(network: Network, tensor: Tensor, case: Case | None, known: Sequence[Result]) -> list[Result]:
    """The result for one adjoint, or nothing where the loss does not depend on it."""
    fresh = Fresh()
    at = quantity(network, tensor, case)
    first = chain(network, at, case, fresh)
    if not first.terms:
        return []
    locals_: list[Result] = []
    steps = [Step(first, "chain", tuple(consumers(network, at, case)))]
    values = {}
    for base in dict.fromkeys(b for b in bases(first) if isinstance(b, Partial)):
        local = partial_derivative(network, base, case, fresh)
        locals_.append(local)
        values[base] = local
    worked_out = distribute(first, values)
    steps.append(Step(worked_out, "differentiate", tuple(values), tuple(locals_)))
    add(steps, kronecker(worked_out, case), "kronecker")
    add(steps, cancel_simple(steps[-1].expression, fresh), "collect")
    steps = finish(network, steps, at, case, known, fresh)
    return [Result(Element(adjoint(tensor), at.labels, at.indices), tuple(steps), case)]


def add(steps: list[Step], expression: Expression, reason: str, using: tuple[Reference, ...] = ()) -> None:
    """Record a step if it changed something."""
    if expression != steps[-1].expression:
        steps.append(Step(expression, reason, using))


def cancel_simple(expression: Expression, fresh: Fresh) -> Expression:
    """Like terms collected, parentheses left alone."""
    from .calculus.collect import collect

    return collect(expression)


def distribute(expression: Expression, values: dict[Partial, Result]) -> Expression:
    """Every partial derivative replaced by its value, one term for each of the value's terms."""
    from .language import product, total

    found: list[Term] = []
    for term in expression.terms:
        parts = [Expression((Term(term.coefficient),))]
        rest = [Expression((Term(term.coefficient),))]
        del parts
        for base, exponent in term.factors:
            if isinstance(base, Partial):
                rest = [product((left, Expression((t,)))) for left in rest for t in values[base].answer.terms]
            else:
                single = Expression((Term(term.coefficient / term.coefficient, ((base, exponent),)),))
                rest = [product((left, single)) for left in rest]
        for part in rest:
            found.extend(total(part, *term.bound).terms)
    return Expression(tuple(found))


def partial_derivative(network: Network, partial: Partial, case: Case | None, fresh: Fresh) -> Result:
    """The local derivative as a result of its own: definition, differentiated, brackets collapsed, folded."""
    body = body_of(network, partial, case, fresh)
    definition = Equation(partial.of, body)
    steps = [Step(differentiate(body, partial.by, fresh), "differentiate", (definition,))]
    add(steps, kronecker(steps[-1].expression, case), "kronecker")
    add(steps, cancel_simple(steps[-1].expression, fresh), "collect")
    add(steps, name_outputs(network, steps[-1].expression), "fold")
    add(steps, fold(network, steps[-1].expression, network.equation(partial.of.tensor)), "fold")
    return Result(partial, tuple(steps), case)


def finish(
    network: Network, steps: list[Step], at: Element, case: Case | None, known: Sequence[Result], fresh: Fresh
) -> list[Step]:
    """The result in its final form: the one quantity above written out if that is short, slopes in outputs, matrix."""
    plain = simplify(network, steps, fresh)
    above = inline_candidates(network, steps[-1].expression, known, case)
    if above is not None:
        inlined = list(steps)
        replaced = substitute(steps[-1].expression, above, fresh)
        add(inlined, replaced, "substitute", (above.quantity.tensor,) if isinstance(above.quantity, Element) else ())
        inlined = simplify(network, inlined, fresh)
        if cost(inlined[-1].expression) <= cost(plain[-1].expression) + INLINE:
            plain = inlined
    last = plain[-1].expression
    matrix, note = lift(last, at.indices)
    return [*plain, Step(last, "matrix-form" if matrix is not None else "no-matrix-form", matrix=matrix, note=note)]


def simplify(network: Network, steps: list[Step], fresh: Fresh) -> list[Step]:
    """Slopes in terms of outputs, factors cancelled, facts used."""
    steps = list(steps)
    add(steps, express_slopes(network, steps[-1].expression), "slope")
    add(steps, cancel(steps[-1].expression, fresh), "cancel")
    for fact in network.facts:
        add(steps, use(fact, steps[-1].expression), "fact", (fact,))
    add(steps, cancel(steps[-1].expression, fresh), "collect")
    return steps


def inline_candidates(network: Network, expression: Expression, known: Sequence[Result], case: Case | None) -> Result | None:
    """The result above, if it has no sum, and reaches the loss through this quantity only."""
    above = {base.tensor for base in bases(expression) if isinstance(base, Element) and base.tensor.role is Role.ADJOINT}
    if len(above) != 1:
        return None
    tensor = above.pop()
    assert tensor.of is not None
    equation = network.equation(tensor.of)
    if equation is None or len({used.tensor for used in elements(equation.body)}) != 1:
        return None
    for result in known:
        if isinstance(result.quantity, Element) and result.quantity.tensor == tensor and result.case == case:
            return result if not any(term.bound for term in result.answer.terms) else None
    return None


def substitute(expression: Expression, above: Result, fresh: Fresh) -> Expression:
    """Every element of an adjoint replaced by its value, in parentheses."""
    assert isinstance(above.quantity, Element)
    formal = above.quantity.labels + above.quantity.indices

    def rule(base: Base) -> Expression | None:
        assert isinstance(above.quantity, Element)
        if not isinstance(base, Element) or base.tensor != above.quantity.tensor:
            return None
        new = {i: p for i, p in zip(formal, base.labels + base.indices, strict=True) if isinstance(i, Index)}
        value = put(above.answer, new)
        simple = len(value.terms) == 1 and len(value.terms[0].factors) == 1 and value.terms[0].coefficient == 1
        return value if simple else as_expression(Group(close(value)))

    return rewrite(expression, rule)


__all__ = ["Delta", "derive", "is_kept"]
