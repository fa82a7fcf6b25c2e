"""Every path with its product: the local derivatives along the way, one for each arrow."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import count, pairwise

from symbp.calculus.collect import collect
from symbp.calculus.instance import definitions, highest
from symbp.calculus.kronecker import kronecker
from symbp.calculus.local import partial_derivative, put_in
from symbp.calculus.slope import express_slopes
from symbp.calculus.vanish import vanish
from symbp.derivation import Result, Step
from symbp.language import (
    Apply,
    Base,
    Delta,
    Element,
    Expression,
    Fresh,
    Functional,
    Group,
    Index,
    Network,
    Partial,
    Role,
    Tensor,
    Term,
    Within,
    as_expression,
    bases,
    close,
    product,
    rewrite,
    total,
)

from .counting import uses
from .records import Arrow, Path


def arrows_from(network: Network, target: Tensor) -> Iterator[Arrow]:
    """The uses of quantities in the equation that defines a tensor, in reading order."""
    equation = definitions(network).get(target)
    if equation is None:
        return
    read = [used.tensor for used, _ in uses(equation.body)]
    for number, tensor in enumerate(read):
        yield Arrow(target, tensor, 1 + read[:number].count(tensor), read.count(tensor))


def ways(network: Network, of: Tensor, by: Tensor) -> Iterator[tuple[Arrow, ...]]:
    """All chains of arrows from `of` back to `by`, in reading order."""
    leading = leads(network, by)
    open_ends: list[tuple[Arrow, ...]] = [()]
    while open_ends:
        chain = open_ends.pop()
        end = chain[-1].source if chain else of
        if end == by:
            yield chain
        elif end in leading:
            open_ends += [(*chain, arrow) for arrow in arrows_from(network, end)][::-1]


def leads(network: Network, by: Tensor) -> frozenset[Tensor]:
    """The quantities that depend on `by`."""
    found = {by}
    for equation in network.equations:
        if any(used.tensor in found for used, _ in uses(equation.body)):
            found.add(equation.tensor)
    return frozenset(found - {by})


def list_paths(network: Network, of: Element, by: Element) -> tuple[Path, ...]:
    """Every path from `of` back to `by`, both at formal indices."""
    return tuple(one_path(network, chain, of, by) for chain in ways(network, of.tensor, by.tensor))


def one_path(network: Network, arrows: tuple[Arrow, ...], of: Element, by: Element) -> Path:
    """The product along a chain of arrows."""
    fresh = Fresh(highest(network) + 1)
    stops = [of]
    sums: list[Index] = []
    for arrow in arrows[:-1]:
        formal = definitions(network)[arrow.source].output.indices
        own = tuple(fresh.index(index) for index in formal if isinstance(index, Index))
        stops.append(Element(arrow.source, (), own))
        sums += own
    stops.append(by)
    partials = tuple(Partial(above, below) for above, below in pairwise(stops))
    slopes = {p: slope_at(network, a, p, fresh) for a, p in zip(arrows, partials, strict=True)}
    chain = total(product([as_expression(p) for p in partials]), *sums)
    answers = tuple(slope.answer for slope in slopes.values())
    whole = collect(kronecker(put_in(chain, slopes), None))
    return Path(arrows, partials, answers, tuple(sums), chain, whole, not vanish(network, whole, fresh).terms)


def slope_at(network: Network, arrow: Arrow, partial: Partial, fresh: Fresh) -> Result:
    """The local derivative along one arrow: only the place of this arrow is varied."""
    varied, by = network, partial.by
    stand_in = Tensor(f"{arrow.source.name} at one place", arrow.source.sizes, Role.PARAMETER)
    if arrow.places > 1:
        equation = definitions(network)[arrow.target]
        place = [n for n, (used, _) in enumerate(uses(equation.body)) if used.tensor == arrow.source][arrow.place - 1]
        marked = replace(equation, body=rebuilt(equation.body, count(), place, stand_in))
        varied = replace(network, equations=tuple(marked if e == equation else e for e in network.equations))
        by = replace(by, tensor=stand_in)
    found = partial_derivative(varied, Partial(partial.of, by), None, fresh).answer
    found = held(express_slopes(network, renamed(found, stand_in, arrow.source)))
    return Result(partial, (Step(found, "differentiate"),))


def held(slope: Expression) -> Expression:
    """A slope of several terms in parentheses, unless a bracket in it has still to meet its sum."""
    if len(slope.terms) < 2 or any(isinstance(base, Delta | Within) for base in bases(slope)):
        return slope
    return as_expression(Group(close(slope)))


def rebuilt(body: Expression, numbers: Iterator[int], wanted: int, stand_in: Tensor) -> Expression:
    """The body, its elements counted in reading order, with another tensor at the wanted one."""
    terms = []
    for term in body.terms:
        factors = []
        for base, exponent in term.factors:
            made: Base = base
            if isinstance(base, Element):
                made = replace(base, tensor=stand_in) if next(numbers) == wanted else base
            elif isinstance(base, Functional):
                inner = tuple(replace(a, tensor=stand_in) if next(numbers) == wanted else a for a in base.arguments)
                made = replace(base, arguments=inner)
            elif isinstance(base, Group):
                made = Group(rebuilt(base.body, numbers, wanted, stand_in))
            elif isinstance(base, Apply):
                made = replace(base, argument=rebuilt(base.argument, numbers, wanted, stand_in))
            factors.append((made, exponent))
        terms.append(Term(term.coefficient, tuple(factors), term.bound))
    return Expression(tuple(terms))


def renamed(expression: Expression, old: Tensor, new: Tensor) -> Expression:
    """The expression with one tensor in place of another."""

    def rule(base: Base) -> Expression | None:
        return as_expression(replace(base, tensor=new)) if isinstance(base, Element) and base.tensor == old else None

    return rewrite(expression, rule)
