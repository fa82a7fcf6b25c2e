r"""Derivatives of formulas: \frac{d}{dx} e^x, \frac{\partial \log p_k}{\partial z_j}, by the rules of school.

(f + g)' = f' + g', (f g)' = f' g + f g', (f / g)' = f' / g - f g' / g^2, (f^n)' = n f^(n-1) f', f(g)' = f'(g) g'.
"""

from __future__ import annotations

from dataclasses import replace

from ...language import Role
from ..tree import (
    Call,
    Letter,
    Negative,
    Number,
    Power,
    Product,
    Quotient,
    Ratio,
    Ref,
    Slope,
    Sum,
    SumOver,
    Times,
    Tree,
)
from ..walk import bare, walk
from .lexicon import Lexicon
from .misread import Misread
from .sign import Sign
from .signs import FUNCTIONS
from .symbol import closing
from .tidy import behind

FIXED = (Role.INPUT, Role.TARGET, Role.PARAMETER)  # what no other quantity changes
OF_VECTORS = frozenset(("softmax", "log_softmax", "diag", "sum", "mean", "norm", "trace", "paths", "max", "argmax"))
_OPENING, _CLOSING = ("(", "[", "{"), (")", "]", "}")


def of_formula(signs: list[Sign], by: Ref | Letter, lexicon: Lexicon) -> Tree:
    """The derivative of all that some signs say, which is one bracket, or a product without an operator in it.

    Raises:
        Misread: what is differentiated would not be certain, or has no derivative here.
    """
    from .formula import read_signs

    if not signs or not is_one(signs, lexicon):
        raise Misread(by.at, "expected a formula in brackets behind the derivative, found none")
    tree = read_signs(signs, lexicon, signs[-1].end)
    if not any(isinstance(part, Ref | Letter) for part in walk(tree)):
        raise Misread(by.at, "expected a formula of quantities behind the derivative, found numbers")
    made = slope(tree, by)
    return Ratio("0", by.at) if made is None else made


def is_formula(signs: list[Sign], lexicon: Lexicon) -> bool:
    """Whether a bracket, a fraction or a function stands first, and no quantity."""
    first = signs[0].text if signs else ""
    return first in ("(", "[", "frac") or (first in FUNCTIONS and lexicon.named(first) is None)


def is_one(signs: list[Sign], lexicon: Lexicon) -> bool:
    """Whether it is certain how far a formula reaches: one bracket, one fraction, one power or one function."""
    first = signs[0]
    if first.kind == "sign" and first.text in ("(", "["):
        return closing(signs, 0) == len(signs) - 1
    if first.text == "frac":
        return behind(signs, behind(signs, 1)) == len(signs)
    depth = 0
    for sign in signs:
        if sign.kind == "sign":
            depth += (sign.text in _OPENING) - (sign.text in _CLOSING)
            if not depth and sign.text not in (*_OPENING, *_CLOSING, "_", "^"):
                return False
        elif not depth and sign.text in ("frac", "sum", "cdot", "times", "odot", "circ", "quad", "qquad"):
            return False
    named = first.text in FUNCTIONS or bool(lexicon.function(first.text))
    return named or (len(signs) > 2 and signs[1].text == "^" and behind_power(signs) == len(signs))


def behind_power(signs: list[Sign]) -> int:
    """The place behind the exponent of the first sign."""
    return behind(signs, 2) if signs[2].text == "{" else 3


def slope(tree: Tree, by: Ref | Letter) -> Tree | None:
    """The derivative of a tree by one of its quantities; None where it is 0.

    Raises:
        Misread: it has none by these rules.
    """
    match tree:
        case Number() | Ratio():
            return None
        case Letter():
            return Ratio("1", tree.at) if isinstance(by, Letter) and tree.name == by.name else None
        case Ref():
            return of_quantity(tree, by)
        case Negative(of=of):
            inner = slope(of, by)
            return None if inner is None else Negative(inner, tree.at)
        case Sum(parts=parts):
            terms = tuple(term for part in parts if (term := slope(part, by)) is not None)
            return Sum(terms, tree.at) if len(terms) > 1 else next(iter(terms), None)
        case Product(parts=parts, times=times) if set(times) <= {Times.PLAIN, Times.STAR}:
            inner_slopes = [slope(part, by) for part in parts]
            made = tuple(
                product(*parts[:n], inner, *parts[n + 1 :]) for n, inner in enumerate(inner_slopes) if inner is not None
            )
            return Sum(made, tree.at) if len(made) > 1 else next(iter(made), None)
        case Quotient(top=top, bottom=bottom):
            return quotient(tree, slope(top, by), slope(bottom, by))
        case Power(base=base, exponent=exponent) if (whole := whole_number(exponent)) is not None:
            inner = slope(base, by)
            return None if inner is None else product(exponent, power(base, whole - 1, tree.at), inner)
        case Call(arguments=(argument,)) if tree.name not in OF_VECTORS:
            inner = slope(argument, by)
            outer = tree if tree.name == "exp" else replace(tree, primes=tree.primes + 1)
            return None if inner is None else product(outer, inner)
        case SumOver(body=body):
            inner = slope(body, by)
            return None if inner is None else replace(tree, body=inner)
    raise Misread(tree.at, "expected a formula that has a derivative by the rules of school, found another")


def of_quantity(ref: Ref, by: Ref | Letter) -> Tree | None:
    """1 for the quantity itself, 0 for what nothing changes, else the derivative in the network.

    Raises:
        Misread: it is no number, but a whole array, or the value after an update.
    """
    if isinstance(by, Letter) or not (is_number(ref) and is_number(by)) or ref.updates or by.updates or ref.state:
        raise Misread(ref.at, f"expected one number to differentiate, found {ref.single or ref.tensor.name}")
    if bare(ref) == bare(by):
        return Ratio("1", ref.at)
    if ref.tensor.role in FIXED and ref.tensor != by.tensor:
        return None
    return Slope(replace(ref, at=-1), by, at=ref.at)


def is_number(ref: Ref) -> bool:
    """Whether a quantity is one number."""
    sizes = len([size for size in ref.tensor.sizes if size != 1]) + len(ref.tensor.labels)
    return ref.example is None and (bool(ref.single) or len(ref.indices) >= sizes)


def whole_number(tree: Tree) -> int | None:
    """An exponent as a whole number; None for any other."""
    sign, inner = (-1, tree.of) if isinstance(tree, Negative) else (1, tree)
    text = f"{inner.value:f}" if isinstance(inner, Number) else inner.name if isinstance(inner, Ratio) else ""
    return sign * int(text) if text.isascii() and text.isdecimal() and len(text) < len("10000") else None


def power(base: Tree, exponent: int, at: int) -> Tree:
    """A power with a whole exponent."""
    if exponent in (0, 1):
        return base if exponent else Ratio("1")
    found = Ratio(str(abs(exponent)))
    return Power(base, found if exponent > 0 else Negative(found), at)


def product(*parts: Tree) -> Tree:
    """A product of numbers, without ones."""
    kept = tuple(part for part in parts if part != Ratio("1", getattr(part, "at", -1))) or (Ratio("1"),)
    return Product(kept, (Times.PLAIN,) * (len(kept) - 1), -1) if len(kept) > 1 else kept[0]


def quotient(tree: Quotient, above: Tree | None, below: Tree | None) -> Tree | None:
    """f' / g - f g' / g^2."""
    first = None if above is None else Quotient(above, tree.bottom, tree.at)
    if below is None:
        return first
    second = Negative(Quotient(product(tree.top, below), Power(tree.bottom, Ratio("2"), tree.at), tree.at), tree.at)
    return second if first is None else Sum((first, second), tree.at)
