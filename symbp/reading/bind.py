"""From our own tree to expressions of the language: names are given their meaning, sizes are found, indices renamed.

`bind` looks every name up at once and lets sizes meet; what it returns makes the expression later, when all sizes are
known, for given values of the indices.
"""

from __future__ import annotations

from fractions import Fraction

from ..errors import NameErrorInSpec, SizeError
from ..language import Cardinal, Expression, Extent, as_expression, number
from .limits import bounded, safe_power, safe_product
from .position import Env, Frame, Maker, Place
from .scope import cleaned
from .sizes import Variable
from .tree import Call, Item, Name, Negative, Number, Plus, Power, Times, Tree


def bind(tree: Tree, frame: Frame) -> Maker:
    """What makes the expression of a tree.

    Raises:
        NameErrorInSpec: a name without a meaning here.
        SizeError: two sizes that meet and differ, or a wrong number of indices.
        SpecError: something else that does not fit.
    """
    scope = frame.scope
    scope.enter(frame.source, tree.at)
    try:
        return bound(tree, frame)
    finally:
        scope.leave()


def bound(tree: Tree, frame: Frame) -> Maker:
    """What makes the expression of a tree, by its kind."""
    from .call import call
    from .element import item

    if isinstance(tree, Number):
        value = as_expression(tree.value)
        return lambda env: value
    if isinstance(tree, Name):
        return named(tree, frame)
    if isinstance(tree, Item):
        return item(tree, frame)
    if isinstance(tree, Plus):
        return added(tree, frame)
    if isinstance(tree, Negative):
        of = bind(tree.of, frame)
        return lambda env: -of(env)
    if isinstance(tree, Times):
        return multiplied(tree, frame)
    if isinstance(tree, Power):
        return powered(tree, frame)
    if isinstance(tree, Call):
        return call(tree, frame)
    raise frame.source.error(tree.at, "expected a formula, found what belongs into Sum or into brackets")


def named(tree: Name, frame: Frame) -> Maker:
    """A quantity without indices, a parameter of a definition, or a size as a number."""
    from .element import argument, read

    name = cleaned(frame.source, tree.at, tree.name)
    if name in frame.arguments:
        given = frame.arguments[name]
        running = None if given.running is None else frame.running
        return argument(given, () if running is None else (Place(((running, 1),)),), tree, frame)
    if frame.width is not None and name == frame.width[0]:
        width = frame.width[1]
        return lambda env: cardinal(settled(width, tree, frame))
    scope = frame.scope
    if name in scope.quantities:
        quantity = scope.quantities[name]
        if len(quantity.places) == 1 and not quantity.labels and frame.running is not None:
            return read(quantity, (Place(((frame.running, 1),)),), tree, frame)
        return read(quantity, (), tree, frame)
    if name in frame.indices or name in frame.summed:
        raise frame.source.error(
            tree.at, f"expected a quantity, found the index {name} outside of brackets", NameErrorInSpec
        )
    if name in scope.sizes:
        size = scope.sizes[name]
        return lambda env: cardinal(size)
    raise scope.unknown(frame.source, tree.at, name)


def cardinal(size: Extent) -> Expression:
    """A size as a number."""
    return as_expression(Fraction(size) if isinstance(size, int) else Cardinal(size))


def settled(variable: Variable, tree: Tree, frame: Frame) -> Extent:
    """The size that was found.

    Raises:
        SizeError: none was.
    """
    extent = variable.known()
    if extent is None:
        raise frame.source.error(
            tree.at,
            f"expected a size for {variable.what}, found none: it stands in no place of its own; "
            "give it a size, as in Sum(..., k:n)",
            SizeError,
        )
    return extent


def added(tree: Plus, frame: Frame) -> Maker:
    """A sum; numbers alone are added up."""
    makers = [bind(part, frame) for part in tree.parts]

    def make(env: Env) -> Expression:
        parts = [maker(env) for maker in makers]
        bounded(frame.source, tree.at, *parts)
        numbers = [number(part) for part in parts]
        if all(value is not None for value in numbers):
            return as_expression(sum((value for value in numbers if value is not None), Fraction(0)))
        return Expression(tuple(term for part in parts for term in part.terms))

    return make


def multiplied(tree: Times, frame: Frame) -> Maker:
    """A product and quotients."""
    makers = [(bind(part, frame), divides, part.at) for part, divides in tree.parts]

    def make(env: Env) -> Expression:
        parts = []
        for maker, divides, at in makers:
            part = maker(env)
            parts.append(safe_power(frame.source, at, part, Fraction(-1)) if divides else part)
        return safe_product(frame.source, tree.at, parts)

    return make


def powered(tree: Power, frame: Frame) -> Maker:
    """A power; the exponent is a number."""
    base, exponent = bind(tree.base, frame), bind(tree.exponent, frame)

    def make(env: Env) -> Expression:
        value = number(exponent(env))
        if value is None:
            raise frame.source.error(
                tree.exponent.at, "expected a number as the exponent, found a quantity; write exp(y*log(x)) for x**y"
            )
        return safe_power(frame.source, tree.at, base(env), value)

    return make
