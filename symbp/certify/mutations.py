"""Mistakes in index formulas: a sign, a factor, a coefficient, an index, a path."""

from __future__ import annotations

from collections.abc import Iterator

from symbp.language import (
    Apply,
    Base,
    Element,
    Expression,
    Factor,
    FunctionalSlope,
    Group,
    Index,
    Partial,
    Position,
    Term,
    inside,
    positions,
)

Mutation = tuple[str, Expression]


def mutations(expression: Expression, outer: frozenset[Index] = frozenset()) -> Iterator[Mutation]:
    """Every expression with one mistake in it, with the mistake's name."""
    terms = expression.terms
    for place, term in enumerate(terms):
        for kind, changed in term_mutations(term, outer):
            yield kind, Expression((*terms[:place], changed, *terms[place + 1 :]))
        if len(terms) > 1:
            yield "path-dropped", Expression((*terms[:place], *terms[place + 1 :]))


def term_mutations(term: Term, outer: frozenset[Index]) -> Iterator[tuple[str, Term]]:
    """Every term with one mistake in it."""
    yield "sign-flipped", Term(-term.coefficient, term.factors, term.bound)
    yield "coefficient-doubled", Term(2 * term.coefficient, term.factors, term.bound)
    known = outer | frozenset(term.bound) | indices_of(term)
    for place, (base, exponent) in enumerate(term.factors):
        before, after = term.factors[:place], term.factors[place + 1 :]
        if len(term.factors) > 1:
            yield "factor-dropped", Term(term.coefficient, before + after, term.bound)
        for kind, changed in base_mutations(base, known):
            factor: Factor = (changed, exponent)
            yield kind, Term(term.coefficient, (*before, factor, *after), term.bound)


def indices_of(term: Term) -> frozenset[Index]:
    """The plain indices that the factors mention."""
    return frozenset(p for base, _ in term.factors for p in positions(base) if isinstance(p, Index))


def base_mutations(base: Base, known: frozenset[Index]) -> Iterator[tuple[str, Base]]:
    """Every base with one mistake in it."""
    body = inside(base)
    if body is not None:
        for kind, changed in mutations(body, known):
            yield kind, Group(changed) if isinstance(base, Group) else applied(base, changed)
    elif isinstance(base, Element):
        yield from element_mutations(base, known)
    elif isinstance(base, FunctionalSlope):
        for kind, element in element_mutations(base.by, known):
            yield kind, FunctionalSlope(base.functional, element)
    elif isinstance(base, Partial):
        for kind, element in element_mutations(base.of, known):
            yield kind, Partial(element, base.by)
        for kind, element in element_mutations(base.by, known):
            yield kind, Partial(base.of, element)


def applied(base: Base, argument: Expression) -> Apply:
    """A function at another argument."""
    assert isinstance(base, Apply)
    return Apply(base.function, base.order, argument)


def element_mutations(element: Element, known: frozenset[Index]) -> Iterator[tuple[str, Element]]:
    """Two indices swapped; one index replaced by another, over the same size where there is one."""
    at = element.indices
    for first in range(len(at)):
        for second in range(first + 1, len(at)):
            if at[first] != at[second]:
                swapped = list(at)
                swapped[first], swapped[second] = at[second], at[first]
                yield "index-swapped", Element(element.tensor, element.labels, tuple(swapped))
        for other in others(at[first], known):
            yield "index-replaced", Element(element.tensor, element.labels, (*at[:first], other, *at[first + 1 :]))


def others(position: Position, known: frozenset[Index]) -> list[Index]:
    """The indices that somebody might write by mistake."""
    if not isinstance(position, Index):
        return []
    kin = sorted(
        (index for index in known if index != position and index.first == position.first),
        key=lambda index: (index.size != position.size, index.name, index.serial),
    )
    same = [index for index in kin if index.size == position.size]
    return same or kin[:1]
