"""Walking expressions: replacing positions and elements, and bound indices that can never be captured.

Two disciplines keep bound indices apart.  In a term they carry a serial number that is unique in the derivation
(`freshen`).  Inside a parenthesis or a function's argument the sum is closed: its indices carry negative serials that
follow from the depth alone (`close`), so that equal sums are equal records.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import count

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
    merge,
)
from .index import Index, Position, indices_in, multiples, place, relabel_index, relabel_size

Renaming = Mapping[Index, Position]
CLOSED = 8  # bound indices of one closed sum


class Fresh:
    """A counter of serial numbers for bound indices, one per derivation."""

    def __init__(self, start: int = 1) -> None:
        self._count = count(start)

    def index(self, like: Index) -> Index:
        """An index over the same size that nothing else uses."""
        return Index(like.name, like.size, next(self._count), like.first)


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
        within: frozenset[Index] = frozenset()
        for base, _ in term.factors:
            within |= free_in_base(base)
        found |= within - frozenset(term.bound)
    return found


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
    bound = tuple(relabel_index(index, new) for index in term.bound)
    moved = {old: now for old, now in zip(term.bound, bound, strict=True) if old != now}
    inner = {**new, **moved}
    return Term(term.coefficient, merge((put_base(b, inner), e) for b, e in term.factors), bound)


def put(expression: Expression, new: Renaming) -> Expression:
    """The expression with free indices replaced by positions."""
    return Expression(tuple(put_term(term, new) for term in expression.terms)) if new else expression


def freshen_term(term: Term, fresh: Fresh) -> Term:
    """The term with bound indices that nothing else uses."""
    if not term.bound:
        return term
    new = {index: fresh.index(index) for index in term.bound}
    factors = tuple((put_base(base, new), exponent) for base, exponent in term.factors)
    return Term(term.coefficient, factors, tuple(new.values()))


def freshen(expression: Expression, fresh: Fresh) -> Expression:
    """The expression with bound indices that nothing else uses."""
    return Expression(tuple(freshen_term(term, fresh) for term in expression.terms))


def depth(expression: Expression) -> int:
    """How many closed sums stand inside each other."""
    deepest = 0
    for term in expression.terms:
        inner = max((depth(body) for base, _ in term.factors if (body := inside(base)) is not None), default=0)
        deepest = max(deepest, inner + bool(term.bound))
    return deepest


def close(expression: Expression) -> Expression:
    """The expression with its own bound indices renamed by depth, the same for equal sums."""
    if not any(term.bound for term in expression.terms):
        return expression
    level = depth(expression)
    terms = []
    for term in expression.terms:
        order = in_order(term)
        new = {index: Index("", index.size, -(CLOSED * level + k), index.first) for k, index in enumerate(order)}
        factors = merge((put_base(base, new), exponent) for base, exponent in term.factors)
        terms.append(Term(term.coefficient, factors, tuple(new.values())))
    return Expression(tuple(terms))


def in_order(term: Term) -> tuple[Index, ...]:
    """The bound indices in the order in which the factors first mention them."""
    seen: dict[Index, None] = {}
    bound = frozenset(term.bound)

    def look(base: Base) -> None:
        for position in positions(base):
            for symbol in multiples(position)[0]:
                if symbol in bound:
                    assert isinstance(symbol, Index)
                    seen.setdefault(symbol)
        body = inside(base)
        for inner in () if body is None else body.terms:
            for factor, _ in inner.factors:
                look(factor)

    for base, _ in term.factors:
        look(base)
    return (*seen, *(index for index in term.bound if index not in seen))


def bases(expression: Expression) -> Iterator[Base]:
    """Every base, inner ones after the ones that enclose them."""
    for term in expression.terms:
        for base, _ in term.factors:
            yield base
            body = inside(base)
            if body is not None:
                yield from bases(body)


def elements(expression: Expression) -> Iterator[Element]:
    """Every element of a tensor that occurs, in reading order; arguments of arbitrary functions as whole tensors."""
    for base in bases(expression):
        if isinstance(base, Element):
            yield base
        elif isinstance(base, Functional):
            yield from base.arguments


def rewrite(expression: Expression, rule: Callable[[Base], Expression | None]) -> Expression:
    """Replace bases from the inside out; a rule returns None to leave a base alone.

    What a rule returns must have fresh bound indices where it stands in a term of its own.
    """
    from .expression import apply, power, product, total

    terms: list[Term] = []
    for term in expression.terms:
        parts: list[Expression] = []
        changed = False
        for base, exponent in term.factors:
            body = inside(base)
            if body is not None and (now := rewrite(body, rule)) is not body:
                changed = True
                new = apply(base.function, now, base.order) if isinstance(base, Apply) else now
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
