"""Local derivatives: one partial derivative as a result of its own, and putting several into the chain rule."""

from __future__ import annotations

from fractions import Fraction

from symbp.derivation import Reference, Result, Step
from symbp.language import Case, Equation, Expression, Fresh, Network, Partial, Term, product, total

from .chain import body_of
from .collect import collect, unwrapped
from .differentiate import differentiate
from .fold import fold
from .instance import definitions
from .kronecker import kronecker
from .slope import name_outputs


def add(steps: list[Step], expression: Expression, reason: str, using: tuple[Reference, ...] = ()) -> None:
    """Record a step if it changed something."""
    if expression != steps[-1].expression:
        steps.append(Step(expression, reason, using))


def partial_derivative(network: Network, partial: Partial, case: Case | None, fresh: Fresh) -> Result:
    """The definition differentiated, brackets collapsed, like terms collected, definitions recognised."""
    body = body_of(network, partial, case, fresh)
    steps = [Step(differentiate(body, partial.by, fresh), "differentiate", (Equation(partial.of, body),))]
    add(steps, kronecker(steps[-1].expression, case), "kronecker")
    named = name_outputs(network, steps[-1].expression)
    add(steps, fold(network, named, definitions(network)[partial.of.tensor]), "fold")
    add(steps, collect(steps[-1].expression), "collect")
    return Result(partial, tuple(steps), case)


def put_in(expression: Expression, values: dict[Partial, Result]) -> Expression:
    """Every partial derivative replaced by its value, one term for each of the value's terms."""
    found: list[Term] = []
    for term in expression.terms:
        made = [Expression((Term(term.coefficient),))]
        for base, exponent in term.factors:
            options = (
                values[base].answer.terms if isinstance(base, Partial) else (Term(Fraction(1), ((base, exponent),)),)
            )
            made = [product((left, Expression((option,)))) for left in made for option in options]
        for part in made:
            found.extend(total(part, *term.bound).terms)
    return unwrapped(Expression(tuple(found)))
