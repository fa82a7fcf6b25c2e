"""An expression as a function: compiled once to nested closures, run at many points and in every arithmetic.

The values of indices stand in a list, each index at a slot of its own; a bound index gets a fresh slot, so that it
hides, and never overwrites, another of the same name.
"""

from __future__ import annotations

from fractions import Fraction

from symbp.language import (
    Apply,
    Base,
    Cardinal,
    Delta,
    Element,
    Expression,
    Functional,
    FunctionalSlope,
    Group,
    Index,
    Partial,
    Size,
    Term,
    Within,
    indices_in,
)

from .dual import applied, raised
from .field import Field, Value
from .reading import element, partial, slope_of, whole
from .setting import Place, Slots, extent, position
from .view import Key, Run, View


class Program:
    """An expression over named free indices.

    Raises:
        Unbound: the expression mentions another free index.
    """

    def __init__(self, expression: Expression, free: tuple[Index, ...]) -> None:
        self.width = len(free)
        self._run = self.sum_of(expression, {index: slot for slot, index in enumerate(free)})

    def __call__(self, view: View, values: Key) -> Value:
        """The value at these values of the free indices."""
        return self._run(view, [*values, *([0] * (self.width - len(values)))])

    def sum_of(self, expression: Expression, slots: Slots) -> Run:
        """All terms added."""
        terms = tuple(self.term(term, slots) for term in expression.terms)
        if len(terms) == 1:
            only = terms[0]
            return lambda view, env: view.field.reduce(only(view, env))

        def run(view: View, env: list[int]) -> Value:
            total: Value = 0
            for term in terms:
                total += term(view, env)
            return view.field.reduce(total)

        return run

    def term(self, term: Term, slots: Slots) -> Run:
        """One product, summed over its bound indices."""
        slots = dict(slots)
        loops: list[tuple[int, int, Place]] = []
        for index in sizes_first(term.bound):
            size = extent(index.size, slots)
            slots[index] = self.width
            loops.append((self.width, index.first, size))
            self.width += 1
        run = self.product_of(term, slots)
        for slot, first, size in reversed(loops):
            run = summed(run, slot, first, size)
        return run

    def product_of(self, term: Term, slots: Slots) -> Run:
        """Coefficient times factors; brackets first and quotients last, so that 0 hides what is undefined."""
        ordered = sorted(term.factors, key=lambda f: (not isinstance(f[0], Delta | Within), f[1] < 0))
        factors = tuple((self.base(base, slots), exponent) for base, exponent in ordered)
        coefficient = term.coefficient
        known: dict[Field, Value] = {}

        def run(view: View, env: list[int]) -> Value:
            field = view.field
            made = known.get(field)
            if made is None:
                made = known[field] = field.constant(coefficient)
            for factor, exponent in factors:
                value = factor(view, env)
                if exponent != 1:
                    value = raised(field, value, exponent)
                if not value:
                    return 0
                made = field.reduce(made * value)
            return made

        return run

    def base(self, base: Base, slots: Slots) -> Run:
        """One base."""
        if isinstance(base, Element):
            return element(base, slots)
        if isinstance(base, Group):
            return self.sum_of(base.body, slots)
        if isinstance(base, Apply):
            function, order, inner = base.function, base.order, self.sum_of(base.argument, slots)
            return lambda view, env: applied(view.field, function, order, inner(view, env))
        if isinstance(base, Delta):
            left, right = position(base.left, slots), position(base.right, slots)
            return lambda view, env: int(left(view.setting, env) == right(view.setting, env))
        if isinstance(base, Within):
            at, size = position(base.position, slots), extent(base.size, slots)
            return lambda view, env: int(0 <= at(view.setting, env) < size(view.setting, env))
        if isinstance(base, Cardinal):
            number = position(base.size, slots)
            return lambda view, env: view.field.constant(Fraction(number(view.setting, env)))
        if isinstance(base, Functional):
            return whole(base, slots)
        if isinstance(base, FunctionalSlope):
            return slope_of(base, slots)
        assert isinstance(base, Partial)
        return partial(base, slots)


def sizes_first(bound: tuple[Index, ...]) -> list[Index]:
    """The bound indices, labels before the indices whose sizes depend on them."""

    def depends(index: Index) -> bool:
        labels = index.size.labels if isinstance(index.size, Size) else ()
        return any(indices_in(label) & set(bound) for label in labels)

    return sorted(bound, key=depends)


def summed(run: Run, slot: int, first: int, size: Place) -> Run:
    """A sum over one bound index."""

    def loop(view: View, env: list[int]) -> Value:
        total: Value = 0
        for value in range(first, first + size(view.setting, env)):
            env[slot] = value
            total += run(view, env)
        return total

    return loop
