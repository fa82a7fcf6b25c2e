"""Factors and addends that an author writes out, matched with those of the true chain.

A product is compared factor by factor with every way of multiplying out the quantity's own line into as many factors;
a sum addend by addend.  It counts where all factors fit, or all but one.  Signs may stand at any factor.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import permutations

from ...errors import SymbpError
from ...language import Base, Element, Expression, Tensor, Term, as_expression
from ..book import Book
from ..interval import Interval
from ..sheet import Line
from ..tree import Negative, Product, Sum, Times, Tree
from .digits import cut_from, stands_for
from .numerals import decimal
from .working import worked

WAYS = 200  # of multiplying out that are tried
IN_ANY_ORDER = 4  # factors or addends
Way = tuple[Expression, ...]


@dataclass(frozen=True)
class Match:
    """A factor as written, and what it should be, with the other sign if `turned`."""

    tree: Tree
    right: Expression
    turned: bool
    fits: bool


class Matching:
    """The factors of one side of a claim about a quantity."""

    def __init__(self, book: Book, lines: tuple[Line, ...]) -> None:
        self.book = book
        self.lines = lines
        self.by = {line.tensor: line for line in lines}

    def side(self, tree: Tree, key: Tensor) -> list[Match]:
        """The factors of a side in reading order; none where they cannot be told."""
        line = self.by.get(key)
        if line is None:
            return []
        addends = flat_sum(tree)
        if len(addends) == 1:
            return self.product(*addends[0], as_expression(Element(key)).terms[0])
        terms = line.formula.terms
        if len(terms) != len(addends):
            return []
        found: list[list[Match]] = []
        for order in permutations(terms) if len(terms) <= IN_ANY_ORDER else (terms,):
            found = [self.product(*addend, term) for addend, term in zip(addends, order, strict=True)]
            fitting = [matches and all(match.fits for match in matches) for matches in found]
            if sum(map(bool, fitting)) >= len(terms) - 1 and all(found):
                break
        else:
            return []
        return [match for matches in found for match in matches]

    def product(self, tree: Tree, negative: bool, term: Term) -> list[Match]:
        """The factors of one product."""
        written, turned = flat_product(tree)
        sizes = [self.ranges(part) for part in written]
        best: list[Match] = []
        for way, sign in self.ways(term, len(written)):
            for order in permutations(way) if len(way) <= IN_ANY_ORDER else (way,):
                found = [self.match(*each) for each in zip(written, sizes, order, strict=True)]
                missing = sum(not match.fits for match in found)
                odd = (sum(match.turned for match in found) + negative + turned + (sign < 0)) % 2
                if missing == 0 and not odd:
                    return found
                if missing == 1 < len(found) and not best:  # what does not fit has the sign that is left over
                    best = [match if match.fits else replace(match, turned=odd == 1) for match in found]
        return best

    def match(self, tree: Tree, ranges: Sequence[Interval], right: Expression) -> Match:
        """A factor beside what it should be."""
        true = self.book.worth(right, self.lines)
        for sign in (1.0, -1.0):
            if any(low <= sign * true <= high for low, high in ranges):
                return Match(tree, right, sign < 0 and true != 0, True)
        return Match(tree, right, False, False)

    def ranges(self, tree: Tree) -> tuple[Interval, ...]:
        """What a factor may stand for."""
        value = decimal(tree)
        if value is not None:
            return stands_for(value), cut_from(value)
        try:
            return (worked(tree, self.book.network, self.book).item().range,)
        except (SymbpError, ValueError):
            return ()

    def ways(self, term: Term, count: int) -> Iterator[tuple[Way, int]]:
        """All ways of multiplying out a term into so many factors, with the sign in front."""
        seen: set[Way] = set()
        waiting = [self.factors(term)]
        while waiting and len(seen) < WAYS:
            here, sign = waiting.pop(0)
            if here in seen or len(here) > count:
                continue
            seen.add(here)
            if len(here) == count:
                yield here, sign
            for place, factor in enumerate(here):
                inner = self.inner(factor)
                if inner is not None:
                    factors, other = self.factors(inner)
                    waiting.append(((*here[:place], *factors, *here[place + 1 :]), sign * other))

    def inner(self, factor: Expression) -> Term | None:
        """The product that a factor is by its own line."""
        base, exponent = factor.terms[0].factors[0] if factor.terms[0].factors else (None, 1)
        line = self.by.get(base.tensor) if isinstance(base, Element) and exponent == 1 else None
        return line.formula.terms[0] if line is not None and len(line.formula.terms) == 1 else None

    def factors(self, term: Term) -> tuple[Way, int]:
        """The factors of a term but for those that are 1 whatever the numbers, and its sign."""
        size = abs(term.coefficient)
        first = () if size == 1 else (as_expression(Fraction(size)),)
        rest = [Expression((Term(Fraction(1), (factor,)),)) for factor in term.factors if not self.is_one(factor[0])]
        return (*first, *rest), 1 if term.coefficient > 0 else -1

    def is_one(self, base: Base) -> bool:
        """Whether a quantity is 1 by its line."""
        line = self.by.get(base.tensor) if isinstance(base, Element) else None
        if line is None or len(line.formula.terms) != 1 or line.formula.terms[0].coefficient != 1:
            return False
        return all(self.is_one(inner) for inner, _ in line.formula.terms[0].factors)


def flat_sum(tree: Tree, negative: bool = False) -> list[tuple[Tree, bool]]:
    """The addends with their signs."""
    if isinstance(tree, Negative):
        return flat_sum(tree.of, not negative)
    if isinstance(tree, Sum):
        return [found for part in tree.parts for found in flat_sum(part, negative)]
    return [(tree, negative)]


def flat_product(tree: Tree) -> tuple[list[Tree], bool]:
    """The factors, and whether a sign is left over."""
    if isinstance(tree, Negative):
        found, negative = flat_product(tree.of)
        return found, not negative
    if isinstance(tree, Product) and decimal(tree) is None and Times.OUTER not in tree.times:
        parts = [flat_product(part) for part in tree.parts]
        return [f for found, _ in parts for f in found], sum(negative for _, negative in parts) % 2 == 1
    return [tree], False


def by_key(match: Match) -> Tensor | None:
    """The quantity that a factor should be, where it is nothing else."""
    base, exponent = match.right.terms[0].factors[0] if match.right.terms[0].factors else (None, 1)
    return base.tensor if isinstance(base, Element) and exponent == 1 else None
