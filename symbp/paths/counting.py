"""How many paths there are, by adding up over the equations backwards; none is listed, so 10^30 is an answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction

from symbp.language import (
    Cardinal,
    Element,
    Equation,
    Expression,
    Functional,
    Index,
    Network,
    Position,
    Size,
    Tensor,
    Term,
    inside,
)

Monomial = tuple[tuple[Size, int], ...]
Polynomial = Counter[Monomial]
MOST = 200  # monomials of a number of components that one can still read
ONE_PATH: Polynomial = Counter({(): 1})


def uses(body: Expression, around: tuple[Index, ...] = ()) -> Iterator[tuple[Element, tuple[Index, ...]]]:
    """Every place where an element stands, in reading order, with the indices summed over around it."""
    for term in body.terms:
        bound = around + term.bound
        for base, _ in term.factors:
            if isinstance(base, Element):
                yield base, bound
            elif isinstance(base, Functional):
                yield from ((argument, bound) for argument in base.arguments)
            elif (inner := inside(base)) is not None:
                yield from uses(inner, bound)


def count_paths(network: Network, start: Tensor | None = None) -> dict[Tensor, int]:
    """The number of paths from `start`, or from the loss, back to every quantity it depends on."""
    found: dict[Tensor, int] = {start or network.loss: 1}
    for equation in reversed(network.equations):
        above = found.get(equation.tensor, 0)
        for used, _ in uses(equation.body) if above else ():
            found[used.tensor] = found.get(used.tensor, 0) + above
    return found


def count_components(network: Network, start: Tensor) -> dict[Tensor, Polynomial | None]:
    """The number of paths from the single number `start` back to one component of every quantity.

    None where components differ from each other: where positions are shifted, or one index is read at two places.
    """
    found: dict[Tensor, Polynomial | None] = {start: ONE_PATH}
    for equation in reversed(network.equations):
        if equation.tensor not in found:
            continue
        above = found[equation.tensor]
        for used, bound in uses(equation.body):
            wide = readers(equation, used, bound)
            before = found.get(used.tensor, Counter())
            known = above is not None and wide is not None and before is not None
            made = before + times(above, wide) if known else None  # type: ignore[operator, arg-type]
            found[used.tensor] = made if made is not None and len(made) <= MOST else None
    return found


def readers(equation: Equation, used: Element, bound: tuple[Index, ...]) -> Polynomial | None:
    """How many components of an equation, and places in its sums, read one and the same component."""
    formal = [position for position in equation.output.indices if isinstance(position, Index)]
    if used.labels or equation.output.labels:
        return None
    if not used.indices and used.tensor.sizes:  # a whole tensor: every component is read once
        return product_of([*formal, *bound])
    read: list[Position] = list(used.indices)
    if len(set(read)) < len(read) or not all(isinstance(p, Index) and p in (*formal, *bound) for p in read):
        return None
    return product_of([index for index in (*formal, *bound) if index not in read])


def product_of(indices: list[Index]) -> Polynomial:
    """The number of values that these indices take together."""
    number = 1
    sizes: Counter[Size] = Counter()
    for index in indices:
        if isinstance(index.size, int):
            number *= index.size
        else:
            sizes[index.size] += 1
    return Counter({ordered(sizes): number})


def times(left: Polynomial, right: Polynomial) -> Polynomial:
    """The product of two polynomials."""
    found: Polynomial = Counter()
    for a, m in left.items():
        for b, n in right.items():
            found[ordered(Counter(dict(a)) + Counter(dict(b)))] += m * n
    return found


def ordered(sizes: Counter[Size]) -> Monomial:
    """A monomial as its sizes with their exponents, by name."""
    return tuple(sorted(sizes.items(), key=lambda item: item[0].name))


def as_number(polynomial: Polynomial) -> Expression:
    """A polynomial as an expression in sizes."""
    terms = sorted(polynomial.items(), key=lambda item: (-sum(n for _, n in item[0]), [s.name for s, _ in item[0]]))
    return Expression(tuple(Term(Fraction(n), tuple((Cardinal(s), e) for s, e in sizes)) for sizes, n in terms))
