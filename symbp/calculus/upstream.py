"""Writing out the adjoint above: taken where a quantity has only one way to the loss and the result stays short."""

from __future__ import annotations

from collections.abc import Sequence

from symbp.derivation import Result
from symbp.language import (
    Base,
    Case,
    Element,
    Expression,
    Fresh,
    FunctionalSlope,
    Group,
    Index,
    Network,
    Role,
    Tensor,
    Term,
    as_expression,
    bases,
    close,
    elements,
    freshen,
    freshen_term,
    merge,
    put,
    rewrite,
)

from .instance import definitions


def only_above(network: Network, expression: Expression, known: Sequence[Result], case: Case | None) -> Result | None:
    """The one adjoint in an expression, if its value holds no sum and its quantity follows from one tensor alone.

    The last condition keeps a quantity with several sources, whose adjoint serves them all, under its name.
    """
    above = {
        base.tensor for base in bases(expression) if isinstance(base, Element) and base.tensor.role is Role.ADJOINT
    }
    if len(above) != 1:
        return None
    tensor = above.pop()
    equation = definitions(network).get(tensor.of) if tensor.of is not None else None
    if equation is None or len({used.tensor for used in elements(equation.body)}) != 1:
        return None
    found = matching(known, {tensor}, case)
    return found[0] if found and not any(term.bound for term in found[0].answer.terms) else None


def internal(network: Network, expression: Expression, known: Sequence[Result], case: Case | None) -> list[Result]:
    """The adjoints of intermediate quantities in an expression; a recurrence, which never ends, is left alone.

    What comes out of a composite that is kept folded is left alone too: there its own formula ends.
    """
    ends = {members[-1] for _, members in network.composites} if network.granularity == "folded" else set()
    found = {
        base.tensor
        for base in bases(expression)
        if isinstance(base, Element)
        and base.tensor.of is not None
        and base.tensor.of.role is Role.INTERMEDIATE
        and not base.tensor.labels
        and base.tensor.of.name not in ends
    }
    return matching(known, found, case)


def matching(known: Sequence[Result], wanted: set[Tensor], case: Case | None) -> list[Result]:
    """The results for some adjoints, in this case or in any, in order; those just above stand at the end."""
    found: list[Result] = []
    for result in reversed(known):
        if len(found) == len(wanted):
            break
        if isinstance(result.quantity, Element) and result.quantity.tensor in wanted and result.case in (case, None):
            found.append(result)
    return [result for result in found[::-1] if not named_best(result)]


def named_best(result: Result) -> bool:
    """Whether an adjoint is nothing but the slope of an arbitrary function of whole arrays: dL/dy says as much.

    At a layer's label it is written out all the same, as in the error of the last layer.
    """
    terms = result.answer.terms
    bare = len(terms) == 1 and not terms[0].bound and [type(base) for base, _ in terms[0].factors] == [FunctionalSlope]
    return bare and isinstance(result.quantity, Element) and not result.quantity.labels


def write_out(expression: Expression, above: Result, fresh: Fresh) -> Expression:
    """Every element of an adjoint replaced by its value, in parentheses unless it is a mere product."""
    quantity = above.quantity
    assert isinstance(quantity, Element)
    formal = quantity.labels + quantity.indices

    def rule(base: Base) -> Expression | None:
        if not isinstance(base, Element) or base.tensor != quantity.tensor:
            return None
        new = {i: p for i, p in zip(formal, base.labels + base.indices, strict=True) if isinstance(i, Index)}
        value = put(freshen(above.answer, fresh), new)
        simple = len(value.terms) == 1 and len(value.terms[0].factors) == 1 and value.terms[0].coefficient == 1
        return value if simple else as_expression(Group(close(value)))

    return Expression(tuple(open_plain(term, fresh) for term in rewrite(expression, rule).terms))


def open_plain(term: Term, fresh: Fresh) -> Term:
    """The term without a parenthesis around a mere product, unless something in it is about to cancel."""
    for place, (base, exponent) in enumerate(term.factors):
        if not isinstance(base, Group) or exponent != 1 or len(base.body.terms) != 1:
            continue
        only = freshen_term(base.body.terms[0], fresh)
        others = {other for other, _ in term.factors}
        if not any(inner in others for inner, _ in only.factors):
            factors = (*term.factors[:place], *only.factors, *term.factors[place + 1 :])
            made = Term(term.coefficient * only.coefficient, merge(factors), term.bound + only.bound)
            return open_plain(made, fresh)
    return term
