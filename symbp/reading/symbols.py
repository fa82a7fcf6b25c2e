"""From SymPy's expressions to our own tree, by their constructors; nothing passes through text."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import sympy
from sympy.core.function import AppliedUndef

from .limits import DEPTH, DIGITS, NODES, check_tree, long
from .source import Source
from .tree import Call, Item, Name, Negative, Number, Plus, Power, Range, Times, Tree


def from_sympy(expression: sympy.Basic, source: Source) -> Tree:
    """The tree of an expression of symbols, Indexed, Sum and functions.

    Raises:
        SpecError: it is too large, or holds something else.
    """
    check_basic(expression, source)
    return check_tree(source, convert(expression, source))


def check_basic(expression: sympy.Basic, source: Source) -> None:
    """The expression is small and shallow.

    Raises:
        SpecError: naming the limit.
    """
    waiting = [(expression, 1)]
    count = 0
    while waiting:
        part, depth = waiting.pop()
        count += 1
        if count > 4 * NODES or depth > DEPTH:
            limit = f"{NODES} nodes" if depth <= DEPTH else f"{DEPTH} operations inside each other"
            raise source.error(-1, f"expected an expression of at most {limit}, found more")
        waiting.extend((inner, depth + 1) for inner in part.args if isinstance(inner, sympy.Basic))


def convert(part: sympy.Basic, source: Source) -> Tree:
    """One node and all below it."""
    if isinstance(part, sympy.Number):
        return number(part, source)
    if isinstance(part, sympy.Symbol):
        return Name(part.name)
    if isinstance(part, sympy.Idx):
        return Name(str(part.label.name)) if isinstance(part.label, sympy.Symbol) else convert(part.label, source)
    if isinstance(part, sympy.Indexed):
        return Item(name_of(part.base), tuple(convert(index, source) for index in part.indices))
    if isinstance(part, sympy.Add):
        return Plus(tuple(convert(term, source) for term in part.args))
    if isinstance(part, sympy.Mul):
        return product(part, source)
    if isinstance(part, sympy.Pow):
        return Power(convert(part.base, source), convert(part.exp, source))
    if isinstance(part, sympy.Sum):
        ranges = tuple(limits(limit, source) for limit in part.limits)
        return Call("Sum", (convert(part.function, source), *ranges))
    if part is sympy.E:
        return Call("exp", (Number(Fraction(1)),))
    if isinstance(part, AppliedUndef | sympy.Function | sympy.Max | sympy.Min):
        return Call(type(part).__name__, tuple(convert(argument, source) for argument in part.args))
    found = type(part).__name__
    raise source.error(-1, f"expected symbols, Indexed, Sum and functions, found {ascii(found)[1:-1][:40]}")


def number(part: sympy.Number, source: Source) -> Number:
    """A rational number; a decimal one by its digits."""
    if isinstance(part, sympy.Rational):
        value = Fraction(int(part.p), int(part.q))
        if long(value, DIGITS):
            raise source.error(-1, f"expected numbers of at most {DIGITS} digits, found a longer one")
    elif isinstance(part, sympy.Float) and part.is_finite and abs(part) < 10**100:
        value = Fraction(Decimal(str(part)))
    else:
        raise source.error(-1, f"expected finite numbers, found {str(part)[:40]}")
    return Number(value)


def name_of(base: sympy.Basic) -> str:
    """The name of an IndexedBase."""
    label = base.args[0]
    return str(label.name) if isinstance(label, sympy.Symbol) else str(label)


def product(part: sympy.Mul, source: Source) -> Tree:
    """A product, negative powers as divisors and a sign in front."""
    parts: list[tuple[Tree, bool]] = []
    negative = False
    for factor in part.args:
        if factor is sympy.S.NegativeOne:
            negative = True
        elif isinstance(factor, sympy.Pow) and isinstance(factor.exp, sympy.Rational) and factor.exp < 0:
            base = convert(factor.base, source)
            parts.append((base if factor.exp == -1 else Power(base, number(-factor.exp, source)), True))
        else:
            parts.append((convert(factor, source), False))
    made: Tree = parts[0][0] if len(parts) == 1 and not parts[0][1] else Times(tuple(parts))
    return Negative(made) if negative else made


def limits(limit: sympy.Tuple, source: Source) -> Tree:
    """The index of a sum, with its limits if it has them."""
    index = convert(limit[0], source)
    assert isinstance(index, Name)
    if len(limit) == 1:
        return index
    return Range(index.name, None, (convert(limit[1], source), convert(limit[2], source)))
