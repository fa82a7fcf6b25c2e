"""The scale of a loss: E = (y - a)^2 / 2 or (y - a)^2, the sum or the mean over examples, outputs, steps of time.

A loss of another scale makes another network, so that values, derivatives, updates and formulas all follow from it.
What the targets do not reach, such as a penalty on weights, keeps its factor.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from itertools import combinations
from math import prod

from ..language import (
    Base,
    Cardinal,
    Element,
    Equation,
    Expression,
    Extent,
    Factor,
    Group,
    Index,
    Network,
    Role,
    Size,
    Tensor,
    Term,
    elements,
    remember,
)
from ..worked.names import known_sizes
from .quantity import examples

SQUARES, BATCH, OUTPUTS, STEPS = "squares", "batch", "outputs", "steps"
OTHER = {"half": "whole", "whole": "half", "sum": "mean", "mean": "sum"}
CHOICES = {SQUARES: ("half", "whole"), **dict.fromkeys((BATCH, OUTPUTS, STEPS), ("sum", "mean"))}


@dataclass(frozen=True)
class Share:
    """One constant factor of a term and what it is for: of `choice` "half" 1/2, of "mean" 1/size."""

    name: str
    choice: str
    size: Extent = 2

    @property
    def divides(self) -> bool:
        """Whether the term has the factor."""
        return self.choice in ("half", "mean")


@remember
def scales(network: Network) -> dict[str, str]:
    """What a network's loss has chosen, by name; nothing of what its equations leave open or mix."""
    found: dict[str, set[str]] = {}
    for equation in network.equations:
        for term in reaching(equation, network):
            for share in shares(term, equation, network):
                found.setdefault(share.name, set()).add(share.choice)
    return {name: choices.pop() for name in CHOICES if len(choices := found.get(name, set())) == 1}


def rescaled(network: Network, wanted: Mapping[str, str]) -> Network:
    """The network whose loss has these choices; the network itself where it has them already."""
    own = scales(network)
    changes = frozenset(name for name, choice in wanted.items() if own.get(name, choice) != choice)
    return with_changes(network, changes) if changes else network


@lru_cache(16)
def with_changes(network: Network, changes: frozenset[str]) -> Network:
    """The network with the other choices of these names."""
    return replace(network, equations=tuple(changed(equation, network, changes) for equation in network.equations))


def ratio(network: Network, names: Container[str]) -> Fraction | None:
    """How much larger the loss becomes by the other choices of these names; None where a size is open."""
    sizes = known_sizes(network)
    found = Fraction(1)
    for equation in network.equations:
        own = (shares(term, equation, network) for term in reaching(equation, network))
        for share in next((some for some in own if some), ()):
            if share.name in names:
                size = sizes.get(share.size) if isinstance(share.size, Size) else share.size
                if size is None:
                    return None
                found *= Fraction(size) if share.divides else Fraction(1, size)
    return found


def changed(equation: Equation, network: Network, changes: Container[str]) -> Equation:
    """The equation with the factors of these names put in where they are missing, and left out where they stand."""
    terms = []
    for term in flat(equation.body):
        own = shares(term, equation, network) if is_reached(term, network) else ()
        for share in own:
            term = toggled(term, share) if share.name in changes else term
        terms.append(term)
    new = Expression(tuple(terms))
    return equation if new == flattened(equation.body) else replace(equation, body=new)


def toggled(term: Term, share: Share) -> Term:
    """The term without a factor that it has, or with one that it lacks."""
    if isinstance(share.size, int):
        factor = Fraction(share.size) if share.divides else Fraction(1, share.size)
        return Term(term.coefficient * factor, term.factors, term.bound)
    over: Factor = (Cardinal(share.size), -1)
    factors = tuple(f for f in term.factors if f != over) if share.divides else (*term.factors, over)
    return Term(term.coefficient, factors, term.bound)


def reaching(equation: Equation, network: Network) -> list[Term]:
    """The terms of an equation that depend on the targets."""
    return [term for term in flat(equation.body) if is_reached(term, network)]


def flat(body: Expression) -> tuple[Term, ...]:
    """The terms of a sum, c (a + b) as c a + c b."""
    found: list[Term] = []
    for term in body.terms:
        rest = tuple(factor for factor in term.factors if isinstance(factor[0], Cardinal))
        inner = [factor for factor in term.factors if not isinstance(factor[0], Cardinal)]
        if len(inner) == 1 and isinstance(inner[0][0], Group) and inner[0][1] == 1:
            for part in flat(inner[0][0].body):
                bound = term.bound + part.bound
                found.append(Term(term.coefficient * part.coefficient, part.factors + rest, bound))
        else:
            found.append(term)
    return tuple(found)


def flattened(body: Expression) -> Expression:
    """The sum of those terms."""
    return Expression(flat(body))


@remember
def reached(network: Network) -> frozenset[Tensor]:
    """The targets and everything that is computed from them."""
    found = set(network.with_role(Role.TARGET))
    for equation in network.equations:
        if any(element.tensor in found for element in elements(equation.body)):
            found.add(equation.tensor)
    return frozenset(found)


def is_reached(term: Term, network: Network) -> bool:
    """Whether a term depends on the targets."""
    return any(element.tensor in reached(network) for element in elements(Expression((term,))))


def shares(term: Term, equation: Equation, network: Network) -> tuple[Share, ...]:
    """The constant factors of a term that depends on the targets, those that it has and those that it could have."""
    squared = any(exponent == 2 and reads_target(base, network) for base, exponent in term.factors)
    sums = [(kind(index, network), index.size) for index in term.bound]
    alike = [other for other in reaching(equation, network) if not other.bound]
    if equation.tensor == network.loss and len(alike) > 1 and not sums:
        sums = [(OUTPUTS, len(alike))]
    found = [
        Share(name, "mean" if (Cardinal(size), -1) in term.factors else "sum", size)
        for name, size in sums
        if not isinstance(size, int)
    ]
    counts = [(name, size) for name, size in sums if isinstance(size, int) and size > 1]
    return (*divided(abs(term.coefficient), counts, squared), *found)


def divided(coefficient: Fraction, counts: list[tuple[str, int]], squared: bool) -> tuple[Share, ...]:
    """A coefficient as 1/2 times 1/n, for some of the counts n: 1/2 first, and means of as few as possible."""
    for number in range(len(counts) + 1):
        for means in combinations(range(len(counts)), number):
            for half in (Fraction(1, 2), Fraction(1)) if squared else (Fraction(1),):
                if coefficient == half / prod(counts[place][1] for place in means):
                    own = [Share(SQUARES, "whole" if half == 1 else "half")] if squared else []
                    places = enumerate(counts)
                    return (*own, *(Share(n, "mean" if at in means else "sum", size) for at, (n, size) in places))
    return ()


def reads_target(base: Base, network: Network) -> bool:
    """Whether it is a difference, or another quantity, that depends on the targets."""
    body = base.body if isinstance(base, Group) else Expression((Term(Fraction(1), ((base, 1),)),))
    return isinstance(base, Group | Element) and any(e.tensor in reached(network) for e in elements(body))


def kind(index: Index, network: Network) -> str:
    """What a sum runs over."""
    if network.example is not None and index.size == network.example.size:
        return BATCH
    if index.size == examples(network):
        return BATCH
    labels = {label.index.size for tensor in network.tensors() for label in tensor.labels}
    return STEPS if index.size in labels else OUTPUTS
