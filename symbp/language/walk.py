"""Walking expressions: what they mention, and replacing positions and bases."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import count

from .arithmetic import apply, merge, power, product, total
from .expression import (
    Apply,
    Base,
    Cardinal,
    Delta,
    Element,
    Expression,
    Functional,
    FunctionalSlope,
    Group,
    Partial,
    Term,
    Within,
    as_expression,
)
from .index import Index, Position, indices_in, place, relabel_index, relabel_size
from .node import remember

Renaming = Mapping[Index, Position]
OPENED = count(1 << 40)  # serial numbers of indices of closed sums while a rule looks inside


def inside(base: Base) -> Expression | None:
    """The expression a base encloses."""
    if isinstance(base, Group):
        return base.body
    return base.argument if isinstance(base, Apply) else None


def positions(base: Base) -> tuple[Position, ...]:
    """The positions a base mentions directly."""
    if isinstance(base, Element):
        return base.labels + base.indices
    if isinstance(base, Delta):
        return (base.left, base.right)
    if isinstance(base, Within):
        return (base.position,)
    if isinstance(base, Functional):
        return tuple(p for argument in base.arguments for p in argument.labels)
    if isinstance(base, FunctionalSlope):
        return positions(base.functional) + positions(base.by)
    if isinstance(base, Partial):
        return positions(base.of) + positions(base.by)
    return ()


def free_in_base(base: Base) -> frozenset[Index]:
    """The free indices of a base."""
    found: frozenset[Index] = frozenset()
    for position in positions(base):
        found |= indices_in(position)
    body = inside(base)
    return found if body is None else found | free(body)


def free(expression: Expression) -> frozenset[Index]:
    """The free indices of an expression."""
    found: frozenset[Index] = frozenset()
    for term in expression.terms:
        found |= free_in_term(term)
    return found


@remember
def free_in_term(term: Term) -> frozenset[Index]:
    """The free indices of a term."""
    found: frozenset[Index] = frozenset()
    for base, _ in term.factors:
        found |= free_in_base(base)
    return found - frozenset(term.bound)


def put_element(element: Element, new: Renaming) -> Element:
    """The element with indices replaced in its labels and indices."""
    labels = tuple(place(p, new) for p in element.labels)
    return Element(element.tensor, labels, tuple(place(p, new) for p in element.indices))


def put_base(base: Base, new: Renaming) -> Base:
    """The base with indices replaced."""
    if isinstance(base, Element):
        return put_element(base, new)
    if isinstance(base, Group):
        return Group(put(base.body, new))
    if isinstance(base, Apply):
        return Apply(base.function, base.order, put(base.argument, new))
    if isinstance(base, Delta):
        return Delta(place(base.left, new), place(base.right, new))
    if isinstance(base, Within):
        return Within(place(base.position, new), relabel_size(base.size, new))
    if isinstance(base, Cardinal):
        return Cardinal(place(base.size, new))
    if isinstance(base, Functional):
        return Functional(base.name, tuple(put_element(a, new) for a in base.arguments), base.letter)
    if isinstance(base, FunctionalSlope):
        functional = put_base(base.functional, new)
        assert isinstance(functional, Functional)
        return FunctionalSlope(functional, put_element(base.by, new))
    return Partial(put_element(base.of, new), put_element(base.by, new))


def put_term(term: Term, new: Renaming) -> Term:
    """The term with free indices replaced; bound ones follow where their size depends on a replaced label."""
    if any(index in new for index in term.bound):
        new = {index: position for index, position in new.items() if index not in term.bound}
    bound = tuple(relabel_index(index, new) for index in term.bound)
    moved = {old: now for old, now in zip(term.bound, bound, strict=True) if old != now}
    inner = {**new, **moved}
    return Term(term.coefficient, merge((put_base(b, inner), e) for b, e in term.factors), bound)


def put(expression: Expression, new: Renaming) -> Expression:
    """The expression with free indices replaced by positions."""
    return Expression(tuple(put_term(term, new) for term in expression.terms)) if new else expression


def bases(expression: Expression) -> Iterator[Base]:
    """Every base, inner ones after the ones that enclose them."""
    for term in expression.terms:
        for base, _ in term.factors:
            yield base
            body = inside(base)
            if body is not None:
                yield from bases(body)


@remember
def elements(expression: Expression) -> tuple[Element, ...]:
    """Every element of a tensor that occurs, in reading order; arguments of arbitrary functions as whole tensors."""
    found: list[Element] = []
    for base in bases(expression):
        if isinstance(base, Element):
            found.append(base)
        elif isinstance(base, Functional):
            found.extend(base.arguments)
    return tuple(found)


def opened(expression: Expression) -> Expression:
    """The expression with its own bound indices under names that stand nowhere else."""
    if not any(term.bound for term in expression.terms):
        return expression
    terms = []
    for term in expression.terms:
        new = {index: Index(index.name, index.size, next(OPENED), index.first) for index in term.bound}
        factors = merge((put_base(base, new), exponent) for base, exponent in term.factors)
        terms.append(Term(term.coefficient, factors, tuple(new.values())))
    return Expression(tuple(terms))


def closed(expression: Expression) -> Expression:
    """The expression with its own bound indices under the names that equal sums share."""
    from .closing import close

    return close(expression)


def rewrite(expression: Expression, rule: Callable[[Base], Expression | None]) -> Expression:
    """Replace bases from the inside out; a rule returns None to leave a base alone.

    What a rule returns must have fresh bound indices where it stands in a term of its own.  Closed sums are opened
    on the way in and closed again on the way out, so that a rule may put their indices into sums of its own.
    """
    terms: list[Term] = []
    for term in expression.terms:
        parts: list[Expression] = []
        changed = False
        for base, exponent in term.factors:
            body = inside(base)
            body = None if body is None else opened(body)
            if body is not None and (now := rewrite(body, rule)) is not body:
                changed = True
                new = apply(base.function, now, base.order) if isinstance(base, Apply) else closed(now)
                if new.terms and len(new.terms) == 1 and not new.terms[0].bound and len(new.terms[0].factors) == 1:
                    replaced = rule(new.terms[0].factors[0][0]) if isinstance(base, Apply) else None
                    new = new if replaced is None else replaced
            else:
                replaced = rule(base)
                changed = changed or replaced is not None
                new = as_expression(base) if replaced is None else replaced
            parts.append(power(new, exponent))
        if not changed:
            terms.append(term)
            continue
        made = product((Expression((Term(term.coefficient),)), *parts))
        terms.extend(total(made, *term.bound).terms)
    same = len(terms) == len(expression.terms) and all(a is b for a, b in zip(terms, expression.terms, strict=True))
    return expression if same else Expression(tuple(terms))
