"""What a result shows on inspection: what it follows from, which brackets it has, where sums are left."""

from __future__ import annotations

from symbp.derivation import Result
from symbp.language import (
    Apply,
    Base,
    Cardinal,
    Delta,
    Element,
    Expression,
    Group,
    Index,
    Partial,
    Role,
    Tensor,
    Term,
    bases,
)

from ..mathematics.expressions import opened
from ..mathematics.pen import Pen


def above(result: Result) -> tuple[Tensor, ...]:
    """The tensors whose adjoints the chain rule starts from, in reading order."""
    found: dict[Tensor, None] = {}
    for term in result.steps[0].expression.terms:
        for base, _ in term.factors:
            if isinstance(base, Element) and base.tensor.of is not None:
                found.setdefault(base.tensor.of)
    return tuple(found)


def partials(expression: Expression) -> tuple[Partial, ...]:
    """The partial derivatives in an expression, each once."""
    return tuple(dict.fromkeys(base for base in bases(expression) if isinstance(base, Partial)))


def brackets(pen: Pen, expression: Expression) -> tuple[str, ...]:
    """The brackets [i = j] of an expression, in the letters it prints with."""
    pen = opened(pen, expression)
    found: dict[str, None] = {}
    for term in expression.terms:
        inner = pen.scope(term.bound)
        for base, _ in term.factors:
            if isinstance(base, Delta):
                found.setdefault(inner.bracket(base))
    return tuple(found)


def bound_letters(pen: Pen, expression: Expression) -> tuple[str, ...]:
    """The letters of the indices that the terms sum over."""
    pen = opened(pen, expression)
    found: dict[str, None] = {}
    for term in expression.terms:
        inner = pen.scope(term.bound)
        found |= {inner.index(index): None for index in term.bound}
    return tuple(found)


def summed(expression: Expression) -> tuple[bool, ...]:
    """For every term, whether it is a sum."""
    return tuple(bool(term.bound) for term in expression.terms)


def has_slope(expression: Expression) -> bool:
    """Whether a derivative of an activation stands in it."""
    return any(isinstance(base, Apply) and base.order for base in bases(expression))


def new_elements(before: Expression, after: Expression) -> tuple[Element, ...]:
    """The elements that stand in the second expression and not in the first, adjoints left out."""
    old = {base.tensor for base in bases(before) if isinstance(base, Element)}
    found = [b for b in bases(after) if isinstance(b, Element) and b.tensor not in old and b.tensor.of is None]
    return tuple(dict.fromkeys(found))


def slope_relation(before: Expression, after: Expression) -> tuple[Apply, Expression] | None:
    """f'(z) and what it became, where that can be read off a single term with nothing else changed."""
    if len(before.terms) != 1 or len(after.terms) != 1:
        return None
    old, new = before.terms[0], after.terms[0]
    slopes = [base for base, exponent in old.factors if isinstance(base, Apply) and base.order == 1 and exponent == 1]
    rest = [factor for factor in old.factors if factor[0] not in slopes]
    if len(slopes) != 1 or old.coefficient != new.coefficient or any(f not in new.factors for f in rest):
        return None
    return slopes[0], Expression(
        (Term(new.coefficient / old.coefficient, tuple(f for f in new.factors if f not in rest)),)
    )


def is_difference(expression: Expression) -> bool:
    """Whether an error came out as output minus target, apart from a number."""
    terms = expression.terms
    if len(terms) == 1 and not terms[0].bound:
        kept = [base for base, _ in terms[0].factors if not isinstance(base, Cardinal)]
        if len(kept) == 1 and isinstance(kept[0], Group):
            return is_difference(kept[0].body)
    if len(terms) != 2:
        return False
    found: list[Base] = [b for term in terms for b, e in term.factors if not isinstance(b, Cardinal) and e == 1]
    roles = [base.tensor.role for base in found if isinstance(base, Element)]
    return len(found) == 2 and len(roles) == 2 and roles.count(Role.TARGET) == 1


def occurrences(expression: Expression, index: Index) -> tuple[tuple[Element, int], ...]:
    """The elements with this index, and its place among their indices."""
    found: list[tuple[Element, int]] = []
    for base in bases(expression):
        if isinstance(base, Element):
            found.extend((base, place) for place, position in enumerate(base.indices) if position == index)
    return tuple(found)
